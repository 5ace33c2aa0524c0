'use client';

import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf, observations } from '@/components/data/answers';
import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import { formatShort, formatValue } from '@/lib/core/format';
import { hueOf, valueWord } from '@/lib/core/words';

const METRICS = ['first_response_time_p50', 'resolution_time_p50', 'resolution_rate', 'conversations'];
const HANDLERS = ['ai', 'hybrid', 'human'];

interface Row {
  channel: string;
  handler: string;
  isFirst: boolean;
}

/** First answer and time to solve, AI beside people inside each channel: across channels it would compare channels. */
export function Speed() {
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const { request, dropped } = requestFor({ metrics: METRICS, by: ['channel', 'handled_by'] });
  const channel = view.filter.channel?.length === 1 ? view.filter.channel[0]! : 'chat';
  return (
    <Panel
      title="First answer and time to solve, within a channel"
      finding={(answer) => {
        const of = (handler: string) => cell(answer, 'resolution_time_p50', { channel, handled_by: handler })?.value;
        const [ai, human] = [of('ai'), of('human')];
        if (ai == null || human == null) return null;
        const words = (seconds: number) => formatValue(seconds, 'seconds', currency);
        return `In ${valueWord('channel', channel).toLowerCase()} AI solves in ${words(ai)}, people in ${words(human)}`;
      }}
      note="Medians; time to solve of what was solved, with the solved share beside it."
      request={request}
      dropped={dropped}
      height={344}
    >
      {(answer) => (
        <DataTable
          caption="First answer and time to solve by channel"
          columns={columns(answer)}
          rows={rows(answer)}
          rowKey={(row) => `${row.channel} ${row.handler}`}
        />
      )}
    </Panel>
  );
}

/** The busiest channels first, in each AI, then both, then people. */
function rows(answer: Answer): Row[] {
  const size = (channel: string) =>
    Math.max(...HANDLERS.map((handler) => cell(answer, 'conversations', { channel, handled_by: handler })?.value ?? 0));
  const channels = keysOf(answer, 'channel').sort((a, b) => size(b) - size(a));
  return channels.flatMap((channel) =>
    HANDLERS.filter((handler) => cell(answer, 'conversations', { channel, handled_by: handler })).map(
      (handler, index) => ({ channel, handler, isFirst: index === 0 }),
    ),
  );
}

function columns(answer: Answer): Column<Row>[] {
  const of = (metric: string, { channel, handler }: Row) => cell(answer, metric, { channel, handled_by: handler });
  const figure = (id: string, title: string): Column<Row> => ({
    id,
    title,
    isNumber: true,
    cell: (row) => <InlineValue value={of(id, row)} unit={answer.labels[id]?.unit ?? 'count'} />,
  });
  return [
    {
      id: 'channel',
      title: 'Channel',
      cell: ({ channel, isFirst }) => (
        <span className={isFirst ? undefined : 'sr-only'}>{valueWord('channel', channel)}</span>
      ),
    },
    {
      id: 'handler',
      title: 'Handled by',
      cell: ({ handler }) => (
        <span className="wraps-short">
          <span className={hueOf('handled_by', handler)}>{valueWord('handled_by', handler)}</span>
        </span>
      ),
    },
    { ...figure('first_response_time_p50', 'First answer'), isWideOnly: true },
    figure('resolution_time_p50', 'Time to solve'),
    figure('resolution_rate', 'Solved'),
    {
      id: 'n',
      title: 'n',
      isNumber: true,
      cell: (row) => <span className="quiet">{formatShort(observations(of('resolution_rate', row)) ?? 0)}</span>,
    },
  ];
}
