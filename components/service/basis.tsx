'use client';

import { fillOf } from '@/components/charts/legend';
import type { PlotSeries } from '@/components/charts/shared';
import { Panel } from '@/components/dashboard/panel';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useRequest } from '@/components/hooks/use-request';
import type { MetricValue } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';
import { dimensionWord, valueWord } from '@/lib/core/words';

const METRIC = 'resolution_rate';
const HANDLED = ['ai', 'hybrid', 'human'];
const HEIGHT = 404;

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
      note="Solved conversations by what says so. At least: every unknown outcome failed; at most: every one was solved."
      request={request}
      dropped={dropped}
      height={HEIGHT}
    >
      {(answer) => {
        const handled = HANDLED.map((name) => ({ name, value: cell(answer, METRIC, { handled_by: name }) }));
        return (
          <>
            <Bounds handled={handled} />
            <Shares handled={handled} />
          </>
        );
      }}
    </Panel>
  );
}

function findingOf(value: MetricValue | undefined): string | null {
  const assumed = value?.beside?.assumed;
  if (assumed === undefined) return null;
  return `Of what AI alone solved, ${formatValue(assumed, 'share', '')} is assumed from silence`;
}

interface HandledProps {
  handled: { name: string; value: MetricValue | undefined }[];
}

function Bounds({ handled }: HandledProps) {
  return (
    <table className="table basis">
      <caption className="sr-only">Solved, at least and at most</caption>
      <thead>
        <tr>
          <th scope="col">{dimensionWord('handled_by')}</th>
          <th scope="col" className="basis-part">
            Of the solved
          </th>
          <th scope="col" className="num">
            Solved, at least
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
        {handled.map(({ name, value }) => (
          <tr key={name}>
            <th scope="row">{valueWord('handled_by', name)}</th>
            <td className="basis-part">
              <Bar value={value} />
            </td>
            <td className="num">
              <InlineValue value={value} unit="share" />
            </td>
            <td className="num">
              {value?.bounds && <InlineValue value={{ value: value.bounds.high, status: 'ok' }} unit="share" />}
            </td>
            <td className="num">{value?.denominator === undefined ? '' : formatCount(value.denominator)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The shares of the table below, drawn. */
function Bar({ value }: { value: MetricValue | undefined }) {
  return (
    <span className="basis-bar" aria-hidden="true">
      {BASES.map((series) => ({ series, share: value?.beside?.[series.id] ?? 0 }))
        .filter(({ share }) => share > 0)
        .map(({ series, share }) => (
          <span key={series.id} style={{ flexGrow: share, background: fillOf(series) }} />
        ))}
    </span>
  );
}

/** In numbers what the bars show, and their legend. */
function Shares({ handled }: HandledProps) {
  return (
    <table className="table basis">
      <caption className="sr-only">Of the solved, by what says so</caption>
      <thead>
        <tr>
          <th scope="col">Of the solved</th>
          {handled.map(({ name }) => (
            <th key={name} scope="col" className="num">
              {valueWord('handled_by', name)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {BASES.map((series) => (
          <tr key={series.id}>
            <th scope="row">
              <span className="swatch" style={{ background: fillOf(series) }} /> {series.label}
            </th>
            {handled.map(({ name, value }) => (
              <td key={name} className="num">
                {shareOf(value, series.id)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function shareOf({ beside }: Partial<MetricValue> = {}, basis: string): string {
  const share = beside?.[basis];
  return share === undefined ? '–' : formatValue(share, 'share', '');
}
