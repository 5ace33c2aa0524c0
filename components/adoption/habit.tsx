'use client';

import { Legend } from '@/components/charts/legend';
import { PlotFrame, StackPlot } from '@/components/charts/plots';
import type { PlotPoint, PlotSeries } from '@/components/charts/shared';
import { useEvents } from '@/components/charts/use-events';
import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf } from '@/components/data/answers';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import { historyOf } from '@/lib/core/url';
import { periodWord } from '@/lib/core/words';

const LADDER: PlotSeries[] = [
  { id: 'habit_power', label: 'Power', color: 'var(--ink)' },
  { id: 'habit_habitual', label: 'Habitual', color: 'var(--ink-3)' },
  { id: 'habit_novice', label: 'Now and then', color: 'var(--bar-strong)', pattern: 'stripes' },
  { id: 'habit_low', label: 'Hardly', color: 'var(--bar)' },
  { id: 'habit_none', label: 'Not at all', color: 'var(--line)' },
  { id: 'habit_new', label: 'New here', color: 'var(--bar)', pattern: 'dots' },
];
const METRICS = LADDER.map(({ id }) => id);
const CHART_PX = 250;

/** How the ladder of use filled over 18 months: everybody stands on exactly one rung. */
export function Habit() {
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const span = historyOf(view, 'month');
  const { request, dropped } = requestFor({ metrics: METRICS, grain: 'month', ...span });
  return (
    <Panel
      title="Habit over time"
      finding={(answer) => finding(answer, currency)}
      note={`${periodWord(span)} by month. Power: 9 of 12 weeks and 15 uses a week.`}
      request={request}
      dropped={dropped}
      height={CHART_PX + 26}
    >
      {(answer) => <HabitPlot answer={answer} />}
    </Panel>
  );
}

/** The share on the two upper rungs in a month whose 12 weeks are all on record. */
function habitIn(answer: Answer, period: string): number | null {
  const [power, habitual] = ['habit_power', 'habit_habitual'].map((id) => cell(answer, id, { period }));
  if (power?.value == null || habitual?.value == null || power.status === 'provisional') return null;
  return power.value + habitual.value;
}

function finding(answer: Answer, currency: string): string | null {
  const months = keysOf(answer, 'period').sort();
  const known = months.flatMap((period) => habitIn(answer, period) ?? []);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined || known.length < 2) return null;
  const words = (share: number) => formatValue(share, 'share', currency);
  const verb = last >= first ? 'rose' : 'fell';
  return `Habitual and power users ${verb} from ${words(first)} to ${words(last)}`;
}

function HabitPlot({ answer }: { answer: Answer }) {
  const { currency } = useWorkspace();
  const months = keysOf(answer, 'period').sort();
  const keys = months.slice(
    Math.max(
      0,
      months.findIndex((period) => cell(answer, 'habit_none', { period })?.value != null),
    ),
  );
  const points: PlotPoint[] = keys.map((key) => ({
    key,
    ...Object.fromEntries(METRICS.map((id) => [id, cell(answer, id, { period: key })?.value ?? null])),
  }));
  const events = useEvents(keys, 'month');
  return (
    <>
      <Legend series={LADDER} />
      <PlotFrame height={CHART_PX} label="Shares of employees by habit, by month" events={events}>
        {(plotHeight) => (
          <StackPlot
            points={points}
            series={LADDER}
            grain="month"
            unit="share"
            currency={currency}
            height={plotHeight}
            events={events}
          />
        )}
      </PlotFrame>
    </>
  );
}
