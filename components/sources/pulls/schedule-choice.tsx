'use client';

import { type KeyboardEvent, useRef, useState } from 'react';
import { type PullInfo, SCHEDULE_WORDS, SCHEDULES } from '@/lib/core/pulls';

type Schedule = PullInfo['schedule'];

interface ScheduleChoiceProps {
  source: string;
  value: Schedule;
  onCommit: (schedule: Schedule) => void;
}

/**
 * How often a source is fetched. Arrow keys walk through the choices, each a change: what is walked to is sent on
 * Enter or on leaving, what is picked with the pointer at once.
 */
export function ScheduleChoice({ source, value, onCommit }: ScheduleChoiceProps) {
  const [walkedTo, setWalkedTo] = useState<Schedule | null>(null);
  const isByKey = useRef(false);
  const commit = (schedule: Schedule | null) => {
    setWalkedTo(null);
    if (schedule !== null && schedule !== value) onCommit(schedule);
  };
  const onKey = (event: KeyboardEvent) => {
    isByKey.current = true;
    if (event.key === 'Enter' && walkedTo !== null) {
      event.preventDefault();
      commit(walkedTo);
    }
    if (event.key === 'Escape') setWalkedTo(null);
  };
  return (
    <label className="pull-schedule">
      <span className="sr-only">{source} is fetched</span>
      <select
        className="input"
        value={walkedTo ?? value}
        title={walkedTo === null ? undefined : 'Enter sets it, Escape leaves it as it was'}
        onKeyDown={onKey}
        onPointerDown={() => {
          isByKey.current = false;
        }}
        onBlur={() => commit(walkedTo)}
        onChange={({ target }) => {
          const chosen = target.value as Schedule;
          if (isByKey.current) setWalkedTo(chosen);
          else commit(chosen);
        }}
      >
        {SCHEDULES.map((one) => (
          <option key={one} value={one}>
            {SCHEDULE_WORDS[one]}
          </option>
        ))}
      </select>
    </label>
  );
}
