'use client';

import { formatDate } from '@/lib/core/format';
import { settingValueWords } from '@/lib/core/setting-words';
import type { Settings } from '@/lib/core/settings';
import { EventFields } from './event-fields';
import { History } from './form/history';
import { SettingRows } from './form/setting-rows';
import { SettingsForm } from './form/settings-form';
import { useSettingForm } from './form/use-setting-form';
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
  return (
    <SettingsForm form={form} told={(value) => settingValueWords('events', value)}>
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
      <SettingRows
        kind="event"
        rows={events}
        empty={EMPTY}
        add="Add an event"
        remove={({ label }) => `Remove ${label || 'this event'}`}
        onChange={(next) => form.set('events', next)}
      >
        {(event, at, change) => <EventFields event={event} at={at} errors={form.errors} onChange={change} />}
      </SettingRows>
    </SettingsForm>
  );
}
