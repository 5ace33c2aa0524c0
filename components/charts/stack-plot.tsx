'use client';

import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { keyWord, tickWord } from '@/lib/core/words';
import { PlotTip } from './plot-tip';
import { axisText, type PlotProps, type PlotSeries, ticksFor } from './shared';

/** Bars over time that begin at zero, stacked; told apart by hue and by pattern. */
export function StackPlot({ points, series, grain, unit, currency, height, events = [] }: PlotProps) {
  const totals = points.map((point) => series.reduce((sum, { id }) => sum + (Number(point[id]) || 0), 0));
  const ticks = unit === 'share' ? [0, 0.25, 0.5, 0.75, 1] : ticksFor(totals, unit, { fromZero: true });
  return (
    <ResponsiveContainer width="100%" height={height}>
      <BarChart
        data={points}
        margin={{ top: events.length > 0 ? 20 : 8, right: 8, bottom: 0, left: 0 }}
        barCategoryGap={points.length > 30 ? '12%' : '22%'}
        accessibilityLayer={false}
      >
        <defs>
          {series.map((one) => (
            <Pattern key={one.id} series={one} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="key"
          tickFormatter={(key: string) => tickWord(grain, key)}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={24}
          interval="preserveStartEnd"
          height={24}
        />
        <YAxis
          ticks={ticks}
          domain={[0, ticks.at(-1)!]}
          tickFormatter={(value: number) => axisText(value, unit, currency)}
          tickLine={false}
          axisLine={false}
          width={48}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ fill: 'var(--sunken)' }}
          content={(tip) => (
            <PlotTip
              active={tip.active}
              label={tip.label}
              payload={tip.payload as never}
              series={[...series].reverse()}
              word={(key) => keyWord(grain, key)}
              unit={unit}
              currency={currency}
            />
          )}
        />
        {series.map((one) => (
          <Bar
            key={one.id}
            dataKey={one.id}
            name={one.label}
            stackId="all"
            fill={one.pattern && one.pattern !== 'solid' ? `url(#${patternId(one)})` : one.color}
            isAnimationActive={false}
          />
        ))}
        {events.map((event) => (
          <ReferenceLine
            key={`${event.key}${event.label}`}
            x={event.key}
            stroke="var(--ink-2)"
            strokeDasharray="1 3"
            label={{ value: event.mark, position: 'top', className: 'event-label' }}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}

const patternId = ({ id, pattern }: PlotSeries) => `pattern-${pattern}-${id}`;

function Pattern({ series }: { series: PlotSeries }) {
  const { pattern, color } = series;
  if (!pattern || pattern === 'solid') return null;
  return (
    <pattern id={patternId(series)} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" fill={color} />
      {pattern === 'stripes' ? (
        <rect width="1.6" height="6" fill="var(--surface)" opacity="0.55" />
      ) : (
        <circle cx="3" cy="3" r="1.1" fill="var(--surface)" opacity="0.75" />
      )}
    </pattern>
  );
}
