'use client';

import { LinePlot, PlotFrame } from '@/components/charts/plots';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { ScrollTable } from '@/components/data/scroll-table';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Tag } from '@/components/ui/tag';
import { formatCount, formatDate, formatValue } from '@/lib/core/format';
import type { OwnPeriod, OwnPopulation, OwnPopulationsAnswer } from '@/lib/core/own-populations';
import type { PanelTable } from '@/lib/core/panel-table';
import { historyOf } from '@/lib/core/url';

const CHART_PX = 168;
const SERIES = [{ id: 'value', label: 'Active', color: 'var(--ai)' }];

const HOW = {
  question: 'How many of the people a de-identified source knows use AI?',
  formula: 'People active in the 28 days to the end of each week or period it reports ÷ people it knows.',
  caveat: 'Nobody can match them to the roster: they are in no other figure, and no department narrows them.',
};

/** People of de-identified sources: each source a panel of its own, none where there is no such source. */
export function OwnPopulations() {
  const { ownPopulations } = useWorkspace();
  return ownPopulations ? <Populations /> : null;
}

function Populations() {
  const { view } = useRequest();
  const { from, to } = historyOf(view, 'month');
  const state = useAnalysis<OwnPopulationsAnswer>('populations', { from, to }, { keep: true });
  const sources = state.status === 'ok' ? state.answer.populations.map(({ source }) => source) : [null];
  return sources.map((source) => (
    <AnalysisPanel
      key={source ?? ''}
      title={source ? `People of ${source}, de-identified` : 'People of a de-identified source'}
      finding={(answer) => findingOf(source, populationOf(answer, source))}
      note={
        <>
          <Tag tone="neutral" icon="info">
            A population of its own
          </Tag>{' '}
          Nobody can match these people to the roster, so they are in no other figure here, and no department or tool
          narrows them. Share of its people active in the 28 days to the end of each week or period it reports.
        </>
      }
      state={state}
      how={HOW}
      table={(answer) => tableOf(populationOf(answer, source))}
      height={CHART_PX}
      wide
      empty={(answer) => blankOf(populationOf(answer, source), answer.k)}
    >
      {(answer) => <Periods population={populationOf(answer, source)!} k={answer.k} />}
    </AnalysisPanel>
  ));
}

/** Periods of too few people are withheld, here as on the chart. */
function tableOf(population: OwnPopulation | undefined): PanelTable {
  return {
    columns: [
      { title: 'From' },
      { title: 'To' },
      { title: 'Active', unit: 'share' },
      { title: 'People' },
      { title: 'Provisional' },
    ],
    rows: (population ? shown(population) : []).map(({ from, to, value, people, status }) => [
      ...[from, to, value, people, status === 'provisional'],
    ]),
  };
}

const populationOf = ({ populations }: OwnPopulationsAnswer, source: string | null) =>
  populations.find((one) => one.source === source);

const shown = ({ periods }: OwnPopulation) => periods.filter(({ value }) => value !== null);

function findingOf(source: string | null, population: OwnPopulation | undefined): string | null {
  const last = population && shown(population).at(-1);
  if (!last) return null;
  const share = formatValue(last.value!, 'share', '');
  return `People of ${source}, de-identified: ${share} of ${formatCount(last.people!)} were active in the 28 days to ${formatDate(last.to)}`;
}

function blankOf(population: OwnPopulation | undefined, k: number) {
  if (!population) return { title: 'The source is gone', why: 'It was deleted since this page was opened.' };
  if (shown(population).length > 0) return null;
  const { firstOn, lastOn, periods } = population;
  if (periods.length > 0) return { title: 'Withheld', why: `Fewer than ${k} people: too few to be shown as a group.` };
  return {
    title: 'It reports nothing of this period',
    why: `It reports ${formatDate(firstOn)} to ${formatDate(lastOn)}: choose a period that holds some of that.`,
  };
}

function Periods({ population, k }: { population: OwnPopulation; k: number }) {
  const { periods, source } = population;
  return (
    <>
      <PlotFrame height={CHART_PX} label={`People of ${source}: share active in 28 days`}>
        {(height) => (
          <LinePlot
            points={periods.map(({ from, value }) => ({ key: from, value }))}
            series={SERIES}
            grain="week"
            unit="share"
            currency=""
            height={height}
          />
        )}
      </PlotFrame>
      <Notes periods={periods} k={k} />
      <details className="trend-table">
        <summary>Periods as a table</summary>
        <ScrollTable label={`Periods of ${source}`} caption={`People of ${source} by period`}>
          <thead>
            <tr>
              <th scope="col">Days</th>
              <th scope="col" className="num">
                Active in 28 days
              </th>
              <th scope="col" className="num">
                Of its people
              </th>
              <th scope="col" className="num">
                Share
              </th>
            </tr>
          </thead>
          <tbody>
            {periods.map((one) => (
              <tr key={one.to}>
                <th scope="row">
                  {formatDate(one.from, { year: false })} – {formatDate(one.to)}{' '}
                  {one.status === 'provisional' && <span className="provisional-mark">p</span>}
                </th>
                <td className="num">{one.active === null ? 'withheld' : formatCount(one.active)}</td>
                <td className="num">{one.people === null ? '' : formatCount(one.people)}</td>
                <td className="num">{one.value === null ? '' : formatValue(one.value, 'share', '')}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </details>
    </>
  );
}

function Notes({ periods, k }: { periods: OwnPeriod[]; k: number }) {
  const early = periods.filter(({ status }) => status === 'provisional');
  const hidden = periods.filter(({ status }) => status === 'suppressed');
  return (
    <>
      {early.length > 0 && (
        <p className="panel-line quiet">
          <span className="provisional-mark">p</span> Up to {formatDate(early.at(-1)!.to)} the 28 days begin before the
          source does.
        </p>
      )}
      {hidden.length > 0 && <p className="panel-line quiet">Periods of fewer than {k} people are withheld.</p>}
    </>
  );
}
