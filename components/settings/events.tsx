'use client';

import type { FormEvent } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatDate } from '@/lib/core/format';
import { settingValueWords } from '@/lib/core/setting-words';
import type { Settings } from '@/lib/core/settings';
import { Field } from './form/field';
import { History } from './form/history';
import { SaveBar } from './form/save-bar';
import { type SettingForm, useSettingForm } from './form/use-setting-form';
import type { SettingsAnswer } from './form/use-settings';
import { WithSettings } from './form/with-settings';

type Event = Settings['events'][number];

const EMPTY: Event = { on: '', label: '', owner: '' };

const told = (events: Event[]) =>
  events.map(({ on, label }) => `${formatDate(on)} ${label}`).join(' · ') || 'No events';

export function Events() {
  return <WithSettings>{(answer) => <EventsForm answer={answer} />}</WithSettings>;
}

function EventsForm({ answer }: { answer: SettingsAnswer }) {
  const form = useSettingForm(answer);
  const events = form.value('events');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save();
  };
  const add = () => {
    form.set('events', [...events, EMPTY]);
    // Once it is drawn, the new line's date is where one goes on.
    setTimeout(() => document.querySelector<HTMLInputElement>('.event-row:last-of-type input')?.focus(), 0);
  };
  return (
    <form onSubmit={submit} noValidate>
      <section className="panel settings-panel">
        <header className="settings-head">
          <p>
            An event is drawn on every chart over time as a labelled mark, and can be compared with: “Before …”. It says
            what happened then, never that it caused anything. Its owner can tell more.
          </p>
          <History name="events" title="events" form={form} told={told} />
        </header>
        {events.length === 0 && (
          <p className="settings-empty">No events yet. The launch of an AI assistant is usually the first.</p>
        )}
        <ul className="event-rows">
          {events.map((_, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list, which is not sorted while edited
            <EventRow key={at} at={at} form={form} />
          ))}
        </ul>
        <button type="button" className="button" onClick={add}>
          <Icon name="plus" size={14} /> Add an event
        </button>
      </section>
      <SaveBar form={form} told={(value) => settingValueWords('events', value)} />
    </form>
  );
}

function EventRow({ at, form }: { at: number; form: SettingForm }) {
  const events = form.value('events');
  const event = events[at]!;
  const change = (part: Partial<Event>) =>
    form.set(
      'events',
      events.map((one, index) => (index === at ? { ...one, ...part } : one)),
    );
  const error = (name: keyof Event) => complaint(form.errors[`events.${at}.${name}`], name);
  return (
    <li className="event-row">
      <Field label="Date" error={error('on')}>
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
      <Field label="What happened" error={error('label')}>
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
      <button
        type="button"
        className="icon-button event-remove"
        aria-label={`Remove ${event.label || 'this event'}`}
        title="Remove"
        onClick={() =>
          form.set(
            'events',
            events.filter((_, index) => index !== at),
          )
        }
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

/** The field's own label stands above: the complaint need not name its address in the data. */
function complaint(detail: string | undefined, name: keyof Event): string | undefined {
  if (detail === undefined) return undefined;
  if (name === 'on') return 'Choose a date.';
  return name === 'label' ? 'Say in a few words what happened.' : 'At most 80 characters.';
}
