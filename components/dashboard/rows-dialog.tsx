'use client';

import { useState } from 'react';
import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import { rowsUrl, useRows } from '@/components/hooks/use-rows';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import type { Behind, ListedRow, MetricValue, RowsPage, Unit } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount, formatInstant, formatValue } from '@/lib/core/format';
import { dimensionWord, filterWords, periodWord, valueWord } from '@/lib/core/words';
import { type RowsChoice, rowsRequest } from './rows-choice';

interface RowsDialogProps {
  /** the numbers of a panel whose rows can be listed; the first is shown first */
  choices: RowsChoice[];
  onClose: () => void;
}

const TITLE = 'Rows behind this number';
const DIMENSIONS: Dimension[] = ['channel', 'market', 'intent', 'handled_by', 'outcome'];

/** The conversations a number is made of, under pseudonyms, each with the side of the number it counts on. */
export function RowsDialog({ choices, onClose }: RowsDialogProps) {
  const [at, setAt] = useState(0);
  const choice = choices[at]!;
  const { metrics } = useWorkspace();
  const titleOf = ({ metric }: RowsChoice) => metrics[metric]?.title ?? metric;
  return (
    <Dialog title={TITLE} onClose={onClose} wide>
      {choices.length > 1 && (
        <label className="field rows-choice">
          <span>Number</span>
          <select className="input" value={at} onChange={(event) => setAt(Number(event.target.value))}>
            {choices.map((one, index) => (
              <option key={JSON.stringify(one)} value={index}>
                {[titleOf(one), periodWord(one), filterWords(one.filter)].filter(Boolean).join(', ')}
              </option>
            ))}
          </select>
        </label>
      )}
      <p>
        <b>{titleOf(choice)}</b>, {[periodWord(choice), filterWords(choice.filter)].filter(Boolean).join(', ')}
      </p>
      <Rows key={JSON.stringify(choice)} choice={choice} />
    </Dialog>
  );
}

function Rows({ choice }: { choice: RowsChoice }) {
  const request = rowsRequest(choice);
  const query = useRows(request);
  const { metric } = choice;
  if (query.error && !query.data)
    return (
      <p className="bad" role="alert">
        {query.error.message}{' '}
        <button type="button" className="link-button" onClick={() => void query.refetch()}>
          Try again
        </button>
      </p>
    );
  if (!query.data)
    return (
      <p className="quiet rows-waiting" role="status">
        Reading the conversations …
      </p>
    );
  const pages = query.data.pages;
  const last = pages.at(-1)!;
  const rows = pages.flatMap((page) => page.rows);
  const value = pages[0]!.answer.rows[0]?.values[metric];
  return (
    <>
      <p className="quiet">
        <Told page={pages[0]!} metric={metric} value={value} />
      </p>
      {pages.some(({ version }) => version !== pages[0]!.version) && (
        <p className="warn" role="alert">
          New records came in while you read.{' '}
          <button type="button" className="link-button" onClick={() => void query.refetch()}>
            Read again
          </button>
        </p>
      )}
      {rows.length > 0 && (
        <DataTable
          caption={TITLE}
          columns={columns(pages[0]!, metric, rows[0]!.behind[metric])}
          rows={rows}
          rowKey={({ conversation }) => conversation}
        />
      )}
      <p className="rows-foot" aria-live="polite">
        <span>
          {formatCount(rows.length)}{' '}
          {last.next ? 'shown, oldest first' : rows.length === 1 ? 'row, the only one' : 'rows: all of them'}
        </span>
        {last.next && (
          <button
            type="button"
            className="button"
            disabled={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {query.isFetchingNextPage ? 'Reading …' : 'Show 50 more'}
          </button>
        )}
        {query.isFetchNextPageError && <span className="bad">{query.error?.message}</span>}
        <a className="button" href={rowsUrl(request, 'csv')} download>
          <Icon name="file" /> All rows as CSV
        </a>
      </p>
    </>
  );
}

/** The number the rows add up to, in its own terms. */
function Told({ page, metric, value }: { page: RowsPage; metric: string; value: MetricValue | undefined }) {
  const { currency } = useWorkspace();
  const label = page.answer.labels[metric];
  if (!label || !value || value.value === null) return 'Nothing on record: no conversation is behind it.';
  const figure = formatValue(value.value, label.unit, currency);
  const { numerator, denominator, n } = value;
  if (numerator !== undefined && denominator !== undefined)
    return `${figure} = ${exact(numerator)} ÷ ${exact(denominator)}: what the columns Numerator and Denominator add up to over all rows.`;
  if (n !== undefined) return `${figure}, from the times of ${exact(n)} conversations: the rows.`;
  return `${figure}: counted over the rows.`;
}

const exact = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

function columns({ answer }: RowsPage, metric: string, sample: Behind | undefined): Column<ListedRow>[] {
  const { timeZone, currency } = answer;
  const unit = answer.labels[metric]?.unit ?? 'count';
  const brought = ({ behind }: ListedRow): Behind => behind[metric] ?? {};
  const isSum = unit === 'rating' || unit === 'seconds' || unit === 'money';
  const side = (part: 'numerator' | 'denominator', title: string): Column<ListedRow> => ({
    id: part,
    title,
    isNumber: true,
    cell: (row) => {
      const value = brought(row)[part];
      if (!value) return <span className="quiet">–</span>;
      return part === 'numerator' && isSum ? formatValue(value, unit, currency) : <Counted />;
    },
  });
  const isRatio = sample?.numerator !== undefined;
  const made: Column<ListedRow>[] = isRatio
    ? [side('numerator', 'Numerator'), side('denominator', 'Denominator')]
    : [
        {
          id: 'value',
          title: 'Counts as',
          isNumber: true,
          cell: (row) => <Value behind={brought(row)} metric={metric} unit={unit} />,
        },
      ];
  return [
    {
      id: 'started',
      title: `Started, ${timeZone}`,
      cell: ({ columns }) => formatInstant(String(columns.started_at), timeZone),
    },
    ...made,
    ...DIMENSIONS.map(
      (dimension): Column<ListedRow> => ({
        id: dimension,
        title: dimensionWord(dimension),
        cell: ({ columns }) => valueWord(dimension, String(columns[dimension] ?? 'unknown')),
      }),
    ),
    { id: 'conversation', title: 'Conversation', cell: ({ conversation }) => <code>{conversation}</code> },
    { id: 'customer', title: 'Customer', cell: ({ customer }) => <code>{customer}</code> },
  ];
}

function Counted() {
  return (
    <span>
      <Icon name="check" size={13} />
      <span className="sr-only">counts</span>
    </span>
  );
}

function Value({ behind, metric, unit }: { behind: Behind; metric: string; unit: Unit }) {
  const { value } = behind;
  if (value === undefined) return <Counted />;
  if (value === null) return <span className="quiet">never reached</span>;
  if (typeof value === 'number') return <InlineValue value={{ value, status: 'ok' }} unit={unit} />;
  if (metric === 'markets_served') return valueWord('market', value);
  if (metric === 'languages_served') return valueWord('language', value);
  return value;
}
