'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { formatInstant } from '@/lib/core/format';
import type { PersonInfo, RoleInfo } from '@/lib/core/person';
import { same } from '@/lib/core/same';
import { FormError } from '../form/field';
import { asRefusal, type Refusal, send } from '../form/send';
import { useLeaveGuard } from '../form/use-leave-guard';
import { GrantsEditor } from './grants-editor';
import { LinkTold } from './link-told';
import type { ToldLink } from './use-people';

interface PersonDialogProps {
  person: PersonInfo;
  roles: RoleInfo[];
  departments: string[];
  onClose: () => void;
}

/** One person: roles, state, and the link by which they choose a password. */
export function PersonDialog({ person, roles, departments, onClose }: PersonDialogProps) {
  /** as they were when the changes here were begun */
  const [begun, setBegun] = useState(person);
  const [grants, setGrants] = useState(person.grants);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [told, setTold] = useState<ToldLink | null>(null);
  const queries = useQueryClient();
  const isDirty = !same(grants, begun.grants);
  useLeaveGuard(isDirty);

  /** Does one thing on the server; says whether it was done. */
  const act = async (what: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setRefusal(null);
    try {
      await what();
      return true;
    } catch (error) {
      setRefusal(asRefusal(error));
      return false;
    } finally {
      setBusy(false);
      await queries.invalidateQueries({ queryKey: ['people'] });
    }
  };
  const address = `/api/v1/users/${person.id}`;
  const begin = (from: PersonInfo) => {
    setBegun(from);
    setGrants(from.grants);
    setRefusal(null);
  };
  const patch = (wish: object) =>
    act(async () => begin((await send<PersonInfo>('PATCH', address, { ...wish, version: begun.version })).body));
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (await patch({ grants })) onClose();
  };
  const makeLink = () => act(async () => setTold((await send<ToldLink>('POST', `${address}/invite`)).body));
  const revoke = () => act(async () => void (await send('DELETE', `${address}/invite`)));
  const fields = refusal?.fields ?? {};

  if (told)
    return (
      <Dialog title="A new link" onClose={onClose}>
        <LinkTold told={told} onClose={onClose} />
      </Dialog>
    );
  return (
    <Dialog title={person.email} onClose={onClose}>
      <form className="dialog-form" onSubmit={save} noValidate>
        {person.you ? (
          <p className="note">
            This is you. Nobody changes their own roles or state: another administrator does, or the command line.
          </p>
        ) : (
          <GrantsEditor
            roles={roles}
            departments={departments}
            grants={grants}
            errors={fields}
            onChange={(next) => {
              setGrants(
                next.map(({ role, departments: scope = [], until = null }) => ({ role, departments: scope, until })),
              );
              setRefusal(null);
            }}
          />
        )}
        <FormError>
          {refusal && Object.keys(fields).length === 0 && refusal.detail}
          {refusal && begun.version !== person.version && (
            <button type="button" className="link-button" onClick={() => begin(person)}>
              Show them as they are now
            </button>
          )}
        </FormError>
        <DialogFoot
          act={!person.you && 'Save roles'}
          acting="Save roles"
          isBusy={isBusy}
          isDisabled={!isDirty}
          out={isDirty ? 'Discard' : 'Close'}
          onOut={onClose}
        />
      </form>
      <Ways person={person} isBusy={isBusy} makeLink={makeLink} revoke={revoke} patch={patch} />
    </Dialog>
  );
}

interface WaysProps {
  person: PersonInfo;
  isBusy: boolean;
  makeLink: () => void;
  revoke: () => void;
  patch: (wish: object) => void;
}

/** What can be done about their way in. */
function Ways({ person, isBusy, makeLink, revoke, patch }: WaysProps) {
  const { timeZone } = useWorkspace();
  const { state, link, you } = person;
  const isDisabled = state === 'disabled';
  return (
    <dl className="ways">
      {!isDisabled && (
        <div>
          <dt>{state === 'invited' ? 'Invitation' : 'Password'}</dt>
          <dd>
            {link
              ? `A link made by ${link.created_by} is open until ${formatInstant(link.expires_at, timeZone)}.`
              : state === 'invited'
                ? 'No link is open: it ran out or was revoked.'
                : 'A link lets them choose a new one; until they do the old one counts.'}
          </dd>
          <dd className="way-buttons">
            <button type="button" className="button" disabled={isBusy} onClick={makeLink}>
              {link ? 'Make another link' : 'Make a link'}
            </button>
            {link && (
              <button type="button" className="button button-danger" disabled={isBusy} onClick={revoke}>
                Revoke the link
              </button>
            )}
          </dd>
        </div>
      )}
      {!you && (
        <div>
          <dt>Access</dt>
          <dd>
            {isDisabled
              ? 'They cannot sign in. Their roles are kept.'
              : 'Disabling ends their sessions and open links at once. Their roles are kept.'}
          </dd>
          <dd className="way-buttons">
            <button
              type="button"
              className={isDisabled ? 'button' : 'button button-danger'}
              disabled={isBusy}
              onClick={() => patch({ disabled: !isDisabled })}
            >
              {isDisabled ? 'Let them in again' : 'Disable'}
            </button>
          </dd>
        </div>
      )}
    </dl>
  );
}
