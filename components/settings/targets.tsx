'use client';

import { useState } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import type { Direction, Unit } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import { parseQuantity, writeQuantity } from '@/lib/core/quantity';
import { settingValueWords } from '@/lib/core/setting-words';
import { FieldError } from './form/field';
import { History } from './form/history';
import { SettingsForm } from './form/settings-form';
import { type SettingForm, useSettingForm } from './form/use-setting-form';
import type { SettingsAnswer } from './form/use-settings';
import { WithSettings } from './form/with-settings';

export interface TargetMetric {
  id: string;
  title: string;
  unit: Unit;
  direction: Direction;
  group: string;
}

const GROUPS: [string, string][] = [
  ['adoption', 'Employees and AI'],
  ['service', 'Customers'],
  ['company', 'Company'],
];

const EXAMPLES: Partial<Record<Unit, string>> = { share: '60', seconds: '2 min 30 s', rating: '4.2' };

export function Targets({ metrics }: { metrics: TargetMetric[] }) {
  return <WithSettings>{(answer) => <TargetsForm answer={answer} metrics={metrics} />}</WithSettings>;
}

function TargetsForm({ answer, metrics }: { answer: SettingsAnswer; metrics: TargetMetric[] }) {
  const form = useSettingForm(answer);
  /** what stands in a field while it is being typed; else the value decides */
  const [typed, setTyped] = useState<Record<string, string>>({});
  const wrong = Object.entries(typed).filter(([id, text]) => {
    const { unit } = metrics.find((metric) => metric.id === id)!;
    return text.trim() !== '' && parseQuantity(text, unit) === null;
  });
  return (
    <SettingsForm
      form={form}
      blocked={wrong.length > 0 ? 'A target cannot be read yet.' : undefined}
      told={(value) => settingValueWords('targets', value)}
      onDiscard={() => setTyped({})}
    >
      <SectionHead metrics={metrics} form={form} />
      {GROUPS.map(([group, title]) => (
        <fieldset key={group} className="target-group">
          <legend>{title}</legend>
          {metrics
            .filter((metric) => metric.group === group)
            .map((metric) => (
              <TargetRow
                key={metric.id}
                metric={metric}
                form={form}
                typed={typed[metric.id]}
                setTyped={(text) =>
                  setTyped(({ [metric.id]: _, ...others }) =>
                    text === null ? others : { ...others, [metric.id]: text },
                  )
                }
              />
            ))}
        </fieldset>
      ))}
    </SettingsForm>
  );
}

function SectionHead({ metrics, form }: { metrics: TargetMetric[]; form: SettingForm }) {
  const { currency } = useWorkspace();
  const told = (targets: Record<string, number>) =>
    Object.entries(targets)
      .map(([id, value]) => {
        const metric = metrics.find((one) => one.id === id);
        return `${metric?.title ?? id} ${metric ? formatValue(value, metric.unit, currency) : value}`;
      })
      .join(' · ') || 'No targets';
  return (
    <header className="settings-head">
      <p>
        A target is drawn as a dashed line and named beside its number. Leave a field empty for no target. Metrics
        without a better or worse take none.
      </p>
      <History name="targets" title="targets" form={form} told={told} />
    </header>
  );
}

interface TargetRowProps {
  metric: TargetMetric;
  form: SettingForm;
  typed: string | undefined;
  /** null: the value decides again */
  setTyped: (text: string | null) => void;
}

function TargetRow({ metric, form, typed, setTyped }: TargetRowProps) {
  const { currency } = useWorkspace();
  const { id, title, unit, direction } = metric;
  const targets = form.value('targets');
  const value = targets[id];
  const text = typed ?? (value === undefined ? '' : writeQuantity(value, unit));
  const isWrong = typed !== undefined && typed.trim() !== '' && parseQuantity(typed, unit) === null;
  const error = isWrong ? unreadable(unit) : form.errors[`targets.${id}`];

  const change = (next: string) => {
    setTyped(next);
    const { [id]: _, ...others } = targets;
    if (next.trim() === '') return form.set('targets', others);
    const parsed = parseQuantity(next, unit);
    if (parsed !== null) form.set('targets', { ...others, [id]: parsed });
  };
  return (
    <div className="target-row">
      <label htmlFor={`target-${id}`}>{title}</label>
      <span className="quiet target-direction">
        <Icon name={direction === 'up' ? 'up' : 'down'} size={12} />
        {direction === 'up' ? 'more is better' : 'less is better'}
      </span>
      <span className="target-input">
        <input
          id={`target-${id}`}
          className="input"
          inputMode={unit === 'seconds' ? 'text' : 'decimal'}
          autoComplete="off"
          placeholder="none"
          value={text}
          aria-invalid={error ? true : undefined}
          aria-describedby={`target-${id}-unit${error ? ` target-${id}-error` : ''}`}
          onChange={(event) => change(event.target.value)}
          onBlur={() => !isWrong && setTyped(null)}
        />
        <span id={`target-${id}-unit`} className="target-unit">
          {unitWord(unit, currency)}
        </span>
      </span>
      {error && <FieldError id={`target-${id}-error`}>{error}</FieldError>}
    </div>
  );
}

function unitWord(unit: Unit, currency: string): string {
  if (unit === 'share') return '%';
  if (unit === 'money') return currency;
  if (unit === 'seconds') return 'min, s';
  if (unit === 'rating') return 'of 5';
  if (unit === 'per_1000') return 'per 1,000';
  return unit;
}

const unreadable = (unit: Unit) =>
  `This is no ${unit === 'seconds' ? 'time' : unit === 'money' ? 'amount' : 'number'}${EXAMPLES[unit] ? `: write it like ${EXAMPLES[unit]}` : ''}.`;
