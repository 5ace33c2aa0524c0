'use client';

import { fillOf, Legend } from '@/components/charts/legend';
import type { PlotSeries } from '@/components/charts/shared';
import { Panel } from '@/components/dashboard/panel';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useRequest } from '@/components/hooks/use-request';
import type { MetricValue } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';
import { valueWord } from '@/lib/core/words';

const METRIC = 'resolution_rate';
const HANDLED = ['ai', 'hybrid', 'human'];

/** What a resolution rests on, strongest first. */
const BASES: PlotSeries[] = [
  { id: 'confirmed', label: 'customer confirmed', color: 'var(--ink)' },
  { id: 'closed_by_agent', label: 'agent closed it', color: 'var(--ink-2)' },
  { id: 'judged_by_model', label: 'model judged it', color: 'var(--ink-3)', pattern: 'dots' },
  { id: 'assumed', label: 'assumed from silence', color: 'var(--ink-3)', pattern: 'stripes' },
  { id: 'not_said', label: 'source does not say', color: 'var(--line-strong)' },
];

/** How far "solved" can be trusted: what it rests on, and what it would be were every unknown outcome known. */
export function Basis() {
  const { requestFor } = useRequest();
  const { request, dropped } = requestFor({ metrics: [METRIC], by: ['handled_by'] });
  return (
    <Panel
      title="What “solved” rests on"
      finding={(answer) => findingOf(cell(answer, METRIC, { handled_by: 'ai' }))}
      note="Solved conversations by what says so. The range: every unknown outcome failed, or every one was solved."
      request={request}
      dropped={dropped}
      height={344}
    >
      {(answer) => (
        <>
          <table className="basis">
            <thead>
              <tr>
                <th scope="col">Answered by</th>
                <th scope="col">Of the solved</th>
                <th scope="col" className="num">
                  Solved
                </th>
                <th scope="col" className="num">
                  at most
                </th>
                <th scope="col" className="num">
                  n
                </th>
              </tr>
            </thead>
            <tbody>
              {HANDLED.map((name) => (
                <Row key={name} name={name} value={cell(answer, METRIC, { handled_by: name })} />
              ))}
            </tbody>
          </table>
          <Legend series={BASES} />
        </>
      )}
    </Panel>
  );
}

function findingOf(value: MetricValue | undefined): string | null {
  const { beside, numerator } = value ?? {};
  if (!beside || !numerator) return null;
  const assumed = (beside.assumed ?? 0) + (beside.not_said ?? 0);
  return `Of what AI alone solved, ${formatValue(assumed / numerator, 'share', '')} is assumed, not confirmed`;
}

function Row({ name, value }: { name: string; value: MetricValue | undefined }) {
  const { numerator = 0, denominator, bounds, beside = {} } = value ?? {};
  const parts = BASES.map((series) => ({ series, count: beside[series.id] ?? 0 })).filter(({ count }) => count > 0);
  return (
    <tr>
      <th scope="row">{valueWord('handled_by', name)}</th>
      <td>
        <span className="basis-bar" aria-hidden="true">
          {parts.map(({ series, count }) => (
            <span key={series.id} style={{ flexGrow: count, background: fillOf(series) }} />
          ))}
        </span>
        <span className="sr-only">
          {parts
            .map(({ series, count }) => `${series.label} ${formatValue(count / numerator, 'share', '')}`)
            .join(', ')}
        </span>
      </td>
      <td className="num">
        <InlineValue value={value} unit="share" />
      </td>
      <td className="num">{bounds && <InlineValue value={{ value: bounds.high, status: 'ok' }} unit="share" />}</td>
      <td className="num">{denominator === undefined ? '' : formatCount(denominator)}</td>
    </tr>
  );
}
