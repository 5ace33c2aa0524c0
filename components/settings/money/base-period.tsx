'use client';

import { InputField } from '../form/input-field';
import type { SettingForm } from '../form/use-setting-form';

/** Found by itself, or two dates. */
export function BasePeriod({ form }: { form: SettingForm }) {
  const period = form.value('base_period');
  const error = (place: 'from' | 'to') => {
    const complaint = form.errors[`base_period.${place}`];
    if (!complaint) return undefined;
    return complaint.includes('later') ? 'It must end after it begins.' : 'Choose a date.';
  };
  return (
    <div>
      <fieldset className="base-choices">
        <legend className="sr-only">Time before the AI</legend>
        <label className="option">
          <input
            type="radio"
            name="base-period"
            checked={period === null}
            onChange={() => form.set('base_period', null)}
          />
          Found by itself: the 90 days before the AI’s first conversation
        </label>
        <label className="option">
          <input
            type="radio"
            name="base-period"
            checked={period !== null}
            onChange={() => form.set('base_period', period ?? { from: '', to: '' })}
          />
          These days
        </label>
      </fieldset>
      {period && (
        <div className="base-period">
          <InputField
            label="From"
            error={error('from')}
            type="date"
            value={period.from}
            onInput={({ value }) => form.set('base_period', { ...period, from: value })}
          />
          <InputField
            label="Up to, not including"
            error={error('to')}
            type="date"
            value={period.to}
            onInput={({ value }) => form.set('base_period', { ...period, to: value })}
          />
        </div>
      )}
    </div>
  );
}
