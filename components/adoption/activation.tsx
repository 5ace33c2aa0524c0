'use client';

import { Columns } from '@/components/charts/columns';
import { askedOf } from '@/components/dashboard/asked';
import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf } from '@/components/data/answers';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';
import { historyOf } from '@/lib/core/url';
import { periodWord, tickWord } from '@/lib/core/words';

const METRIC = 'activation_rate';
const CHART_PX = 208;

/** Whether a new seat is used within its first 30 days, quarter by quarter. */
export function Activation({ wide }: { wide?: boolean }) {
  const height = wide ? 168 : CHART_PX;
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const span = historyOf(view, 'quarter');
  const asked = requestFor({ metrics: [METRIC], compare: true }).request;
  const now = useMetrics(asked);
  const { request, dropped } = requestFor({ metrics: [METRIC], grain: 'quarter', ...span });
  return (
    <Panel
      title="New seats that started within 30 days"
      finding={() => {
        const value = now.status === 'ok' ? cell(now.answer, METRIC) : undefined;
        if (value?.value == null || value.denominator === undefined) return null;
        const whole = `${formatValue(value.value, 'share', currency)} of ${formatCount(value.denominator)} new seats`;
        return `${whole} were in use within 30 days, ${periodWord(view)}`;
      }}
      note={`${periodWord(span)} by quarter. Seats taken back unused are left out.`}
      request={request}
      dropped={dropped}
      also={[askedOf(asked, now)]}
      height={height}
      wide={wide}
    >
      {(answer) => <Columns points={points(answer)} unit="share" height={height} />}
    </Panel>
  );
}

/** From the first quarter in which a seat was given out. */
function points(answer: Answer) {
  const all = keysOf(answer, 'period')
    .sort()
    .map((key) => ({ key, label: tickWord('quarter', key), value: cell(answer, METRIC, { period: key }) }));
  return all.slice(
    Math.max(
      0,
      all.findIndex(({ value }) => value && value.status !== 'no_data'),
    ),
  );
}
