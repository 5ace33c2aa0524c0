import type { ReactNode } from 'react';
import { InputField } from './form/input-field';
import type { SettingForm } from './form/use-setting-form';

export const SMALLEST_GROUP = 5;
export const ADVISED_GROUP = 10;

export function WorkspaceName({ form, label }: { form: SettingForm; label: string }) {
  return (
    <InputField
      narrow
      label={label}
      maxLength={200}
      error={form.errors.name && 'A name has 1 to 200 characters.'}
      value={form.value('name')}
      onInput={({ value }) => form.set('name', value)}
    />
  );
}

export function GroupSize({ form, hint }: { form: SettingForm; hint: ReactNode }) {
  return (
    <InputField
      narrow
      label="People a figure must at least be about"
      type="number"
      inputMode="numeric"
      min={SMALLEST_GROUP}
      max={1000}
      hint={hint}
      error={form.errors.group_size && `At least ${SMALLEST_GROUP}, at most 1,000, in whole people.`}
      value={form.value('group_size')}
      onInput={({ valueAsNumber }) => form.set('group_size', valueAsNumber)}
    />
  );
}
