'use client';

import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { Dialog } from '@/components/ui/dialog';
import type { Answer, AnswerRow } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount } from '@/lib/core/format';
import type { MetricRequest } from '@/lib/core/request';
import { dimensionWord, grainWord, keyWord, periodWord, valueWord } from '@/lib/core/words';
import type { Asked } from './asked';

/** The numbers behind a panel as a table: what each is, of how many, and what it was before. */
export function AnswerTable({ title, asked, onClose }: { title: string; asked: Asked[]; onClose: () => void }) {
  return (
    <Dialog title={title} onClose={onClose}>
      {asked.map(({ request, answer }) => (
        <section key={JSON.stringify(request)} style={{ marginBottom: 18 }}>
          <p className="quiet" style={{ marginBottom: 6 }}>
            {periodWord(request)}
            {filterWords(request)}
            {answer?.comparedWith && `, beside ${periodWord(answer.comparedWith)}`}
          </p>
          {answer ? (
            <DataTable caption={title} columns={columns(request, answer)} rows={answer.rows} rowKey={rowKey} />
          ) : (
            <p>Not answered yet.</p>
          )}
        </section>
      ))}
    </Dialog>
  );
}

const rowKey = (row: AnswerRow) => JSON.stringify(row.key);

function filterWords({ filter = {} }: MetricRequest): string {
  const entries = Object.entries(filter) as [Dimension, string[]][];
  return entries
    .map(
      ([name, values]) =>
        `, ${dimensionWord(name).toLowerCase()} ${values.map((v) => valueWord(name, v)).join(' or ')}`,
    )
    .join('');
}

function columns(request: MetricRequest, answer: Answer): Column<AnswerRow>[] {
  const result: Column<AnswerRow>[] = [];
  const { grain, by = [], metrics } = request;
  if (grain)
    result.push({
      id: 'period',
      title: sentence(grainWord(grain)),
      cell: ({ key }) => keyWord(grain, key.period!),
      sortBy: ({ key }) => key.period!,
    });
  for (const dimension of by)
    result.push({
      id: dimension,
      title: dimensionWord(dimension),
      cell: ({ key }) => valueWord(dimension, key[dimension] ?? 'unknown'),
      sortBy: ({ key }) => valueWord(dimension, key[dimension] ?? 'unknown'),
    });
  const isShared = metrics.length > 1 || result.length > 0;
  for (const metric of metrics) {
    const label = answer.labels[metric];
    if (!label) continue;
    if (!isShared) result.push({ id: 'name', title: 'Figure', cell: () => label.title });
    result.push({
      id: metric,
      title: isShared ? label.title : 'Value',
      isNumber: true,
      cell: ({ values }) => <InlineValue value={values[metric]} unit={label.unit} />,
      sortBy: ({ values }) => values[metric]?.value ?? null,
    });
    if (answer.comparedWith)
      result.push({
        id: `${metric}:compare`,
        title: 'Before',
        isNumber: true,
        cell: ({ values }) => {
          const value = values[metric];
          const then = value && { value: value.compare ?? null, status: value.compareStatus ?? 'ok' };
          return <InlineValue value={then} unit={label.unit} />;
        },
        sortBy: ({ values }) => values[metric]?.compare ?? null,
      });
    if (answer.rows.some(({ values }) => values[metric]?.denominator !== undefined || values[metric]?.n !== undefined))
      result.push({
        id: `${metric}:n`,
        title: 'n',
        isNumber: true,
        cell: ({ values }) => count(values[metric]?.denominator ?? values[metric]?.n),
        sortBy: ({ values }) => values[metric]?.denominator ?? values[metric]?.n ?? null,
      });
  }
  return result;
}

const count = (value: number | undefined) => (value === undefined ? '' : formatCount(value));
const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
