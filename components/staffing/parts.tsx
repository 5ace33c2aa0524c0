'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount, formatValue } from '@/lib/core/format';
import type { AskedPart, StaffingAnswer } from '@/lib/core/staffing';
import { dimensionWord, valueWord } from '@/lib/core/words';
import { noReach, reachOf } from './blank';
import { PARTS_HOW, partsTable } from './own';

const MOST = 12;
const ORDER = ['simple', 'moderate', 'complex', 'unknown'];
const inOrder = (parts: readonly AskedPart[]) =>
  [...parts].sort((a, b) => ORDER.indexOf(a.value) - ORDER.indexOf(b.value));

/** Reached a person in time by complexity and language, never about fewer agents than the setting says. */
export function Parts({ state }: { state: AnalysisState<StaffingAnswer> }) {
  return (
    <AnalysisPanel
      title="Reached a person in time, by complexity and language"
      finding={({ reach }) => reach && findingOf(reach.byComplexity)}
      note="Shown where enough agents answered that nobody can be told apart."
      state={state}
      how={PARTS_HOW}
      table={partsTable}
      height={200}
      empty={noReach}
      wide
    >
      {(answer) => {
        const { byComplexity, byLanguage, leastAgents } = reachOf(answer);
        const hidden = [...byComplexity, ...byLanguage].filter(({ reach }) => reach === null).length;
        return (
          <>
            <div className="halves staffing-parts">
              <PartTable dimension="complexity" parts={inOrder(byComplexity)} />
              <PartTable dimension="language" parts={byLanguage.slice(0, MOST)} />
            </div>
            {hidden > 0 && (
              <p className="panel-line quiet">
                {hidden === 1 ? 'One group is' : `${hidden} groups are`} not told: fewer than {leastAgents} agents, or
                they could be worked out from the rest.
              </p>
            )}
          </>
        );
      }}
    </AnalysisPanel>
  );
}

function PartTable({ dimension, parts }: { dimension: Dimension; parts: AskedPart[] }) {
  return (
    <ScrollTable label={`Reached a person in time by ${dimension}`}>
      <thead>
        <tr>
          <th scope="col">{dimensionWord(dimension)}</th>
          <th scope="col" className="num">
            In time
          </th>
          <th scope="col" className="num">
            Never
          </th>
          <th scope="col" className="num">
            Asked
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(({ value, reach }) => (
          <tr key={value}>
            <th scope="row">{valueWord(dimension, value)}</th>
            {reach ? (
              <>
                <td className="num">{formatValue(reach.inTime / reach.asked, 'share', 'USD')}</td>
                <td className="num">{formatValue(reach.never / reach.asked, 'share', 'USD')}</td>
                <td className="num">{formatCount(reach.asked)}</td>
              </>
            ) : (
              <td colSpan={3} className="num quiet">
                few agents
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function findingOf(parts: readonly AskedPart[]): string | null {
  const told = parts.flatMap(({ value, reach }) =>
    reach && value !== 'unknown' ? [{ value, rate: reach.inTime / reach.asked }] : [],
  );
  if (told.length < 2) return null;
  const [worst, best] = [...told]
    .sort((a, b) => a.rate - b.rate)
    .filter((_, i, all) => i === 0 || i === all.length - 1);
  const share = (rate: number) => formatValue(rate, 'share', 'USD');
  const word = (value: string) => valueWord('complexity', value).toLowerCase();
  return `In time: ${share(worst!.rate)} on ${word(worst!.value)} matters, ${share(best!.rate)} on ${word(best!.value)} ones`;
}
