'use client';

import { useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatDate } from '@/lib/core/format';
import { isDate } from '@/lib/core/period';
import { parseDates } from '@/lib/core/quantity';
import { settingValueWords } from '@/lib/core/setting-words';
import { Field, FieldError } from './form/field';
import { History } from './form/history';
import type { SettingForm } from './form/use-setting-form';

/** The list of holidays by year, with a field that takes as many dates as are pasted into it. */
export function Holidays({ form }: { form: SettingForm }) {
  const [text, setText] = useState('');
  const [others, setOthers] = useState<string[]>([]);
  const holidays = form.value('holidays');
  const years = [...new Set(holidays.map((date) => date.slice(0, 4)))].sort().reverse();
  const add = () => {
    const found = parseDates(text, isDate);
    if (found.dates.length > 0) form.set('holidays', [...new Set([...holidays, ...found.dates])].sort());
    setOthers(found.others);
    setText(found.others.join('\n'));
  };
  const complaint = others.length > 0 ? `Not a date (YYYY-MM-DD): ${others.slice(0, 5).join(', ')}` : undefined;
  return (
    <div className="holidays">
      <div className="holiday-add">
        <Field
          label="Add dates"
          error={complaint}
          hint="One or many, as 2027-01-01, apart by spaces, commas or lines: paste a whole year."
        >
          {(control) => (
            <textarea
              {...control}
              className="input"
              rows={2}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
                setOthers([]);
              }}
            />
          )}
        </Field>
        <button type="button" className="button" disabled={text.trim() === ''} onClick={add}>
          <Icon name="plus" size={14} /> Add
        </button>
      </div>
      {form.errors.holidays && <FieldError>{form.errors.holidays}</FieldError>}
      {years.length === 0 && <p className="settings-empty">No holidays: every Monday to Friday is a working day.</p>}
      {years.map((year, at) => {
        const dates = holidays.filter((date) => date.startsWith(year));
        return (
          <details key={year} className="holiday-year" open={at === 0}>
            <summary>
              {year} <span className="quiet">{dates.length === 1 ? '1 day' : `${dates.length} days`}</span>
            </summary>
            <ul>
              {dates.map((date) => (
                <li key={date} className="pill">
                  {weekday(date)} {formatDate(date, { year: false })}
                  <button
                    type="button"
                    aria-label={`Remove ${formatDate(date)}`}
                    onClick={() =>
                      form.set(
                        'holidays',
                        holidays.filter((one) => one !== date),
                      )
                    }
                  >
                    <Icon name="close" size={12} />
                  </button>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
      <p className="form-hint">
        <History name="holidays" title="holidays" form={form} told={(value) => settingValueWords('holidays', value)} />
      </p>
    </div>
  );
}

const weekday = (date: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
