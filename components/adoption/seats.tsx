'use client';

import { askedOf } from '@/components/dashboard/asked';
import { type BarRow, Bars } from '@/components/dashboard/bars';
import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf } from '@/components/data/answers';
import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';
import { valueWord } from '@/lib/core/words';
import { useScope } from './use-scope';

const METRICS = ['seats_held', 'seat_utilisation', 'seats_idle', 'idle_seat_cost'];
const TOTAL = '';

/** What is paid for and not used, tool by tool, beside the share that is used. */
export function Seats() {
  const { requestFor } = useRequest();
  const { currency } = useWorkspace();
  const scope = useScope();
  const whole = requestFor({ metrics: METRICS, compare: true });
  // Seats are known by tool or by department: a small group in one tool could point at somebody.
  const byTool = requestFor({ metrics: METRICS, by: ['tool'] });
  const tools = useMetrics(scope.isPart ? null : byTool.request);
  return (
    <Panel
      title="Seats held, used and idle"
      finding={(answer) => {
        const [idle, cost] = ['seats_idle', 'idle_seat_cost'].map((metric) => cell(answer, metric)?.value);
        if (idle == null || cost == null) return null;
        if (idle === 0) return 'No seat lies idle';
        return `${formatCount(idle)} seats lie idle and cost ${formatValue(cost, 'money', currency)} a month`;
      }}
      note={
        scope.isPart
          ? `${scope.name}. Idle: not used in 28 days. A department’s seats are not split by tool.`
          : 'At the end of the period. Idle: not used in 28 days.'
      }
      request={whole.request}
      dropped={whole.dropped}
      also={scope.isPart ? [] : [askedOf(byTool.request, tools)]}
      height={scope.isPart ? 160 : 252}
    >
      {(answer) => (
        <>
          <Bars unit="seats" rows={bars(answer)} />
          <DataTable
            caption="Seats by tool"
            columns={columns(answer, tools.status === 'ok' ? tools.answer : undefined, scope.name)}
            rows={[TOTAL, ...(tools.status === 'ok' ? keysOf(tools.answer, 'tool') : [])]}
            rowKey={(tool) => tool}
          />
        </>
      )}
    </Panel>
  );
}

/** Held, and of these used and idle. */
function bars(answer: Answer): BarRow[] {
  const utilisation = cell(answer, 'seat_utilisation');
  const used = utilisation && { ...utilisation, value: utilisation.numerator ?? null };
  return [
    { id: 'held', label: 'Held', value: cell(answer, 'seats_held'), note: '' },
    { id: 'used', label: 'Used', value: used, note: '', tone: 'strong' },
    { id: 'idle', label: 'Idle', value: cell(answer, 'seats_idle'), note: '' },
  ];
}

function columns(whole: Answer, tools: Answer | undefined, scope: string): Column<string>[] {
  const of = (metric: string, tool: string): MetricValue | undefined =>
    tool === TOTAL ? cell(whole, metric) : tools && cell(tools, metric, { tool });
  const used = (tool: string): MetricValue | undefined => {
    const value = of('seat_utilisation', tool);
    return value && { ...value, value: value.numerator ?? null };
  };
  return [
    { id: 'tool', title: 'Tool', cell: (tool) => (tool === TOTAL ? scope : valueWord('tool', tool)) },
    {
      id: 'held',
      title: 'Held',
      isNumber: true,
      cell: (tool) => <InlineValue value={of('seats_held', tool)} unit="seats" />,
    },
    { id: 'used', title: 'Used', isNumber: true, cell: (tool) => <InlineValue value={used(tool)} unit="seats" /> },
    {
      id: 'idle',
      title: 'Idle',
      isNumber: true,
      cell: (tool) => <InlineValue value={of('seats_idle', tool)} unit="seats" />,
    },
    {
      id: 'cost',
      title: 'Idle, a month',
      isNumber: true,
      cell: (tool) => <InlineValue value={of('idle_seat_cost', tool)} unit="money" />,
    },
    {
      id: 'share',
      title: 'In use',
      isNumber: true,
      cell: (tool) => <InlineValue value={of('seat_utilisation', tool)} unit="share" />,
    },
  ];
}
