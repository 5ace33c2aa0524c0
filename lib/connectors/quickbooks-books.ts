import { parseDay } from '@/lib/core/instant';
import { quarterOf } from '@/lib/core/period';
import { isoDay } from './days';
import { add, type Decimal, minus, textOfDecimal, times, ZERO } from './decimal';
import { type Gathered, Refusal } from './define';

/** Documents that bring revenue, and those that take it back; a refund is a receipt the other way round. */
export const SALES = { invoice: 1, receipt: 1, credit_memo: -1 } as const;

export interface Account {
  /** by which an answer may name it */
  names: string[];
  parent: string | null;
  isIncome: boolean;
  /** of income and expense, which a ledger keeps in its home currency */
  currency: string | null;
}

export interface Document {
  kind: string;
  day: number;
  rate: Decimal;
  currency: string | null;
  /** of a sale: without tax */
  net: Decimal | null;
  /** of a purchase that is a refund of one */
  isCredit: boolean;
  line: number;
}

/** One line of a document or of a journal entry that names an account. */
export interface Posting {
  kind: string;
  document: string;
  account: string;
  /** what it adds to the account: debit, or what was bought */
  amount: Decimal;
  line: number;
}

/** What the tables of a run say, before they are put together. */
export interface Books {
  accounts: Map<string, Account>;
  /** kind and id → the document; null where it was deleted */
  documents: Map<string, Document | null>;
  postings: Posting[];
  /** receipts that lines of sales, and of refunds, name */
  sold: Set<string>;
  refunded: Set<string>;
  tables: Set<string>;
}

export interface Told {
  /** ids, numbers or names of customer service's accounts; null where nobody answered */
  accounts: readonly string[] | null;
  /** whether each invoice and sales receipt is a transaction; null where nobody answered */
  countsSales: boolean | null;
}

interface Quarter {
  revenue: Decimal;
  cost: Decimal;
  sales: number;
  /** true where a receipt of it may be a sale or a refund */
  untold: boolean;
  line: number;
}

/** The quarters, each with all three figures or refused with the sentence of what is missing. */
export function* quartersOf(books: Books, told: Told): Generator<Gathered> {
  const { accounts, documents, postings } = books;
  const service = told.accounts && serviceAccounts(accounts, told.accounts);
  const quarters = new Map<string, Quarter>();
  const at = ({ day, line }: Document): Quarter => {
    const name = quarterOf(isoDay(day));
    const known = quarters.get(name) ?? { revenue: ZERO, cost: ZERO, sales: 0, untold: false, line };
    quarters.set(name, known);
    return known;
  };
  for (const [id, document] of documents) {
    if (!document) continue;
    const sign = signOf(books, id, document);
    if (sign === undefined || document.net === null) continue;
    if (sign === 0) {
      yield { record: UNTOLD, line: document.line };
      const quarter = at(document);
      quarter.untold = true;
      continue;
    }
    const quarter = at(document);
    const home = times(document.net, document.rate);
    quarter.revenue = add(quarter.revenue, sign > 0 ? home : minus(home));
    if (sign > 0) quarter.sales++;
  }
  const strays = new Map<string, number>();
  for (const { kind, document: id, account, amount, line } of postings) {
    const isIncome = kind === 'journal_entry' && (accounts.get(account)?.isIncome ?? false);
    const isService = service?.has(account) ?? false;
    if (!isIncome && !isService) continue;
    const document = documents.get(`${kind} ${id}`);
    if (document === undefined) strays.set(kind, line);
    if (!document) continue;
    const home = times(amount, document.rate);
    const quarter = at(document);
    // A debit of an income account takes revenue back.
    if (isIncome) quarter.revenue = add(quarter.revenue, minus(home));
    else quarter.cost = add(quarter.cost, document.isCredit || kind === 'vendor_credit' ? minus(home) : home);
  }
  for (const [kind, line] of strays)
    yield {
      record: new Refusal(
        `${kind}_id`,
        `${kind}_id names a ${kind} that is not among the files: send ${kind} and ${kind}_line together`,
      ),
      line,
    };
  const currency = homeCurrency(books);
  for (const [name, quarter] of [...quarters].sort(([a], [b]) => (a < b ? -1 : 1)))
    yield { record: recordOf(name, quarter, { books, told, currency }), line: quarter.line };
}

const UNTOLD = new Refusal(
  'id',
  'id is of a receipt that neither sales_receipt_line nor refund_receipt_line names: send both with the receipts',
);

/** 1 for a sale, −1 for one taken back, 0 where lines do not tell; undefined where it is neither. */
function signOf({ sold, refunded }: Books, key: string, { kind }: Document): number | undefined {
  if (kind !== 'receipt') return SALES[kind as keyof typeof SALES];
  const id = key.slice('receipt '.length);
  return Number(sold.has(id)) - Number(refunded.has(id));
}

function recordOf(
  name: string,
  { revenue, cost, sales, untold }: Quarter,
  { books: { tables }, told, currency }: { books: Books; told: Told; currency: string | null },
): Gathered['record'] {
  const refuse = (field: string, why: string) => new Refusal(field, `${field} of ${name} is not known: ${why}`);
  if (!tables.has('invoice') && !tables.has('receipt'))
    return refuse('revenue', 'neither invoices nor sales receipts are among the files');
  if (untold) return refuse('revenue', 'a receipt of that quarter may be a sale or a refund');
  if (told.accounts === null)
    return refuse(
      'customer_service_cost',
      'QuickBooks does not say which accounts are customer service’s; answer customerServiceAccounts with their ids, numbers or names',
    );
  if (!['bill_line', 'purchase_line', 'journal_entry_line'].some((table) => tables.has(table)))
    return refuse('customer_service_cost', 'no lines of bills, purchases or journal entries are among the files');
  if (told.countsSales === null)
    return refuse(
      'transactions',
      'QuickBooks keeps no count of them; answer transactionsFrom: "invoices" where each invoice and sales receipt is one, else send the finance file',
    );
  if (sales === 0) return refuse('transactions', 'no invoice or sales receipt is of that quarter');
  if (currency === null)
    return refuse(
      'currency',
      'several are used and the table account, which tells the home currency, is not among the files',
    );
  return {
    ...{ type: 'financials', quarter: name, currency, transactions: sales },
    ...{ revenue: textOfDecimal(revenue), customer_service_cost: textOfDecimal(cost) },
  };
}

/** The accounts an answer names, and those below them. */
function serviceAccounts(accounts: ReadonlyMap<string, Account>, named: readonly string[]): Set<string> {
  const wanted = new Set(named.map((name) => name.trim().toLowerCase()));
  // Without the table of accounts an id still names one.
  const found = new Set(named.map((name) => name.trim()));
  for (const [id, { names }] of accounts) if (names.some((name) => wanted.has(name.toLowerCase()))) found.add(id);
  for (let grew = true; grew; ) {
    grew = false;
    for (const [id, { parent }] of accounts)
      if (parent !== null && found.has(parent) && !found.has(id)) {
        found.add(id);
        grew = true;
      }
  }
  return found;
}

/** The one currency of income and expense accounts, else the one of all documents. */
function homeCurrency({ accounts, documents }: Books): string | null {
  const only = (currencies: (string | null | undefined)[]) => {
    const found = new Set(currencies.filter((one) => one != null));
    return found.size === 1 ? [...found][0]! : null;
  };
  return (
    only([...accounts.values()].map(({ currency }) => currency)) ??
    only([...documents.values()].map((document) => document?.currency))
  );
}

/** Days since 1970; undefined where it is no date. */
export function dayOf(text: string | null): number | undefined {
  const day = parseDay(text ?? '');
  return Number.isNaN(day) ? undefined : day;
}
