'use client';

import type { ReactNode } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import { formatInstant } from '@/lib/core/format';
import type { SettingForm } from './use-setting-form';

interface SaveBarProps {
  form: SettingForm;
  /** what keeps this from being saved, found before asking the server */
  blocked?: string;
  /** says a value of the setting in words, for the choice between theirs and mine */
  told?: (value: unknown) => ReactNode;
  /** what its button is called */
  label?: string;
}

/** The foot of a form of settings: what state it is in, and the way on. */
export function SaveBar({ form, blocked, told, label = 'Save' }: SaveBarProps) {
  const { isDirty, isProposed, state, message, conflict } = form;
  return (
    <div className="save-bar" data-dirty={isDirty}>
      {conflict && <Conflict form={form} told={told} />}
      <div className="save-row">
        <button
          type="submit"
          className="button button-primary"
          disabled={!(isDirty || isProposed) || state === 'saving' || blocked !== undefined}
        >
          {state === 'saving' ? 'Saving …' : label}
        </button>
        {isDirty && state !== 'saving' && (
          <button type="button" className="button" onClick={form.discard}>
            Discard
          </button>
        )}
        <p className="save-state" role="status" data-state={state}>
          {words(form, blocked)}
        </p>
        {!conflict && message && (
          <p className="form-error" role="alert">
            Not saved. {message}
          </p>
        )}
      </div>
    </div>
  );
}

function words(
  { isDirty, isProposed, isPending, state, message }: SettingForm,
  blocked: string | undefined,
): ReactNode {
  if (state === 'saving' || message) return null;
  if (isDirty) return blocked ?? 'Changes not saved yet.';
  if (state === 'saved' && isPending)
    return <span className="quiet">Taken: it counts once the numbers are recomputed.</span>;
  if (state === 'saved')
    return (
      <>
        <Icon name="check" size={14} /> Saved
      </>
    );
  return (
    <span className="quiet">{isProposed ? 'What is proposed here can be saved as it is.' : 'Nothing to save.'}</span>
  );
}

function Conflict({ form, told }: Pick<SaveBarProps, 'form' | 'told'>) {
  const { timeZone } = useWorkspace();
  const { theirs } = form.conflict!;
  return (
    <div className="conflict" role="alert">
      <p>
        <b>Somebody else was faster.</b> {theirs.changed_by ?? 'Somebody'} saved this
        {theirs.changed_at && ` on ${formatInstant(theirs.changed_at, timeZone)}`} while you were editing
        {told && <>: {told(theirs.value)}</>}.
      </p>
      <p className="conflict-ways">
        <button type="button" className="button" onClick={form.takeTheirs}>
          Take theirs
        </button>
        <button type="button" className="button" onClick={form.saveMine}>
          Save mine over it
        </button>
      </p>
    </div>
  );
}
