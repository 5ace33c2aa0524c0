'use client';

import { EventFields } from '@/components/settings/event-fields';
import { SettingsForm } from '@/components/settings/form/settings-form';
import { useSettingForm } from '@/components/settings/form/use-setting-form';
import type { SettingsAnswer } from '@/components/settings/form/use-settings';
import { WithSettings } from '@/components/settings/form/with-settings';
import { formatDate } from '@/lib/core/format';
import { same } from '@/lib/core/same';
import { settingValueWords } from '@/lib/core/setting-words';

const PROPOSED = { on: '', label: 'AI assistant goes live', owner: '' };

/** The day on which the AI went live: the first event, which charts draw and comparisons begin at. */
export function LaunchStep({ onDone }: { onDone: () => void }) {
  return <WithSettings>{(answer) => <Form answer={answer} onDone={onDone} />}</WithSettings>;
}

function Form({ answer, onDone }: { answer: SettingsAnswer; onDone: () => void }) {
  const form = useSettingForm(answer);
  const saved = answer.settings.events.value;
  // What is being typed is the last of the draft: the list it was begun from stands before it.
  const before = form.isDirty ? form.value('events').slice(0, -1) : saved;
  const event = (form.isDirty && form.value('events').at(-1)) || PROPOSED;
  const change = (part: Partial<typeof event>) => {
    const next = { ...event, ...part };
    form.set('events', same(next, PROPOSED) ? saved : [...before, next]);
  };
  return (
    <SettingsForm
      form={form}
      told={(value) => settingValueWords('events', value)}
      label="Save and go on"
      onSaved={onDone}
    >
      <header className="settings-head">
        <p>
          Charts over time draw it as a mark, and “before launch” is compared with. Later changes (a new model, a
          channel, people brought back) are added in Settings, Events.
        </p>
      </header>
      {saved.length > 0 && (
        <ul className="plain-list">
          {saved.map(({ on, label }) => (
            <li key={`${on} ${label}`}>
              <b>{formatDate(on)}</b> {label}
            </li>
          ))}
        </ul>
      )}
      <div className="event-row">
        <EventFields event={event} at={before.length} errors={form.errors} onChange={change} />
      </div>
    </SettingsForm>
  );
}
