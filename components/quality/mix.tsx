'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import type { Interval, ParityAnswer } from '@/lib/core/parity';
import { intervalWord, pointsWord } from '@/lib/core/parity-words';
import { valueWord } from '@/lib/core/words';
import { mixTable, SAME_MATTERS_HOW } from './own';

const ORDER = ['simple', 'moderate', 'complex', 'unknown'];

/** As it happened beside the same matters, and why the two differ. */
export function Mix({ state }: { state: AnalysisState<ParityAnswer> }) {
  return (
    <AnalysisPanel
      title="As it happened, and on the same matters"
      finding={findingOf}
      note="The AI and people do not get the same matters."
      state={state}
      how={SAME_MATTERS_HOW}
      table={mixTable}
      height={250}
      empty={({ crude }) =>
        crude ? null : { title: 'Nothing to compare', why: 'One of the two arms has no ratings.' }
      }
    >
      {(answer) => (
        <>
          <table className="table mix-table">
            <caption className="sr-only">Differences as it happened and on the same matters</caption>
            <thead>
              <tr>
                <th scope="col" />
                <th scope="col" className="num">
                  AI minus people
                </th>
                <th scope="col" className="num">
                  95 % interval
                </th>
              </tr>
            </thead>
            <tbody>
              <Line name="As it happened" interval={answer.crude} />
              <Line name="On the same matters" interval={answer.adjusted} isStrong />
              <Line name="Agents’ ratings twice as scattered" interval={answer.doubledHumanVariance} />
              <Line name="Against people before the AI" interval={answer.againstBase} />
            </tbody>
          </table>
          <p className="panel-sub">Share of conversations by how hard the matter is</p>
          <ul className="mix">
            {ORDER.flatMap((name) => answer.mix.find(({ complexity }) => complexity === name) ?? []).map((one) => (
              <li key={one.complexity}>
                <span>{valueWord('complexity', one.complexity)}</span>
                <Bar share={one.ai} tone="ai" name="AI" />
                <Bar share={one.human} tone="human" name="People" />
              </li>
            ))}
          </ul>
        </>
      )}
    </AnalysisPanel>
  );
}

function Line({ name, interval, isStrong }: { name: string; interval: Interval | null; isStrong?: boolean }) {
  return (
    <tr className={isStrong ? 'is-strong' : undefined}>
      <th scope="row">{name}</th>
      <td className="num">{interval ? pointsWord(interval.difference) : '–'}</td>
      <td className="num">{interval ? intervalWord(interval) : 'not known'}</td>
    </tr>
  );
}

function Bar({ share, tone, name }: { share: number; tone: 'ai' | 'human'; name: string }) {
  return (
    <span className="mix-bar">
      <span className={`bar-fill is-${tone}`} style={{ width: `${share * 100}%` }} aria-hidden="true" />
      <em>
        {name} {(share * 100).toFixed(0)} %
      </em>
    </span>
  );
}

function findingOf({ crude, adjusted }: ParityAnswer): string | null {
  if (!crude || !adjusted) return null;
  const apart = crude.difference - adjusted.difference;
  if (Math.abs(apart) < 0.005)
    return `As it happened ${pointsWord(crude.difference)}, and the same on the same matters`;
  return `As it happened ${pointsWord(crude.difference)}; who gets which matters explains ${pointsWord(apart)} of it`;
}
