'use client';

import { type FormEvent, useState } from 'react';
import { EventFields } from '@/components/settings/event-fields';
import { SaveBar } from '@/components/settings/form/save-bar';
import { useSettingForm } from '@/components/settings/form/use-setting-form';
import type { SettingsAnswer } from '@/components/settings/form/use-settings';
import { WithSettings } from '@/components/settings/form/with-settings';
import { formatDate } from '@/lib/core/format';

/** The day on which the AI went live: the first event, which charts draw and comparisons begin at. */
export function LaunchStep({ onDone }: { onDone: () => void }) {
  return <WithSettings>{(answer) => <Form answer={answer} onDone={onDone} />}</WithSettings>;
}

function Form({ answer, onDone }: { answer: SettingsAnswer; onDone: () => void }) {
  const form = useSettingForm(answer);
  const saved = answer.settings.events.value;
  const [event, setEvent] = useState({ on: '', label: 'AI assistant goes live', owner: '' });
  const change = (part: Partial<typeof event>) => {
    const next = { ...event, ...part };
    setEvent(next);
    if (next.on) form.set('events', [...saved, next]);
    else form.discard();
  };
  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    if (await form.save()) onDone();
  };
  return (
    <form onSubmit={(submitted) => void submit(submitted)} noValidate>
      <section className="panel settings-panel">
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
          <EventFields event={event} at={saved.length} errors={form.errors} onChange={change} />
        </div>
      </section>
      <SaveBar form={form} label="Save and go on" />
    </form>
  );
}
