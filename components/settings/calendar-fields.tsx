'use client';

import { type ReactNode, useState } from 'react';
import { useNow } from '@/components/hooks/use-now';
import { formatInstant } from '@/lib/core/format';
import { WEEKDAYS } from '@/lib/core/setting-words';
import { Combobox } from './form/combobox';
import { Field } from './form/field';
import { History } from './form/history';
import type { SettingForm } from './form/use-setting-form';
import type { SettingsAnswer } from './form/use-settings';

export interface PartProps {
  form: SettingForm;
  answer: SettingsAnswer;
}

/** A part of a form: what it is about beside its fields. */
export function Row({ title, about, children }: { title: string; about: string; children: ReactNode }) {
  return (
    <div className="settings-row">
      <div>
        <h2>{title}</h2>
        <p>{about}</p>
      </div>
      <div className="settings-fields">{children}</div>
    </div>
  );
}

const ZONES = () =>
  ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')].map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }));

export function Zone({ form, answer }: PartProps) {
  const [zones] = useState(ZONES);
  const zone = form.value('time_zone');
  const now = useNow();
  return (
    <Field
      narrow
      label="Time zone"
      error={form.errors.time_zone}
      hint={
        <>
          {now && `There it is ${formatInstant(now, zone)} now. `}
          {form.value('time_zone') !== answer.settings.time_zone.value &&
            'Saving this recomputes every number; it takes from seconds to minutes. '}
          <History name="time_zone" title="time zone" form={form} told={(value) => value.replaceAll('_', ' ')} />
        </>
      }
    >
      {(control) => (
        <Combobox
          {...control}
          choices={zones}
          value={zone}
          disabled={form.isPending}
          onChange={(value) => form.set('time_zone', value)}
        />
      )}
    </Field>
  );
}

export function WeekStart({ form }: { form: SettingForm }) {
  return (
    <Field
      narrow
      label="A week begins on"
      error={form.errors.week_start}
      hint="Calendars that people pick days from follow it. Numbers by week are always Monday to Sunday (ISO 8601)."
    >
      {(control) => (
        <select
          {...control}
          className="input"
          value={form.value('week_start')}
          onChange={(event) => form.set('week_start', Number(event.target.value))}
        >
          {WEEKDAYS.map((day, at) => (
            <option key={day} value={at + 1}>
              {day}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

const CURRENCIES = () => {
  const names = new Intl.DisplayNames('en', { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((code) => ({ value: code, label: code, note: names.of(code) }));
};

export function Currency({ form, answer }: PartProps) {
  const [currencies] = useState(CURRENCIES);
  const { currencies: used } = answer.financials;
  const isBound = used.length > 0 && used.includes(form.value('currency'));
  const name = currencies.find(({ value }) => value === form.value('currency'))?.note;
  return (
    <Field
      narrow
      label="Currency"
      error={form.errors.currency}
      hint={
        used.length > 0
          ? `${name ? `${name}. ` : ''}The financials on record are in ${used.join(' and ')}: as long as they are, it stays so.`
          : `${name ? `${name}. ` : ''}It must be the one your finance file is in: a file in another is rejected.`
      }
    >
      {(control) => (
        <Combobox
          {...control}
          choices={currencies}
          value={form.value('currency')}
          disabled={isBound}
          onChange={(value) => form.set('currency', value)}
        />
      )}
    </Field>
  );
}
