'use client';

import type { Settings } from '@/lib/core/settings';
import { FieldError } from '../form/field';
import { InputField } from '../form/input-field';
import { SettingRows } from '../form/setting-rows';
import type { SettingForm } from '../form/use-setting-form';

type Margin = Settings['parity_margins'][number];

const EMPTY: Margin = { from: '', value: 0.1, owner: '', reason: '' };

const COMPLAINTS: Record<keyof Margin, string> = {
  value: 'More than 0, at most 4.',
  from: 'Choose a date.',
  owner: 'Say who decided it.',
  reason: 'Say why.',
};

/** The list of limits, each with the day it begins, who decided it and why. */
export function Margins({ form }: { form: SettingForm }) {
  const margins = form.value('parity_margins');
  return (
    <div>
      <p className="margin-default">
        {margins.length === 0
          ? 'No limit set: 0.10 counts, the one Tandem begins with.'
          : 'Before the first of these 0.10 counts.'}
      </p>
      <SettingRows
        kind="margin"
        rows={margins}
        empty={EMPTY}
        add="Add a limit"
        remove={({ from }) => `Remove the limit${from && ` from ${from}`}`}
        error={form.errors.parity_margins && <FieldError>Two limits begin on the same day.</FieldError>}
        onChange={(next) => form.set('parity_margins', next)}
      >
        {(margin, at, change) => (
          <MarginFields
            margin={margin}
            complaint={(name) => form.errors[`parity_margins.${at}.${name}`] && COMPLAINTS[name]}
            onChange={change}
          />
        )}
      </SettingRows>
    </div>
  );
}

interface MarginFieldsProps {
  margin: Margin;
  complaint: (name: keyof Margin) => string | undefined;
  onChange: (part: Partial<Margin>) => void;
}

function MarginFields({ margin, complaint, onChange }: MarginFieldsProps) {
  return (
    <>
      <InputField
        label="From"
        error={complaint('from')}
        type="date"
        value={margin.from}
        onInput={({ value }) => onChange({ from: value })}
      />
      <InputField
        label="Points"
        error={complaint('value')}
        type="number"
        inputMode="decimal"
        min={0}
        max={4}
        step={0.01}
        value={margin.value}
        onInput={({ valueAsNumber }) => onChange({ value: valueAsNumber })}
      />
      <InputField
        label="Owner"
        error={complaint('owner')}
        maxLength={80}
        value={margin.owner}
        onInput={({ value }) => onChange({ owner: value })}
      />
      <InputField
        label="Reason"
        error={complaint('reason')}
        maxLength={300}
        value={margin.reason}
        onInput={({ value }) => onChange({ reason: value })}
      />
    </>
  );
}
