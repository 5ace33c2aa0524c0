'use client';

import type { FormEvent } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatDate } from '@/lib/core/format';
import { settingValueWords } from '@/lib/core/setting-words';
import type { Settings } from '@/lib/core/settings';
import { EventFields } from './event-fields';
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
  return (
    <li className="event-row">
      <EventFields event={event} at={at} errors={form.errors} onChange={change} />
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
