'use client';

import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf } from '@/components/data/answers';
import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import { valueWord } from '@/lib/core/words';
import { useScope } from './use-scope';

const RATES = ['daily_active_rate', 'weekly_active_rate', 'monthly_active_rate'];
const INTENSITY = 'interactions_per_active_day';

/** The tools beside each other: how many use each, and how much. */
export function Tools() {
  const { requestFor } = useRequest();
  const { currency } = useWorkspace();
  const scope = useScope();
  // Intensity by tool inside one department could point at somebody: the rules refuse it.
  const metrics = scope.isPart ? RATES : [...RATES, INTENSITY];
  const { request, dropped } = requestFor({ metrics, by: ['tool'] });
  return (
    <Panel
      title="Tools side by side"
      finding={(answer) => {
        const best = keysOf(answer, 'tool')
          .map((tool) => ({ tool, share: cell(answer, 'daily_active_rate', { tool })?.value ?? -1 }))
          .sort((a, b) => b.share - a.share)[0];
        if (!best || best.share < 0) return null;
        return `${valueWord('tool', best.tool)} is used most: ${formatValue(best.share, 'share', currency)} on a working day`;
      }}
      note={`${scope.name}. Share of all employees, whether they hold a seat or not.`}
      request={request}
      dropped={dropped}
      height={148}
    >
      {(answer) => (
        <DataTable
          caption="Tools side by side"
          columns={columns(answer, metrics)}
          rows={keysOf(answer, 'tool')}
          rowKey={(tool) => tool}
          initialSort={{ id: 'daily_active_rate', descending: true }}
        />
      )}
    </Panel>
  );
}

const SHORT: Record<string, string> = {
  daily_active_rate: 'Working day',
  weekly_active_rate: 'Week',
  monthly_active_rate: '28 days',
  interactions_per_active_day: 'Uses a day',
};

function columns(answer: Answer, metrics: string[]): Column<string>[] {
  return [
    { id: 'tool', title: 'Tool', cell: (tool) => valueWord('tool', tool), sortBy: (tool) => valueWord('tool', tool) },
    ...metrics.map(
      (metric): Column<string> => ({
        id: metric,
        title: SHORT[metric] ?? metric,
        isNumber: true,
        cell: (tool) => (
          <InlineValue value={cell(answer, metric, { tool })} unit={answer.labels[metric]?.unit ?? 'share'} />
        ),
        sortBy: (tool) => cell(answer, metric, { tool })?.value ?? null,
      }),
    ),
  ];
}
