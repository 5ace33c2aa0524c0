'use client';

import { formatCount } from '@/lib/core/format';
import type { LedgerAccount } from '@/lib/core/recognition';
import type { TransactionsFrom } from '@/lib/core/setup';
import { counted } from '../words';

interface AccountsQuestionProps {
  offered: readonly LedgerAccount[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** Which accounts of a ledger are customer service's, with what the files at hand book on each. */
export function AccountsQuestion({ offered, chosen, onChange }: AccountsQuestionProps) {
  const named = offered.flatMap(({ label, ...one }) => (label === null ? [] : [{ ...one, label }]));
  // Said before, by number or name, or of accounts these files do not hold.
  const others = chosen.filter((id) => named.every((one) => one.id !== id));
  const sorted = [...named].sort((a, b) => a.label.localeCompare(b.label, 'en'));
  const toggle = (id: string) => onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <fieldset className="question">
      <legend>Which accounts are customer service’s?</legend>
      <p className="quiet">
        People, outsourcing, platform and AI: together the cost of customer service. An account takes those below it
        along. Beside each stands what the files looked at book on it, before exchange rates and refunds.
      </p>
      {named.length === 0 && (
        <p>The table account is not among these files: choose it too, and its expense accounts are offered here.</p>
      )}
      {sorted.map(({ id, label, lines, amount }) => (
        <label key={id} className="question-choice">
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} />
          <span>
            <b>{label}</b>{' '}
            <span className="quiet">
              {lines > 0 ? `${formatCount(amount)} on ${counted(lines, 'line')}` : 'nothing booked in these files'}
            </span>
          </span>
        </label>
      ))}
      {others.map((id) => (
        <label key={id} className="question-choice">
          <input type="checkbox" checked onChange={() => toggle(id)} />
          <span>
            <b>{id}</b> <span className="quiet">said before</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface TransactionsQuestionProps {
  chosen: TransactionsFrom | null;
  onChoose: (chosen: TransactionsFrom) => void;
}

const WAYS: [TransactionsFrom, title: string, detail: string][] = [
  ['invoices', 'Each invoice and sales receipt is one', 'counted in the quarter of its date'],
  [
    'typed',
    'The ledger does not know them',
    'these files then give no quarter: type the quarters with their transactions, Set up, Finances',
  ],
];

/** What a transaction is: no ledger says it. */
export function TransactionsQuestion({ chosen, onChoose }: TransactionsQuestionProps) {
  return (
    <fieldset className="question">
      <legend>What is a transaction?</legend>
      <p className="quiet">What customers buy, by which service is measured: its cost for each of them.</p>
      {WAYS.map(([way, title, detail]) => (
        <label key={way} className="question-choice">
          <input type="radio" name="transactions" checked={chosen === way} onChange={() => onChoose(way)} />
          <span>
            <b>{title}</b> <span className="quiet">{detail}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
