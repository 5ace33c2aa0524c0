/** Quarters or months of finances as people type or paste them, and the records they make. */
export type FinanceGrain = 'quarter' | 'month';

/** Texts as typed: a period (`2025-Q1` or `2025-01`), revenue, cost of customer service, transactions. */
export interface FinanceRow {
  period: string;
  revenue: string;
  cost: string;
  transactions: string;
}

export type FinanceField = keyof FinanceRow;
export const FINANCE_FIELDS: readonly FinanceField[] = ['period', 'revenue', 'cost', 'transactions'];

export interface FinanceProblem {
  row: number;
  field: FinanceField;
  text: string;
}

export interface FinanceRecord {
  type: 'financials';
  quarter: string;
  revenue: string;
  customer_service_cost: string;
  transactions: number;
  currency: string;
}

/** Nothing but its period stands in it. */
export const isEmpty = (row: FinanceRow) =>
  FINANCE_FIELDS.every((field) => field === 'period' || row[field].trim() === '');
const PERIOD = { quarter: /^(\d{4})-?\s?Q([1-4])$/i, month: /^(\d{4})-(0[1-9]|1[0-2])$/ } as const;

const EITHER = /^-?[1-9]\d{0,2}\.\d{3}$/;
const bareOf = (text: string) => text.trim().replace(/[\s'’\u00a0\u202f]/g, '');

/** What `1.234` is answered with: a thousand here, one and a bit there, and nobody but its writer knows. */
function eitherWords(text: string): string | null {
  const bare = bareOf(text);
  return EITHER.test(bare) ? `It could mean ${bare.replace('.', ',')} or ${bare}0: write one of these.` : null;
}

/**
 * Decimal text of an amount: thousands set apart by commas, apostrophes or spaces, decimals by a point, or the other
 * way round where it can only be meant so (`1.234.567,5`). null where it is no amount, or could be two.
 */
export function amountOf(text: string): string | null {
  const bare = bareOf(text);
  if (EITHER.test(bare)) return null;
  const pointed = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare) ? bare.replaceAll(',', '') : bare;
  const comma = /^-?\d{1,3}(\.\d{3}){2,}(,\d+)?$|^-?\d{1,3}(\.\d{3})+,\d+$/.test(bare)
    ? bare.replaceAll('.', '').replace(',', '.')
    : pointed;
  const decimal = /^-?\d+,(\d{1,2}|\d{4,})$/.test(comma) ? comma.replace(',', '.') : comma;
  return /^-?\d{1,18}(\.\d{1,6})?$/.test(decimal) ? decimal : null;
}

const countOf = (text: string): number | null => {
  const amount = amountOf(text);
  return amount !== null && /^\d+$/.test(amount) && Number(amount) > 0 ? Number(amount) : null;
};

const SCALE = 6;
const scaled = (amount: string): bigint => {
  const [whole, part = ''] = amount.replace('-', '').split('.');
  const value = BigInt(whole! + part.padEnd(SCALE, '0'));
  return amount.startsWith('-') ? -value : value;
};
function unscaled(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, '0');
  const text = `${digits.slice(0, -SCALE)}.${digits.slice(-SCALE)}`.replace(/\.?0+$/, '');
  return value < 0n ? `-${text}` : text;
}

/**
 * The quarters that rows make, with what is wrong with them; empty rows are left out. Months are added up exactly, and
 * only where all three of a quarter are there: a quarter of two months is not one.
 */
export function recordsOf(
  rows: readonly FinanceRow[],
  grain: FinanceGrain,
  currency: string,
): { records: FinanceRecord[]; problems: FinanceProblem[]; partial: string[] } {
  const problems: FinanceProblem[] = [];
  const sums = new Map<string, { revenue: bigint; cost: bigint; transactions: number; periods: Set<string> }>();
  for (const [index, row] of rows.entries()) {
    if (isEmpty(row)) continue;
    const wrong = (field: FinanceField, text: string) => problems.push({ row: index, field, text });
    const found = PERIOD[grain].exec(row.period.trim());
    const [revenue, cost, transactions] = [amountOf(row.revenue), amountOf(row.cost), countOf(row.transactions)];
    if (!found) wrong('period', grain === 'quarter' ? 'Write it like 2025-Q1.' : 'Write it like 2025-01.');
    if (revenue === null) wrong('revenue', eitherWords(row.revenue) ?? 'This is no amount.');
    if (cost === null) wrong('cost', eitherWords(row.cost) ?? 'This is no amount.');
    if (transactions === null) wrong('transactions', 'A whole number above 0.');
    if (!found || revenue === null || cost === null || transactions === null) continue;
    const quarter = `${found[1]}-Q${grain === 'quarter' ? found[2] : Math.ceil(Number(found[2]) / 3)}`;
    const sum = sums.get(quarter) ?? { revenue: 0n, cost: 0n, transactions: 0, periods: new Set<string>() };
    sums.set(quarter, sum);
    if (sum.periods.has(found[2]!)) {
      wrong('period', 'It stands here twice.');
      continue;
    }
    sum.periods.add(found[2]!);
    sum.revenue += scaled(revenue);
    sum.cost += scaled(cost);
    sum.transactions += transactions;
  }
  const whole = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  const isWhole = (periods: Set<string>) => grain === 'quarter' || periods.size === 3;
  return {
    problems,
    partial: whole.flatMap(([quarter, { periods }]) => (isWhole(periods) ? [] : [quarter])),
    records: whole.flatMap(([quarter, { revenue, cost, transactions, periods }]) =>
      isWhole(periods)
        ? [
            {
              ...{ type: 'financials' as const, quarter, revenue: unscaled(revenue) },
              ...{ customer_service_cost: unscaled(cost), transactions, currency },
            },
          ]
        : [],
    ),
  };
}

/** Cells as a spreadsheet puts them on the clipboard, from a cell on: further rows are added as they are needed. */
export function pasted(
  rows: readonly FinanceRow[],
  text: string,
  { row, field }: { row: number; field: FinanceField },
): FinanceRow[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n');
  const first = FINANCE_FIELDS.indexOf(field);
  const result = rows.map((one) => ({ ...one }));
  lines.forEach((line, down) => {
    while (result.length <= row + down) result.push({ period: '', revenue: '', cost: '', transactions: '' });
    line.split('\t').forEach((cell, right) => {
      const name = FINANCE_FIELDS[first + right];
      if (name) result[row + down]![name] = cell.trim();
    });
  });
  return result;
}

/** Empty rows of the last six quarters, or months, that are over on a date. */
export function lastPeriods(grain: FinanceGrain, end: string): FinanceRow[] {
  const [year, month] = end.split('-').map(Number) as [number, number];
  const names = Array.from({ length: 6 }, (_, back) => {
    if (grain === 'quarter') {
      const at = year * 4 + Math.ceil(month / 3) - 2 - back;
      return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
    }
    const at = year * 12 + month - 2 - back;
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
  });
  return names.reverse().map((period) => ({ period, revenue: '', cost: '', transactions: '' }));
}
