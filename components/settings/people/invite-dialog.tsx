'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import type { RoleInfo } from '@/lib/core/person';
import type { Grant } from '@/lib/core/viewer';
import { Field, FormError } from '../form/field';
import { asRefusal, type Refusal, send } from '../form/send';
import { GrantsEditor } from './grants-editor';
import { LinkTold } from './link-told';
import type { ToldLink } from './use-people';

interface InviteDialogProps {
  roles: RoleInfo[];
  departments: string[];
  onClose: () => void;
}

/** Adds somebody with their roles and shows the link they come in by. */
export function InviteDialog({ roles, departments, onClose }: InviteDialogProps) {
  const [email, setEmail] = useState('');
  const [grants, setGrants] = useState<Grant[]>([{ role: roles[0]!.id, departments: [], until: null }]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<ToldLink | null>(null);
  const queries = useQueryClient();

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      setTold((await send<ToldLink>('POST', '/api/v1/users', { email, grants })).body);
      await queries.invalidateQueries({ queryKey: ['people'] });
    } catch (error) {
      setRefusal(asRefusal(error));
    }
    setBusy(false);
  };
  const fields = refusal?.fields ?? {};
  if (told)
    return (
      <Dialog title="Invited" onClose={onClose}>
        <LinkTold told={told} onClose={onClose} />
      </Dialog>
    );
  return (
    <Dialog title="Invite somebody" onClose={onClose}>
      <form className="dialog-form" onSubmit={submit} noValidate>
        <Field label="E-mail" error={fields.email} hint="What they sign in with.">
          {(control) => (
            <input
              {...control}
              className="input"
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <GrantsEditor
          roles={roles}
          departments={departments}
          grants={grants}
          errors={fields}
          onChange={(next) => {
            setGrants(next);
            setRefusal(null);
          }}
        />
        <FormError>{refusal && Object.keys(fields).length === 0 && refusal.detail}</FormError>
        <DialogFoot act="Make the link" isBusy={isBusy} onOut={onClose} />
      </form>
    </Dialog>
  );
}
