'use client';

import { type FormEvent, useState } from 'react';
import { useRequest } from '@/components/hooks/use-request';
import { Popover } from '@/components/ui/popover';
import { addDays, isDate } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import { lastQuarters, presets } from '@/lib/core/url';
import { periodWord } from '@/lib/core/words';
import { ChipText } from './choice-filter';

/** Which time the page is about: presets that count back from the last day observed, quarters, or any two dates. */
export function PeriodFilter() {
  const { view, end, change } = useRequest();
  const isChosen = (range: DateRange) => range.from === view.from && range.to === view.to;
  return (
    <Popover buttonClass="chip-button" button={<ChipText name="Period" value={periodWord(view)} />}>
      {(close) => {
        const choose = ({ from, to }: DateRange) => {
          change({ from, to });
          close();
        };
        return (
          <div style={{ width: 330, maxWidth: 'calc(100vw - 40px)' }}>
            {presets(end).map((preset) => (
              <button
                key={preset.name}
                type="button"
                className="menu-item"
                aria-current={isChosen(preset)}
                onClick={() => choose(preset)}
              >
                {preset.name}
                <small>{periodWord(preset)}</small>
              </button>
            ))}
            <p className="menu-title">Quarters</p>
            <div className="quarter-grid">
              {lastQuarters(end, 8).map((quarter) => (
                <button
                  key={quarter.from}
                  type="button"
                  className="menu-item"
                  aria-current={isChosen(quarter)}
                  onClick={() => choose(quarter)}
                >
                  {periodWord(quarter)}
                </button>
              ))}
            </div>
            <p className="menu-title">From and to, both included</p>
            <CustomPeriod range={view} onChoose={choose} />
          </div>
        );
      }}
    </Popover>
  );
}

function CustomPeriod({ range, onChoose }: { range: DateRange; onChoose: (range: DateRange) => void }) {
  const [from, setFrom] = useState(range.from);
  const [last, setLast] = useState(addDays(range.to, -1));
  const isValid = isDate(from) && isDate(last) && from <= last;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid) onChoose({ from, to: addDays(last, 1) });
  };
  return (
    <form className="period-form" onSubmit={submit}>
      <label className="field">
        <span>From</span>
        <input className="input" type="date" required value={from} onChange={(event) => setFrom(event.target.value)} />
      </label>
      <label className="field">
        <span>To</span>
        <input
          className="input"
          type="date"
          required
          min={from}
          value={last}
          onChange={(event) => setLast(event.target.value)}
        />
      </label>
      <button type="submit" className="button" disabled={!isValid} style={{ minHeight: 32 }}>
        Show
      </button>
    </form>
  );
}
