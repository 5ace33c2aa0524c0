import type { Unit } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import type { PlotSeries } from './shared';

interface PlotTipProps {
  active?: boolean;
  label?: string | number;
  payload?: readonly { dataKey?: unknown; value?: unknown }[];
  series: PlotSeries[];
  /** what a key is called */
  word: (key: string) => string;
  unit: Unit;
  currency: string;
}

/** What a chart says under the pointer: the period and every series' value. */
export function PlotTip({ active, label, payload, series, word, unit, currency }: PlotTipProps) {
  if (!active || !payload?.length) return null;
  return (
    <div className="plot-tip">
      <h4>{word(String(label))}</h4>
      {series.map((one) => {
        const found = payload.find(({ dataKey }) => dataKey === one.id)?.value;
        return (
          <div key={one.id}>
            <span style={{ color: one.color }}>{one.label}</span>
            <b>{typeof found === 'number' ? formatValue(found, unit, currency) : 'no data'}</b>
          </div>
        );
      })}
    </div>
  );
}
