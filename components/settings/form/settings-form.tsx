'use client';

import type { FormEvent, ReactNode } from 'react';
import { SaveBar } from './save-bar';
import type { SettingForm } from './use-setting-form';

interface SettingsFormProps {
  form: SettingForm;
  /** what keeps this from being saved, found before asking the server */
  blocked?: string;
  /** says a value of the setting in words, for the choice between theirs and mine */
  told?: (value: unknown) => ReactNode;
  /** what its button is called */
  label?: string;
  /** gives up what stands in a field and is no value yet, too */
  onDiscard?: () => void;
  /** all of it was saved */
  onSaved?: () => void;
  children: ReactNode;
}

/** A panel of settings that are saved together, with the bar that saves them. */
export function SettingsForm({ form, blocked, told, label, onDiscard, onSaved, children }: SettingsFormProps) {
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (blocked === undefined && (await form.save())) onSaved?.();
  };
  const discard = () => {
    onDiscard?.();
    form.discard();
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <section className="panel settings-panel">{children}</section>
      <SaveBar form={{ ...form, discard }} blocked={blocked} told={told} label={label} />
    </form>
  );
}
