'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { Tag } from '@/components/ui/tag';
import { formatCount, formatValue } from '@/lib/core/format';
import { STAFFING_LIMITS, type StaffingAnswer, type StaffingPlan } from '@/lib/core/staffing';
import { fteWord, targetWord } from '@/lib/core/staffing-words';
import { noPlan, planOf } from './blank';
import { PLAN_HOW, weekTable } from './own';
import { PER, TRIALS, type Trial, type Trials } from './use-staffing';

interface WhatIfProps {
  state: AnalysisState<StaffingAnswer>;
  tried: Trials;
}

const FIELDS: Record<Trial, { title: string; unit: string; step: number }> = {
  share: { title: 'Answered', unit: '% of customers', step: 1 },
  seconds: { title: 'Within', unit: 'seconds', step: 5 },
  patience: { title: 'Patience', unit: 'seconds; empty: nobody leaves', step: 5 },
  concurrency: { title: 'Chats at once', unit: 'a person', step: 1 },
  shrinkage: { title: 'Shrinkage', unit: '% of paid time', step: 1 },
  points: { title: 'AI takes', unit: '% points more, or fewer', step: 1 },
};

/** The people a week takes, with cost and quality side by side, and what can be tried. */
export function WhatIf({ state, tried }: WhatIfProps) {
  const { setParam } = useRequest();
  const isTried = Object.keys(tried).length > 0;
  const controls = isTried && (
    <button
      type="button"
      className="button-link"
      onClick={() => {
        for (const name of TRIALS) setParam(`try_${name}`, null);
      }}
    >
      Back to what is set
    </button>
  );
  return (
    <AnalysisPanel
      title="People needed (modelled)"
      finding={({ plan }) =>
        plan &&
        `${fteWord(plan.week.fte)} full-time people for the loaded volume: ${targetWord(plan.target)} (modelled)`
      }
      note="Try another value: the page answers, nothing is saved, and the address can be shared."
      state={state}
      how={PLAN_HOW}
      table={weekTable}
      height={170}
      controls={controls}
      empty={noPlan}
      wide
    >
      {(answer) => {
        const plan = planOf(answer);
        return (
          <>
            <div className="staffing-fields">
              {TRIALS.map((name) => (
                <Field
                  key={name}
                  name={name}
                  value={tried[name]}
                  set={inForce(plan)[name]}
                  onTry={(text) => setParam(`try_${name}`, text)}
                />
              ))}
            </div>
            <Outcome answer={answer} plan={plan} />
            {answer.warnings.length > 0 && (
              <ul className="panel-notes">
                {answer.warnings.map((warning) => (
                  <li key={warning} className="warn">
                    {warning}
                  </li>
                ))}
              </ul>
            )}
          </>
        );
      }}
    </AnalysisPanel>
  );
}

/** What the answer rests on, as the fields have it. */
const inForce = (plan: StaffingPlan): Record<Trial, number | null> => ({
  share: plan.target.share,
  seconds: plan.target.seconds,
  patience: plan.patienceSeconds,
  concurrency: plan.concurrency,
  shrinkage: plan.shrinkage,
  points: plan.scenarios.more.points,
});

interface FieldProps {
  name: Trial;
  value: number | undefined;
  set: number | null;
  onTry: (text: string | null) => void;
}

function Field({ name, value, set, onTry }: FieldProps) {
  const { title, unit, step } = FIELDS[name];
  const { least, most } = STAFFING_LIMITS[name];
  const written = (number: number) => String(Math.round(number * PER[name] * 100) / 100);
  return (
    <label className="staffing-field">
      <span>{title}</span>
      <input
        className="try"
        type="number"
        inputMode="decimal"
        min={written(least)}
        max={written(most)}
        step={step}
        placeholder={set === null ? 'none' : written(set)}
        defaultValue={value === undefined ? '' : written(value)}
        key={value === undefined ? 'set' : 'tried'}
        onChange={(event) => {
          const { value: text, validity } = event.target;
          if (text === '') onTry(null);
          else if (!validity.rangeOverflow && !validity.rangeUnderflow && !validity.badInput) onTry(text);
        }}
      />
      <span className="quiet">{unit}</span>
    </label>
  );
}

/** Hours, people and cost of a week; cost never without quality. */
function Outcome({ answer, plan }: { answer: StaffingAnswer; plan: StaffingPlan }) {
  const { quality, currency } = answer;
  const { week } = plan;
  const hours = (value: number) => `${formatCount(Math.round(value))} h`;
  return (
    <dl className="staffing-outcome" aria-live="polite">
      <div>
        <dt>Full-time people</dt>
        <dd data-figure="fte">{fteWord(week.fte)}</dd>
        <dd className="quiet">{formatCount(week.mostPeople)} in the busiest half-hour</dd>
      </div>
      <div>
        <dt>Paid hours a week</dt>
        <dd data-figure="hours">{hours(week.paidHours)}</dd>
        <dd className="quiet">
          {hours(week.queueHours)} waiting and answering, {hours(week.backlogHours)} e-mail, ÷ (1 − shrinkage)
        </dd>
      </div>
      <div>
        <dt>Cost a year {plan.illustration && <Tag tone="neutral">Illustration</Tag>}</dt>
        <dd>{formatValue(week.costYear, 'money', currency)}</dd>
        <dd className="quiet">{formatValue(week.costWeek, 'money', currency)} a week</dd>
      </div>
      <div>
        <dt>Satisfaction in the period</dt>
        <dd>{quality.csat === null ? 'not known' : formatValue(quality.csat, 'rating', currency)}</dd>
        <dd className="quiet">of 5, {formatCount(quality.csatN)} ratings</dd>
      </div>
    </dl>
  );
}
