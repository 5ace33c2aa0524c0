'use client';

import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Dimension } from '@/lib/core/dimensions';
import { formatDate } from '@/lib/core/format';
import { GRAINS, type Grain } from '@/lib/core/request';
import type { CompareChoice } from '@/lib/core/url';
import { grainWord, quarterWord } from '@/lib/core/words';
import { ChoiceFilter } from './choice-filter';
import { DimensionFilter } from './dimension-filter';
import { PeriodFilter } from './period-filter';
import { ScopeFilter } from './scope-filter';

interface FilterBarProps {
  dimensions: Dimension[];
  /** the metric whose breakdown lists a dimension's values */
  optionsFrom: string;
  grains?: readonly Grain[];
  /** offers the reader's own departments instead of all */
  scoped?: boolean;
}

/** One bar for the whole page. What it says is the address and nothing else, so that every panel hears the same. */
export function FilterBar({ dimensions, optionsFrom, grains = GRAINS, scoped }: FilterBarProps) {
  const { view, change } = useRequest();
  const workspace = useWorkspace();
  const comparisons: { value: CompareChoice; label: string; note?: string }[] = [
    { value: 'previous_period', label: 'Period before' },
    { value: 'previous_year', label: 'Year before' },
    ...workspace.events.map((event) => ({
      value: `event:${event.on}` as CompareChoice,
      label: `Before ${event.label}`,
      note: formatDate(event.on),
    })),
    ...(workspace.baseline
      ? [{ value: 'baseline' as const, label: 'Baseline', note: quarterWord(workspace.baseline) }]
      : []),
    { value: 'none', label: 'Nothing' },
  ];
  return (
    <section className="filters" aria-label="Filters">
      <PeriodFilter />
      <ChoiceFilter
        name="Compare"
        value={view.compare}
        options={comparisons}
        onChange={(compare) => change({ compare })}
      />
      {grains.length > 1 && (
        <ChoiceFilter
          name="By"
          value={view.grain}
          options={grains.map((grain) => ({ value: grain, label: grainWord(grain) }))}
          onChange={(grain) => change({ grain })}
        />
      )}
      {scoped && <ScopeFilter />}
      {dimensions.map((dimension) => (
        <DimensionFilter key={dimension} dimension={dimension} metric={optionsFrom} />
      ))}
    </section>
  );
}
