'use client';

import { usePathname } from 'next/navigation';
import { ChoiceFilter } from '@/components/shell/choice-filter';
import { addDays } from '@/lib/core/period';
import { ACTION_WORDS, ROAD_WORDS } from './audit-words';

interface AuditFiltersProps {
  /** as the address has them; `to` is exclusive there, and shown as the last day */
  asked: URLSearchParams;
  people: string[];
}

const choices = (words: Record<string, string>, all: string) => [
  { value: '', label: all },
  ...Object.entries(words).map(([value, label]) => ({ value, label })),
];

/** Person, action, road and days. */
export function AuditFilters({ asked, people }: AuditFiltersProps) {
  const pathname = usePathname();
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(asked);
    if (value === '') next.delete(name);
    else next.set(name, value);
    window.history.pushState(null, '', next.size > 0 ? `${pathname}?${next}` : pathname);
  };
  const value = (name: string) => asked.get(name) ?? '';
  const person = value('person');
  // A link may name somebody who is not in the log.
  const known = person === '' || people.includes(person) ? people : [person, ...people];
  return (
    <div className="filters audit-filters">
      <ChoiceFilter
        name="Who"
        value={person}
        options={[{ value: '', label: 'Everybody' }, ...known.map((one) => ({ value: one, label: one }))]}
        onChange={(next) => set('person', next)}
      />
      <ChoiceFilter
        name="Did"
        value={value('action')}
        options={choices(ACTION_WORDS, 'Anything')}
        onChange={(next) => set('action', next)}
      />
      <ChoiceFilter
        name="By way of"
        value={value('road')}
        options={choices(ROAD_WORDS, 'Any')}
        onChange={(next) => set('road', next)}
      />
      <label className="day-filter">
        <span>From</span>
        <input
          className="input"
          type="date"
          value={value('from')}
          onChange={({ target }) => set('from', target.value)}
        />
      </label>
      <label className="day-filter">
        <span>Last day</span>
        <input
          className="input"
          type="date"
          value={value('to') && addDays(value('to'), -1)}
          onChange={({ target }) => set('to', target.value && addDays(target.value, 1))}
        />
      </label>
      {asked.size > 0 && (
        <button type="button" className="link-button" onClick={() => window.history.pushState(null, '', pathname)}>
          Take all filters away
        </button>
      )}
    </div>
  );
}
