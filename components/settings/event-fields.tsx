import type { Settings } from '@/lib/core/settings';
import { InputField } from './form/input-field';
import type { SettingForm } from './form/use-setting-form';

type Event = Settings['events'][number];

interface EventFieldsProps {
  event: Event;
  /** its place in the list, by which the server complains of it */
  at: number;
  errors: SettingForm['errors'];
  onChange: (part: Partial<Event>) => void;
}

/** When it happened, what, and who can tell more. */
export function EventFields({ event, at, errors, onChange }: EventFieldsProps) {
  const error = (name: keyof Event) => complaint(errors[`events.${at}.${name}`], name);
  return (
    <>
      <InputField
        label="Date"
        type="date"
        error={error('on')}
        value={event.on}
        onInput={({ value }) => onChange({ on: value })}
      />
      <InputField
        label="What happened"
        maxLength={80}
        error={error('label')}
        value={event.label}
        onInput={({ value }) => onChange({ label: value })}
      />
      <InputField
        label="Owner"
        maxLength={80}
        error={error('owner')}
        value={event.owner}
        onInput={({ value }) => onChange({ owner: value })}
      />
    </>
  );
}

/** The field's own label stands above: the complaint need not name its address in the data. */
function complaint(detail: string | undefined, name: keyof Event): string | undefined {
  if (detail === undefined) return undefined;
  if (name === 'on') return 'Choose a date.';
  return name === 'label' ? 'Say in a few words what happened.' : 'At most 80 characters.';
}
