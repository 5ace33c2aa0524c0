'use client';

import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import type { Answer, AnswerRow } from '@/lib/core/answer';
import { formatCount } from '@/lib/core/format';
import type { PanelTable } from '@/lib/core/panel-table';
import type { MetricRequest } from '@/lib/core/request';
import { dimensionWord, filterWords, grainWord, keyWord, periodWord, valueWord } from '@/lib/core/words';
import type { Asked } from './asked';
import { OwnTable } from './own-table';
import { type RowsChoice, rowsBehind } from './rows-choice';

interface AnswerTableProps {
  title: string;
  asked: Asked[];
  /** what the panel draws that no metric's question holds */
  own?: PanelTable;
  /** opens the conversations behind a cell; absent where the reader may not see them */
  onRows?: (choice: RowsChoice) => void;
  onClose: () => void;
}

/** The numbers behind a panel as a table: what each is, of how many, and what it was before. */
export function AnswerTable({ title, asked, own, onRows, onClose }: AnswerTableProps) {
  const { metrics } = useWorkspace();
  const hasRows = (metric: string) => metrics[metric]?.hasRows === true;
  return (
    <Dialog title={title} onClose={onClose} wide>
      {own && <OwnTable title={title} table={own} />}
      {(own ? [] : asked).map(({ request, answer }) => (
        <section key={JSON.stringify(request)} style={{ marginBottom: 18 }}>
          <p className="quiet" style={{ marginBottom: 6 }}>
            {periodWord(request)}
            {request.filter && `, ${filterWords(request.filter)}`}
            {answer?.comparedWith && `, beside ${periodWord(answer.comparedWith)}`}
          </p>
          {answer ? (
            <DataTable
              caption={title}
              columns={columns(request, answer, { onRows, hasRows })}
              rows={answer.rows}
              rowKey={rowKey}
            />
          ) : (
            <p>Not answered yet.</p>
          )}
        </section>
      ))}
    </Dialog>
  );
}

const rowKey = (row: AnswerRow) => JSON.stringify(row.key);

interface Rows {
  onRows?: (choice: RowsChoice) => void;
  hasRows: (metric: string) => boolean;
}

function columns(request: MetricRequest, answer: Answer, { onRows, hasRows }: Rows): Column<AnswerRow>[] {
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
      cell: ({ key, values }) => {
        const value = <InlineValue value={values[metric]} unit={label.unit} bounded />;
        if (!onRows || !hasRows(metric) || values[metric]?.value == null) return value;
        return (
          <button
            type="button"
            className="link-button"
            title="Rows behind this number"
            onClick={() => onRows(rowsBehind(request, metric, key))}
          >
            {value}
          </button>
        );
      },
      sortBy: ({ values }) => values[metric]?.value ?? null,
    });
    if (answer.comparedWith)
      result.push({
        id: `${metric}:compare`,
        title: periodWord(answer.comparedWith),
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
