'use client';

import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatValue } from '@/lib/core/format';
import { keyWord as keyWordOf, tickWord } from '@/lib/core/words';
import { PlotTip } from './plot-tip';
import { axisText, type PlotProps, type PlotSeries, ticksFor } from './shared';

/** Lines over time, labelled at their ends, with events and the target drawn in. */
export function LinePlot(props: PlotProps) {
  const {
    points,
    series,
    grain,
    unit,
    currency,
    height,
    events = [],
    target,
    targetWord = 'target',
    room,
    keyWord,
    keyTicks,
  } = props;
  const values = points.flatMap((point) =>
    series.flatMap(({ id }) => (typeof point[id] === 'number' ? [point[id] as number] : [])),
  );
  const ticks = ticksFor(values, unit, { target });
  const lasts = endLabels(points, series, ticks, height);
  const isStepped = grain === 'quarter';
  const endText = (one: PlotSeries, value: number) =>
    series.length > 1 ? `${one.label} ${formatValue(value, unit, currency)}` : formatValue(value, unit, currency);
  const longest = Math.max(0, ...series.map((one) => endText(one, lasts.get(one.id)?.value ?? 0).length));
  return (
    <ResponsiveContainer width="100%" height={height}>
      <LineChart
        data={points}
        margin={{ top: events.length > 0 ? 20 : 8, right: room?.right ?? longest * 6.9 + 12, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="key"
          ticks={keyTicks}
          tickFormatter={keyWord ?? ((key: string) => tickWord(grain, key))}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          minTickGap={28}
          interval="preserveStartEnd"
          height={24}
        />
        <YAxis
          ticks={ticks}
          domain={[ticks[0]!, ticks.at(-1)!]}
          tickFormatter={(value: number) => axisText(value, unit, currency)}
          tickLine={false}
          axisLine={false}
          width={room?.left ?? (unit === 'seconds' || unit === 'money' ? 62 : 46)}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={(tip) => (
            <PlotTip
              active={tip.active}
              label={tip.label}
              payload={tip.payload as never}
              series={series}
              word={keyWord ?? ((key) => keyWordOf(grain, key))}
              unit={unit}
              currency={currency}
            />
          )}
        />
        {target !== undefined && (
          <ReferenceLine
            y={target}
            stroke="var(--control)"
            strokeDasharray="3 3"
            label={({ viewBox }: { viewBox: { x: number; y: number } }) => (
              <text className="target-label" x={viewBox.x + 4} y={viewBox.y - 5}>
                {targetWord} {formatValue(target, unit, currency)}
              </text>
            )}
          />
        )}
        {events.map((event) => (
          <ReferenceLine
            key={`${event.key}${event.label}`}
            x={event.key}
            stroke="var(--ink-2)"
            strokeDasharray="1 3"
            label={{ value: event.mark, position: 'top', className: 'event-label' }}
          />
        ))}
        {series.map((one) => (
          <Line
            key={one.id}
            dataKey={one.id}
            name={one.label}
            type={isStepped ? 'step' : 'linear'}
            stroke={one.color}
            strokeWidth={one.muted ? 1.3 : 2}
            strokeDasharray={one.dash}
            dot={({ cx, cy, index }) =>
              isAlone(points, one.id, index) ? (
                <circle key={index} cx={cx} cy={cy} r={3} fill={one.color} />
              ) : (
                <g key={index} />
              )
            }
            activeDot={{ r: 3.5 }}
            isAnimationActive={false}
            connectNulls={false}
            label={(props) => {
              const last = lasts.get(one.id);
              if (!last || props.index !== last.index) return <g />;
              return (
                <text
                  className="end-label"
                  x={Number(props.x) + 6}
                  y={Number(props.y) + last.shift}
                  dy={4}
                  style={{ fill: one.color }}
                >
                  {endText(one, last.value)}
                </text>
              );
            }}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** A value between gaps has no line to be seen by. */
function isAlone(points: PlotProps['points'], id: string, index: number): boolean {
  const has = (at: number) => typeof points[at]?.[id] === 'number';
  return has(index) && !has(index - 1) && !has(index + 1);
}

interface EndLabel {
  index: number;
  value: number;
  shift: number;
}

const LABEL_PX = 15;

/** Where each series' last value is written: moved apart where two would lie on each other. */
function endLabels(points: PlotProps['points'], series: PlotProps['series'], ticks: number[], height: number) {
  const scale = (height - 40) / (ticks.at(-1)! - ticks[0]! || 1);
  const ends = series.flatMap(({ id }) => {
    const index = points.findLastIndex((point) => typeof point[id] === 'number');
    return index < 0 ? [] : [{ id, index, value: points[index]![id] as number }];
  });
  ends.sort((a, b) => b.value - a.value);
  const labels = new Map<string, EndLabel>();
  let lowest = Number.NEGATIVE_INFINITY;
  for (const { id, index, value } of ends) {
    const y = -value * scale;
    const placed = Math.max(y, lowest + LABEL_PX);
    labels.set(id, { index, value, shift: placed - y });
    lowest = placed;
  }
  return labels;
}
