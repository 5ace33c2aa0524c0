'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import type { RoleInfo } from '@/lib/core/person';
import { Field, FormError } from '../form/field';
import { Secret } from '../form/secret';
import { asRefusal, type Refusal, send } from '../form/send';
import { Departments } from '../people/departments';

interface KeyDialogProps {
  roles: RoleInfo[];
  departments: string[];
  onClose: () => void;
}

/** Makes a key and shows it, once. */
export function KeyDialog({ roles, departments, onClose }: KeyDialogProps) {
  const [name, setName] = useState('');
  const [scope, setScope] = useState<'ingest' | 'query'>('ingest');
  const [role, setRole] = useState(roles[0]!.id);
  const [chosen, setChosen] = useState<string[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [key, setKey] = useState<string | null>(null);
  const queries = useQueryClient();
  const isScoped = roles.find(({ id }) => id === role)?.scoped;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const asks = scope === 'query' && { role, ...(isScoped && { departments: chosen }) };
    try {
      setKey((await send<{ key: string }>('POST', '/api/v1/keys', { name, scope, ...asks })).body.key);
      await queries.invalidateQueries({ queryKey: ['keys'] });
    } catch (error) {
      setRefusal(asRefusal(error));
    }
    setBusy(false);
  };
  if (key !== null)
    return (
      <Dialog title="The key is made" onClose={onClose}>
        <p className="dialog-text">
          Put it where the program <b>{name.trim()}</b> keeps its secrets.
        </p>
        <Secret label="Key" value={key} />
        <DialogFoot out="Done" onOut={onClose} />
      </Dialog>
    );
  const fields = refusal?.fields ?? {};
  return (
    <Dialog title="Make a key" onClose={onClose}>
      <form className="dialog-form" onSubmit={submit} noValidate>
        <Field label="Name" error={fields.name} hint="What it is for, as the audit log will show it.">
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={100}
              autoComplete="off"
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="choices">
          <legend>It may</legend>
          <label className="option">
            <input type="radio" name="scope" checked={scope === 'ingest'} onChange={() => setScope('ingest')} />
            <span>
              <b>Send records in</b> and see nothing
            </span>
          </label>
          <label className="option">
            <input type="radio" name="scope" checked={scope === 'query'} onChange={() => setScope('query')} />
            <span>
              <b>Ask for numbers</b> as a role does
            </span>
          </label>
        </fieldset>
        {scope === 'query' && (
          <Field label="Role" error={fields.role} hint="It sees what a person of this role sees, and no more.">
            {(control) => (
              <select {...control} className="input" value={role} onChange={(event) => setRole(event.target.value)}>
                {roles.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {title}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        {scope === 'query' && isScoped && (
          <Departments all={departments} chosen={chosen} error={fields.department} onChange={setChosen} />
        )}
        <FormError>{refusal && Object.keys(fields).length === 0 && refusal.detail}</FormError>
        <DialogFoot act="Make the key" isBusy={isBusy} onOut={onClose} />
      </form>
    </Dialog>
  );
}
