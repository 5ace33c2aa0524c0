'use client';

import { type FormEvent, useState } from 'react';
import { Field } from '@/components/settings/form/field';
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
  const error = (name: string) => form.errors[`events.${saved.length}.${name}`];
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
          <Field label="Date" error={error('on') && 'Choose a date.'}>
            {(control) => (
              <input
                {...control}
                className="input"
                type="date"
                value={event.on}
                onChange={({ target }) => change({ on: target.value })}
              />
            )}
          </Field>
          <Field label="What happened" error={error('label') && 'Say in a few words what happened.'}>
            {(control) => (
              <input
                {...control}
                className="input"
                maxLength={80}
                value={event.label}
                onChange={({ target }) => change({ label: target.value })}
              />
            )}
          </Field>
          <Field label="Owner" error={error('owner')}>
            {(control) => (
              <input
                {...control}
                className="input"
                maxLength={80}
                value={event.owner}
                onChange={({ target }) => change({ owner: target.value })}
              />
            )}
          </Field>
        </div>
      </section>
      <SaveBar form={form} label="Save and go on" />
    </form>
  );
}
