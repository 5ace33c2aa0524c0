'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { FieldError } from '@/components/settings/form/field';
import { useLeaveGuard } from '@/components/settings/form/use-leave-guard';
import { askServer } from '@/components/sources/api';
import { useSources } from '@/components/sources/use-sources';
import { counted } from '@/components/sources/words';
import {
  FINANCE_FIELDS,
  type FinanceField,
  type FinanceGrain,
  type FinanceProblem,
  type FinanceRow,
  isEmpty,
  lastPeriods,
  pasted,
  recordsOf,
} from '@/lib/core/finance-grid';
import { same } from '@/lib/core/same';
import { listWords } from '@/lib/core/words';

const TITLES: Record<FinanceField, string> = {
  period: 'Period',
  revenue: 'Revenue',
  cost: 'Cost of customer service',
  transactions: 'Transactions',
};
const SOURCE = 'finance';

interface Sent {
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
  rejections: { reason: string }[];
}

type Grids = Record<FinanceGrain, FinanceRow[]>;

const typedIn = (rows: readonly FinanceRow[]) => rows.filter((row) => !isEmpty(row));

/** Revenue, cost of customer service and transactions, typed or pasted from a spreadsheet. */
export function MoneyStep() {
  const { currency } = useWorkspace();
  const { end } = useRequest();
  const [grain, setGrain] = useState<FinanceGrain>('quarter');
  // Each keeps its own rows, and those of them that were saved: looking at the other loses nothing.
  const [grids, setGrids] = useState<Grids>(() => ({
    quarter: lastPeriods('quarter', end),
    month: lastPeriods('month', end),
  }));
  const [saved, setSaved] = useState<Partial<Grids>>({});
  const [told, setTold] = useState('');
  const [isSending, setSending] = useState(false);
  const [isChecked, setChecked] = useState(false);
  const queries = useQueryClient();
  const rows = grids[grain];
  const { records, problems, partial } = recordsOf(rows, grain, currency);
  const isUnsaved = (one: FinanceGrain) => !same(typedIn(grids[one]), typedIn(saved[one] ?? []));
  const other = grain === 'quarter' ? 'month' : 'quarter';
  useLeaveGuard(isUnsaved(grain) || isUnsaved(other));

  const choose = (next: FinanceGrain) => {
    setGrain(next);
    setChecked(false);
    setTold('');
  };
  const change = (next: FinanceRow[]) => {
    setGrids({ ...grids, [grain]: next });
    setChecked(false);
    setTold('');
  };
  const save = async () => {
    setChecked(true);
    setTold('');
    if (problems.length > 0 || records.length === 0) return;
    setSending(true);
    try {
      const body = records.map((record) => `${JSON.stringify(record)}\n`).join('');
      const sent = await askServer<Sent>(`/api/v1/ingest/${SOURCE}?name=typed`, { method: 'POST', body });
      setTold(wordsOf(sent));
      // A month of a quarter that is not whole was not sent, and a refused quarter was not kept.
      if (partial.length === 0 && sent.rejected === 0) setSaved({ ...saved, [grain]: rows });
      await queries.invalidateQueries();
    } catch (failure) {
      setTold((failure as Error).message);
    }
    setSending(false);
  };
  return (
    <section className="panel panel-wide" aria-label="Finances" data-state="ok">
      <header className="panel-head">
        <div>
          <h2>Finances in {currency}</h2>
          <p>
            Type them, or paste a block from a spreadsheet into any cell. Cost of customer service is everything:
            people, outsourcing, platform and AI. Months are added up to quarters.
          </p>
        </div>
        <fieldset className="segmented" aria-label="Periods">
          <button type="button" aria-pressed={grain === 'quarter'} onClick={() => choose('quarter')}>
            Quarters
          </button>
          <button type="button" aria-pressed={grain === 'month'} onClick={() => choose('month')}>
            Months
          </button>
        </fieldset>
      </header>
      <OnRecord />
      <Grid rows={rows} problems={isChecked ? problems : []} onRows={change} />
      {isUnsaved(other) && (
        <p className="panel-line">What you typed under {other === 'month' ? 'Months' : 'Quarters'} is not saved yet.</p>
      )}
      {partial.length > 0 && (
        <p className="panel-line">{partial.join(', ')}: a quarter is kept when all three of its months are there.</p>
      )}
      <p className="panel-line setup-actions">
        <button
          type="button"
          className="button"
          onClick={() => change([...rows, { period: '', revenue: '', cost: '', transactions: '' }])}
        >
          Add a row
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={isSending || records.length + problems.length === 0}
          onClick={() => void save()}
        >
          {isSending ? 'Saving …' : records.length > 0 ? `Save ${counted(records.length, 'quarter')}` : 'Save'}
        </button>
        <span role="status">{isChecked && problems.length > 0 ? 'Look at the cells marked in red.' : told}</span>
      </p>
    </section>
  );
}

/** Quarters that files brought: nobody types them again. */
function OnRecord() {
  const { data } = useSources();
  const told = (data?.sources ?? []).flatMap(({ name, demo, holds }) =>
    holds.flatMap(({ type, records }) =>
      type === 'financials' && !demo ? [`${counted(records, 'quarter')} of ${name}`] : [],
    ),
  );
  if (told.length === 0) return null;
  return (
    <p className="panel-line">
      On record: {listWords(told)}. Where a quarter comes from several sources, the one that came last counts.
    </p>
  );
}

function wordsOf({ accepted, updated, duplicate, rejected, rejections }: Sent): string {
  const kept = `Saved: ${accepted} new, ${updated} changed, ${duplicate} as before`;
  return rejected > 0 ? `${kept}, ${rejected} rejected (${rejections[0]?.reason}).` : `${kept}.`;
}

interface GridProps {
  rows: FinanceRow[];
  problems: FinanceProblem[];
  onRows: (rows: FinanceRow[]) => void;
}

function Grid({ rows, problems, onRows }: GridProps) {
  const id = useId();
  const problemOf = (row: number, field: FinanceField) =>
    problems.find((one) => one.row === row && one.field === field)?.text;
  const set = (row: number, field: FinanceField, text: string) =>
    onRows(rows.map((one, index) => (index === row ? { ...one, [field]: text } : one)));
  return (
    <div className="finance-scroll">
      <table className="finance-grid">
        <thead>
          <tr>
            {FINANCE_FIELDS.map((field) => (
              <th key={field} scope="col">
                {TITLES[field]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the grid
            <tr key={index}>
              {FINANCE_FIELDS.map((field) => {
                const problem = problemOf(index, field);
                return (
                  <td key={field}>
                    <input
                      className="input"
                      inputMode={field === 'period' ? 'text' : 'decimal'}
                      aria-label={`${TITLES[field]}, ${row.period || `row ${index + 1}`}`}
                      aria-invalid={problem ? true : undefined}
                      aria-describedby={problem ? `${id}-${index}-${field}` : undefined}
                      value={row[field]}
                      onChange={(event) => set(index, field, event.target.value)}
                      onPaste={(event) => {
                        const text = event.clipboardData.getData('text/plain');
                        if (!/[\t\n]/.test(text.trim())) return;
                        event.preventDefault();
                        onRows(pasted(rows, text, { row: index, field }));
                      }}
                    />
                    {problem && <FieldError id={`${id}-${index}-${field}`}>{problem}</FieldError>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
