'use client';

import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf, observations } from '@/components/data/answers';
import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { useRequest } from '@/components/hooks/use-request';
import type { Answer } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatShort } from '@/lib/core/format';
import { dimensionWord, valueWord } from '@/lib/core/words';

const CHOICES: Dimension[] = ['intent', 'market', 'language', 'channel', 'complexity'];
/** On a phone; the panel's own table has them all. */
const IN_SHORT = ['conversations', 'durable_automation_rate', 'csat_mean'];
const METRICS = [
  'conversations',
  'ai_share',
  'durable_automation_rate',
  'resolution_time_p50',
  'repeat_inquiry_rate',
  'csat_mean',
];

/** One table of everything, by the breakdown chosen; sorts by any column. */
export function TopicTable() {
  const { params, setParam, requestFor } = useRequest();
  const by = CHOICES.find((dimension) => dimension === params.get('table')) ?? 'intent';
  const { request, dropped } = requestFor({ metrics: METRICS, by: [by] });
  const controls = (
    <fieldset className="segmented" aria-label="Break down by">
      {CHOICES.map((dimension) => (
        <button
          key={dimension}
          type="button"
          aria-pressed={dimension === by}
          onClick={() => setParam('table', dimension === 'intent' ? null : dimension)}
        >
          {dimensionWord(dimension)}
        </button>
      ))}
    </fieldset>
  );
  return (
    <Panel
      title={`By ${dimensionWord(by).toLowerCase()}`}
      note="Click a column to sort. Different matters are not compared like for like here."
      request={request}
      dropped={dropped}
      metrics={['conversations']}
      height={340}
      controls={controls}
      wide
    >
      {(answer) => (
        <DataTable
          key={by}
          caption={`Service by ${dimensionWord(by).toLowerCase()}`}
          columns={columns(answer, by)}
          rows={keysOf(answer, by)}
          rowKey={(value) => value}
          initialSort={{ id: 'conversations', descending: true }}
        />
      )}
    </Panel>
  );
}

function columns(answer: Answer, by: Dimension): Column<string>[] {
  const of = (metric: string, value: string) => cell(answer, metric, { [by]: value });
  const figures = METRICS.map(
    (metric): Column<string> => ({
      id: metric,
      title: answer.labels[metric]?.title ?? metric,
      isNumber: true,
      isWideOnly: !IN_SHORT.includes(metric),
      cell: (value) => <InlineValue value={of(metric, value)} unit={answer.labels[metric]?.unit ?? 'count'} />,
      sortBy: (value) => of(metric, value)?.value ?? null,
    }),
  );
  return [
    {
      id: by,
      title: dimensionWord(by),
      cell: (value) => <span className="wraps-short">{valueWord(by, value)}</span>,
      sortBy: (value) => valueWord(by, value),
    },
    ...figures,
    {
      id: 'ratings',
      title: 'Ratings',
      isNumber: true,
      isWideOnly: true,
      cell: (value) => <span className="quiet">{formatShort(observations(of('csat_mean', value)) ?? 0)}</span>,
      sortBy: (value) => observations(of('csat_mean', value)) ?? null,
    },
  ];
}
