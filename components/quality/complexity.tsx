'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { Tag } from '@/components/ui/tag';
import type { ComplexityParity, Interval, ParityAnswer } from '@/lib/core/parity';
import { intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';
import { valueWord } from '@/lib/core/words';
import { IntervalPlot, scaleOf } from './interval-plot';
import { complexityTable, SAME_MATTERS_HOW } from './own';
import { toneOf } from './tone';

const ORDER = ['simple', 'moderate', 'complex', 'unknown'];

/** The same for easy and hard matters alone. */
export function Complexity({ state }: { state: AnalysisState<ParityAnswer> }) {
  return (
    <AnalysisPanel
      title="By how hard the matter is"
      finding={({ byComplexity }) => findingOf(byComplexity)}
      note="AI minus people; intervals hold 95 % for the four together."
      state={state}
      how={SAME_MATTERS_HOW}
      table={complexityTable}
      height={178}
      empty={({ byComplexity }) =>
        Object.values(byComplexity).some(knownInterval)
          ? null
          : { title: 'Cannot be compared', why: 'No complexity has topics with 30 ratings in both arms.' }
      }
    >
      {({ byComplexity, margin }) => {
        const names = ORDER.filter((name) => name in byComplexity);
        const scale = scaleOf(
          names.map((name) => knownInterval(byComplexity[name]!)),
          margin,
        );
        return (
          <ul className="interval-rows">
            {names.map((name) => {
              const one = byComplexity[name]!;
              const interval = knownInterval(one);
              return (
                <li key={name}>
                  <b>{valueWord('complexity', name)}</b>
                  <IntervalPlot
                    interval={interval}
                    margin={margin}
                    scale={scale}
                    tone={toneOf(one.verdict)}
                    label={interval ? `AI minus people ${intervalWord(interval)}` : 'cannot be compared'}
                  />
                  <span className="interval-text">{interval ? pointsWord(interval.difference) : '–'}</span>
                  <Tag tone={one.verdict === 'inferior' ? 'bad' : 'neutral'}>{VERDICT_WORDS[one.verdict]}</Tag>
                </li>
              );
            })}
          </ul>
        );
      }}
    </AnalysisPanel>
  );
}

function knownInterval({ difference, low, high }: ComplexityParity): Interval | null {
  return difference === null || low === null || high === null ? null : { difference, low, high };
}

function findingOf(byComplexity: ParityAnswer['byComplexity']): string | null {
  const worse = ORDER.filter((name) => byComplexity[name]?.verdict === 'inferior');
  if (worse.length === 0) return null;
  return `People are better on ${worse.map((name) => valueWord('complexity', name).toLowerCase()).join(' and ')} matters`;
}
