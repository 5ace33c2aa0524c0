'use client';

import { useEffect, useState } from 'react';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { Popover } from '@/components/ui/popover';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount } from '@/lib/core/format';
import type { MetricRequest } from '@/lib/core/request';
import { wholeQuarters } from '@/lib/core/url';
import { dimensionWord, valueWord } from '@/lib/core/words';
import { ChipText } from './choice-filter';

/** Which values of one dimension the page is about: none chosen means all of them. */
export function DimensionFilter({ dimension, metric }: { dimension: Dimension; metric: string }) {
  const { view, change } = useRequest();
  const applied = view.filter[dimension] ?? [];
  // The address follows a moment later; the box that was clicked answers at once.
  const [wanted, setWanted] = useState<string[] | null>(null);
  const key = applied.join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the wish ends when the address has it
  useEffect(() => setWanted(null), [key]);
  const chosen = wanted ?? applied;
  const set = (values: string[]) => {
    setWanted(values);
    const { [dimension]: _, ...others } = view.filter;
    change({ filter: values.length > 0 ? { ...others, [dimension]: values } : others });
  };
  const summary = chosen.length > 2 ? `${chosen.length} chosen` : chosen.map((v) => valueWord(dimension, v)).join(', ');
  return (
    <Popover
      buttonClass={`chip-button${chosen.length > 0 ? ' is-set' : ''}`}
      button={<ChipText name={dimensionWord(dimension)} value={summary || 'All'} />}
    >
      {(close) => (
        <>
          <Options dimension={dimension} metric={metric} chosen={chosen} onChange={set} />
          <div className="filter-foot">
            <button type="button" className="link-button" disabled={chosen.length === 0} onClick={() => set([])}>
              All of them
            </button>
            <button type="button" className="link-button" onClick={close}>
              Close
            </button>
          </div>
        </>
      )}
    </Popover>
  );
}

interface OptionsProps {
  dimension: Dimension;
  metric: string;
  chosen: string[];
  onChange: (values: string[]) => void;
}

/** The values on record in the period, the commonest first. Asked for when the list opens. */
function Options({ dimension, metric, chosen, onChange }: OptionsProps) {
  const { view } = useRequest();
  const isPeople = dimension === 'department' || dimension === 'team' || dimension === 'tool';
  const range = isPeople ? wholeQuarters(view) : { from: view.from, to: view.to };
  const state = useMetrics({ metrics: [metric], ...range, by: [dimension] } satisfies MetricRequest);
  if (state.status === 'error') return <p className="menu-title bad">{state.error.message}</p>;
  if (state.status !== 'ok') return <p className="menu-title">Reading the values …</p>;
  const found = state.answer.rows.map(({ key, values }) => ({
    value: key[dimension] ?? 'unknown',
    n: values[metric]?.denominator ?? values[metric]?.value ?? 0,
  }));
  const rows = [
    ...found,
    ...chosen.filter((v) => !found.some(({ value }) => value === v)).map((value) => ({ value, n: 0 })),
  ];
  rows.sort((a, b) => (isPeople ? a.value.localeCompare(b.value) : b.n - a.n));
  if (rows.length === 0) return <p className="menu-title">No value on record in this period.</p>;
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return rows.map(({ value, n }) => (
    <label className="option" key={value}>
      <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
      {valueWord(dimension, value)}
      {!isPeople && <small>{formatCount(n)}</small>}
    </label>
  ));
}
