'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import {
  ASSUMPTION_SHAPES,
  type Assumption,
  type AssumptionName,
  complaintsOf,
  type Place,
} from '@/lib/core/assumptions';
import { Field } from '../form/field';
import { InputField } from '../form/input-field';
import type { SettingForm } from '../form/use-setting-form';

const PLACES: { place: Place; label: string }[] = [
  { place: 'low', label: 'Low' },
  { place: 'base', label: 'Value' },
  { place: 'high', label: 'High' },
];

interface AssumptionFieldsProps {
  name: AssumptionName;
  form: SettingForm;
}

/** One assumption: low, value and high, where they come from, and who stands for them since when. */
export function AssumptionFields({ name, form }: AssumptionFieldsProps) {
  const { currency } = useWorkspace();
  const { title, explains, most } = ASSUMPTION_SHAPES[name];
  const assumptions = form.value('assumptions');
  const one = assumptions[name];
  const complaints = complaintsOf(name, one);
  const change = (part: Partial<Assumption>) =>
    form.set('assumptions', { ...assumptions, [name]: { ...one, ...part } });
  return (
    <fieldset className="settings-row assumption">
      <legend className="sr-only">{title}</legend>
      <div>
        <h2>{title}</h2>
        <p>
          {explains.charAt(0).toUpperCase() + explains.slice(1)}. {unitSentence(one.unit, currency)}
        </p>
      </div>
      <div className="settings-fields">
        <div className="assumption-numbers">
          {PLACES.map(({ place, label }) => (
            <Field key={place} label={label} error={sentence(complaints[place])}>
              {(control) => (
                <input
                  {...control}
                  className="input"
                  type="number"
                  inputMode="decimal"
                  step={most <= 1 ? 0.01 : 'any'}
                  value={Number.isFinite(one[place]) ? one[place] : ''}
                  onChange={({ target }) => change({ [place]: target.valueAsNumber })}
                />
              )}
            </Field>
          ))}
        </div>
        <div className="assumption-grounds">
          <InputField
            label="Source"
            error={form.errors[`assumptions.${name}.source`] && 'At most 300 characters.'}
            maxLength={300}
            value={one.source}
            onInput={({ value }) => change({ source: value })}
          />
          <InputField
            label="Owner"
            error={form.errors[`assumptions.${name}.owner`] && 'At most 80 characters.'}
            maxLength={80}
            placeholder="nobody yet"
            value={one.owner}
            onInput={({ value }) => change({ owner: value })}
          />
          <InputField
            label="Decided on"
            error={form.errors[`assumptions.${name}.date`] && 'Choose a date.'}
            type="date"
            value={one.date}
            onInput={({ value }) => change({ date: value })}
          />
        </div>
      </div>
    </fieldset>
  );
}

const unitSentence = (unit: string, currency: string) =>
  unit.startsWith('share') ? 'A share from 0 to 1.' : `In ${unit.replace('money', currency)}.`;

const sentence = (words: string | undefined) => words && `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
