'use client';

import { Icon } from '@/components/ui/icon';
import type { Settings } from '@/lib/core/settings';
import { FieldError } from '../form/field';
import { InputField } from '../form/input-field';
import type { SettingForm } from '../form/use-setting-form';

type Margin = Settings['parity_margins'][number];

const EMPTY: Margin = { from: '', value: 0.1, owner: '', reason: '' };

/** The list of limits, each with the day it begins, who decided it and why. */
export function Margins({ form }: { form: SettingForm }) {
  const margins = form.value('parity_margins');
  const add = () => {
    form.set('parity_margins', [...margins, EMPTY]);
    // Once it is drawn, the new line's day is where one goes on.
    setTimeout(() => document.querySelector<HTMLInputElement>('.margin-row:last-of-type input')?.focus(), 0);
  };
  return (
    <div>
      <p className="margin-default">
        {margins.length === 0
          ? 'No limit set: 0.10 counts, the one Tandem begins with.'
          : 'Before the first of these 0.10 counts.'}
      </p>
      <ul className="margin-rows">
        {margins.map((_, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list, which is not sorted while edited
          <MarginRow key={at} at={at} form={form} />
        ))}
      </ul>
      {form.errors.parity_margins && <FieldError>Two limits begin on the same day.</FieldError>}
      <button type="button" className="button" onClick={add}>
        <Icon name="plus" size={14} /> Add a limit
      </button>
    </div>
  );
}

const COMPLAINTS: Record<keyof Margin, string> = {
  value: 'More than 0, at most 4.',
  from: 'Choose a date.',
  owner: 'Say who decided it.',
  reason: 'Say why.',
};

function MarginRow({ at, form }: { at: number; form: SettingForm }) {
  const margins = form.value('parity_margins');
  const margin = margins[at]!;
  const change = (part: Partial<Margin>) =>
    form.set(
      'parity_margins',
      margins.map((one, index) => (index === at ? { ...one, ...part } : one)),
    );
  const error = (name: keyof Margin) => form.errors[`parity_margins.${at}.${name}`] && COMPLAINTS[name];
  return (
    <li className="margin-row">
      <InputField
        label="From"
        error={error('from')}
        type="date"
        value={margin.from}
        onInput={({ value }) => change({ from: value })}
      />
      <InputField
        label="Points"
        error={error('value')}
        type="number"
        inputMode="decimal"
        min={0}
        max={4}
        step={0.01}
        value={margin.value}
        onInput={({ valueAsNumber }) => change({ value: valueAsNumber })}
      />
      <InputField
        label="Owner"
        error={error('owner')}
        maxLength={80}
        value={margin.owner}
        onInput={({ value }) => change({ owner: value })}
      />
      <InputField
        label="Reason"
        error={error('reason')}
        maxLength={300}
        value={margin.reason}
        onInput={({ value }) => change({ reason: value })}
      />
      <button
        type="button"
        className="icon-button margin-remove"
        aria-label={`Remove the limit${margin.from && ` from ${margin.from}`}`}
        title="Remove"
        onClick={() =>
          form.set(
            'parity_margins',
            margins.filter((_, index) => index !== at),
          )
        }
      >
        <Icon name="close" />
      </button>
    </li>
  );
}
