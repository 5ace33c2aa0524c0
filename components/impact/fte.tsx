'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import type { ImpactAnswer } from '@/lib/core/impact';
import { percentPoints } from '@/lib/core/parity-words';
import { FTE_HOW, fteTable } from './own';

/** Full-time people: freed before against after, and the upper bound by the cases people kept. */
export function Fte({ state }: { state: AnalysisState<ImpactAnswer> }) {
  return (
    <AnalysisPanel
      title="Work done, in full-time people"
      finding={({ fte_freed, fte_equivalent }) =>
        fte_freed === null
          ? fte_equivalent === null
            ? null
            : `At most the work of ${people(fte_equivalent)} full-time people`
          : `The work of ${people(fte_freed)} full-time people is freed, before against after`
      }
      note="Profit rests on the lower of the two."
      state={state}
      how={FTE_HOW}
      table={fteTable}
      height={150}
      wide
      empty={({ fte_equivalent }) =>
        fte_equivalent === null
          ? {
              title: 'Not known for this period',
              why: 'Needs conversations that the AI resolved, and people’s working time.',
            }
          : null
      }
    >
      {(answer) => (
        <dl className="analysis-facts">
          <Line
            name="Freed"
            value={answer.fte_freed}
            note="before against after: what people spend now against what the same conversations took before"
          />
          <Line
            name="Upper bound"
            value={answer.fte_equivalent}
            note="what AI alone resolved at people’s time on the cases they kept, less rework"
          />
          <Line name="Gross" value={answer.fte_equivalent_gross} note="the same without rework" />
          <div>
            <dt>Come back</dt>
            <dd>
              <b>{percentPoints(answer.repeat_difference)} % points</b>{' '}
              <span className="quiet">
                AI minus people on the same matters
                {answer.repeatInterval &&
                  `, ${percentPoints(answer.repeatInterval.low)} to ${percentPoints(answer.repeatInterval.high)}`}
              </span>
            </dd>
          </div>
        </dl>
      )}
    </AnalysisPanel>
  );
}

const people = (value: number) =>
  Math.abs(value) < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');

function Line({ name, value, note }: { name: string; value: number | null; note: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value === null ? 'not known' : people(value)}</b> <span className="quiet">{note}</span>
      </dd>
    </div>
  );
}
