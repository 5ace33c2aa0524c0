import { add, type Decimal, decimalOf, minus, textOfDecimal } from './decimal';
import {
  type Answers,
  type Choice,
  defineConnector,
  GATHERED,
  type Head,
  Refusal,
  type Row,
  type Session,
  Skip,
} from './define';
import { dayIn, isDeleted } from './fivetran';
import { type Books, dayOf, quartersOf, SALES } from './quickbooks-books';
import { idOf, isTrue, reduce, scalars, textOf } from './values';

type Table =
  | 'account'
  | ('invoice' | 'receipt' | 'credit_memo' | 'bill' | 'purchase' | 'vendor_credit' | 'journal_entry')
  | ('sales_receipt_line' | 'refund_receipt_line')
  | ('bill_line' | 'purchase_line' | 'vendor_credit_line' | 'journal_entry_line');

const LINES: readonly Table[] = [
  ...(['sales_receipt_line', 'refund_receipt_line', 'bill_line', 'purchase_line'] as const),
  ...(['vendor_credit_line', 'journal_entry_line'] as const),
];
/** Estimates, orders and payments look like invoices, bills and receipts, but are none. */
const NEITHER = [
  'expiration_date',
  'accepted_date',
  'unapplied_amount',
  'receivable_account_id',
  'purchase_order_status',
];

/** The table, by columns that only it has. Sales and refund receipts are told apart by their lines alone. */
function tableOf({ carrier, fields }: Head): Table | undefined {
  const has = (...names: string[]) => names.every((name) => fields.includes(name));
  if (carrier !== 'csv' || !has('_fivetran_synced') || NEITHER.some((name) => has(name))) return undefined;
  const line = LINES.find((table) => has(`${table.slice(0, -'_line'.length)}_id`, 'amount', 'index'));
  if (line) return line;
  if (has('id', 'account_type', 'classification')) return 'account';
  if (!has('id', 'transaction_date')) return undefined;
  if (has('adjustment')) return 'journal_entry';
  if (has('payment_type', 'credit')) return 'purchase';
  if (has('payable_account_id', 'balance')) return has('due_date') ? 'bill' : 'vendor_credit';
  if (has('remaining_credit', 'total_amount')) return 'credit_memo';
  const isOnline = fields.some((field) => /^allow_(online|ipn)/.test(field));
  if (has('customer_id', 'total_amount') && (isOnline || has('due_date', 'deposit'))) return 'invoice';
  return has('customer_id', 'total_amount', 'deposit_to_account_id') ? 'receipt' : undefined;
}

const OTHERS = /^(invoice|credit_memo|deposit|estimate|payment|bill_payment|transfer|purchase_order)_id$/;

/**
 * QuickBooks as Fivetran copies it: sales and purchases put together by calendar quarter of their document date, in the
 * company's home currency, exactly. Two of a quarter's three figures need an answer, as no ledger says them.
 */
export const quickbooks = defineConnector({
  id: 'quickbooks',
  title: 'QuickBooks books by quarter (Fivetran tables account, invoice, bill, purchase, journal_entry …; CSV)',
  vendor: 'Intuit',
  about: {
    reads: [
      'One financials record for each calendar quarter with a sale: documents count on their transaction_date, in home currency (× exchange_rate; none is 1), without rounding.',
      'Revenue: invoices and sales receipts less credit memos and refund receipts, each total_amount − total_tax; and journal entries on income accounts, credits less debits.',
      'Customer service cost: lines of bills and purchases, less vendor credits and refunded purchases, and journal entries (debits less credits), on the accounts that the answer customerServiceAccounts names by id, number or name, and on accounts below them.',
      'Transactions: with the answer transactionsFrom: "invoices", each invoice and sales receipt is one.',
      'A receipt is a sale or a refund as sales_receipt_line or refund_receipt_line names it: the receipts’ own columns are the same.',
      'A quarter for which something is not known is refused with what is missing. The tables complete each other: send them, whole, in one run.',
    ],
    drops: [
      'Customers, vendors, employees, addresses, notes, items and descriptions.',
      'Deleted rows: counted, not read. Lines on other accounts.',
    ],
    cannotKnow: [
      'Which accounts are customer service’s, and what a transaction is: without the answers every quarter is refused.',
      'AI, outsourcing and platform costs that are booked on other accounts: name these accounts too.',
      'Invoices for what is earned later, deposits straight to income accounts, and payroll that is not booked as journal entries.',
      'Whether a table is whole: a quarter is as complete as the files of its run.',
    ],
  },
  yields: ['financials'],
  settlesAfterDays: 0,
  rowsIn: [],
  reads: (head) => tableOf(head) !== undefined,
  declines: ({ carrier, fields }) =>
    carrier === 'csv' &&
    fields.includes('_fivetran_synced') &&
    fields.some((field) => OTHERS.test(field) || [...NEITHER, 'sub_department'].includes(field))
      ? `This is a table of QuickBooks’ (${fields.slice(0, 3).join(', ')}, …) that no quarter needs: totals stand in invoice, sales_receipt, credit_memo and refund_receipt, costs in the lines of bill, purchase, vendor_credit and journal_entry.`
      : undefined,
  asks: { accounts: offeredIn, transactions: true },
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT = scalars(
  ...['id', 'transaction_date', 'currency_id', 'exchange_rate', 'total_amount', 'total_tax', 'amount', 'index'],
  ...['bill_id', 'purchase_id', 'vendor_credit_id', 'journal_entry_id', 'account_id', 'account_expense_account_id'],
  ...['posting_type', 'account_type', '_fivetran_deleted'],
);

/** Expense accounts, for an administrator to choose customer service's from; of lines, what they book on which. */
function offeredIn(rows: readonly Row[]): Choice[] {
  const offered = new Map<string, Choice>();
  const books = emptyBooks();
  for (const row of rows) {
    const table = LINES.find((name) => `${name.slice(0, -'_line'.length)}_id` in row);
    if (table && !table.endsWith('receipt_line')) addLine(books, table, row, 1);
    const id = idOf(row.id);
    const isCost = /expense|cost of goods/i.test(textOf(row.account_type) ?? '');
    if (table || id === null || !isCost || isDeleted(row)) continue;
    offered.set(id, { id, label: textOf(row.fully_qualified_name) ?? textOf(row.name) ?? id, values: [] });
  }
  for (const { kind, account, amount } of books.postings) {
    const choice = offered.get(account) ?? { id: account, label: '', values: [] };
    choice.values.push(textOfDecimal(kind === 'vendor_credit' ? minus(amount) : amount));
    offered.set(account, choice);
  }
  return [...offered.values()];
}

const emptyBooks = (): Books => ({
  ...{ accounts: new Map(), documents: new Map(), postings: [], tables: new Set() },
  ...{ sold: new Set(), refunded: new Set() },
});

function begin(answers: Answers = {}): Session {
  const { customerServiceAccounts: named, transactionsFrom } = answers;
  const told = {
    accounts: Array.isArray(named) && named.length > 0 ? named.map(String) : null,
    countsSales: transactionsFrom === 'invoices' ? true : null,
  };
  const books = emptyBooks();
  return {
    open(head) {
      const table = tableOf(head)!;
      books.tables.add(table);
      return (row, _around, line = 1) => {
        return take(books, table, row, line) ?? (isDeleted(row) ? new Skip('deleted rows') : GATHERED);
      };
    },
    finish: () => quartersOf(books, told),
  };
}

function take(books: Books, table: Table, row: Row, line: number): Refusal | undefined {
  if (table === 'account') return addAccount(books, row);
  if (table === 'sales_receipt_line') return addReceipt(books.sold, 'sales_receipt_id', row);
  if (table === 'refund_receipt_line') return addReceipt(books.refunded, 'refund_receipt_id', row);
  return table.endsWith('_line') ? addLine(books, table, row, line) : addDocument(books, table, row, line);
}

function addReceipt(receipts: Set<string>, name: string, row: Row): Refusal | undefined {
  const id = idOf(row[name]);
  if (id === null) return missing(name);
  receipts.add(id);
  return undefined;
}

const missing = (name: string) => new Refusal(name, `${name} is missing`);

function addAccount({ accounts }: Books, row: Row): Refusal | undefined {
  const id = idOf(row.id);
  if (id === null) return missing('id');
  if (isDeleted(row)) return undefined;
  const type = textOf(row.account_type) ?? '';
  const isIncome = /income/i.test(type) || /revenue/i.test(textOf(row.classification) ?? '');
  const isExpense = /expense|cost of goods/i.test(type);
  const names = [row.account_number, row.name, row.fully_qualified_name].map(textOf).filter((name) => name !== null);
  accounts.set(id, {
    ...{ names, isIncome },
    parent: idOf(row.parent_account_id),
    currency: isIncome || isExpense ? textOf(row.currency_id) : null,
  });
  return undefined;
}

function addDocument({ documents }: Books, kind: Table, row: Row, line: number): Refusal | undefined {
  const id = idOf(row.id);
  if (id === null) return missing('id');
  if (isDeleted(row)) {
    documents.set(`${kind} ${id}`, null);
    return undefined;
  }
  const day = dayOf(dayIn(row.transaction_date));
  if (day === undefined) return new Refusal('transaction_date', 'transaction_date is missing or no date');
  const rate = decimalOf(row.exchange_rate ?? '1');
  if (!rate) return new Refusal('exchange_rate', 'exchange_rate is no number');
  const net = kind in SALES ? netOf(row) : null;
  if (net instanceof Refusal) return net;
  documents.set(`${kind} ${id}`, {
    kind,
    day,
    rate,
    net,
    line,
    currency: textOf(row.currency_id),
    isCredit: kind === 'purchase' && isTrue(row.credit),
  });
  return undefined;
}

function netOf(row: Row): Decimal | Refusal {
  const total = decimalOf(row.total_amount);
  if (!total) return new Refusal('total_amount', 'total_amount is missing or no number');
  const tax = decimalOf(row.total_tax ?? '0');
  return tax ? add(total, minus(tax)) : new Refusal('total_tax', 'total_tax is no number');
}

function addLine({ postings }: Books, table: Table, row: Row, line: number): Refusal | undefined {
  const kind = table.slice(0, -'_line'.length);
  const document = idOf(row[`${kind}_id`]);
  if (document === null) return missing(`${kind}_id`);
  const account = idOf(kind === 'journal_entry' ? row.account_id : row.account_expense_account_id);
  // A line without an account is of an item, or a remark.
  if (account === null || isDeleted(row)) return undefined;
  const amount = decimalOf(row.amount);
  if (!amount) return new Refusal('amount', 'amount is missing or no number');
  const isCredit = kind === 'journal_entry' && /^credit$/i.test(textOf(row.posting_type) ?? '');
  postings.push({ kind, document, account, amount: isCredit ? minus(amount) : amount, line });
  return undefined;
}
