'use client';

import { Ranking } from '@/components/dashboard/ranking';
import { Trend } from '@/components/dashboard/trend';
import { cell, keysOf } from '@/components/data/answers';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatValue } from '@/lib/core/format';
import { valueWord } from '@/lib/core/words';
import { useScope } from './use-scope';

const METRIC = 'daily_active_rate';

/** Departments against the company and the target; teams for one department; the company alone for who may see no more. */
export function Groups() {
  const { view } = useRequest();
  const { currency } = useWorkspace();
  const scope = useScope();
  if (scope.breakdown === null)
    // The working days stand under the funnel already.
    return <Trend metric="weekly_active_rate" title="Using AI in a week" note="The whole company." height={206} />;
  const by: Dimension = scope.breakdown;
  const what = by === 'team' ? 'teams' : 'departments';
  return (
    <Ranking
      metric={METRIC}
      by={by}
      filter={view.filter.department && { department: view.filter.department }}
      title={`Using AI on a working day, by ${by}`}
      finding={(answer) => finding(answer, by, currency)}
      note={`Share of employees on a working day, n in employee-days. Small ${what} are joined or not shown.`}
      total="Whole company"
      rows={by === 'team' ? 7 : 12}
      most={14}
    />
  );
}

function finding(answer: Answer, by: Dimension, currency: string): string | null {
  const known = keysOf(answer, by)
    .map((value) => ({ value, share: cell(answer, METRIC, { [by]: value })?.value ?? null }))
    .flatMap(({ value, share }) => (share === null ? [] : { value, share }))
    .sort((a, b) => b.share - a.share);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  const words = (share: number) => formatValue(share, 'share', currency);
  return `From ${words(last.share)} in ${valueWord(by, last.value)} to ${words(first.share)} in ${valueWord(by, first.value)}`;
}
