import { countsOf, mostFrequent } from '@/lib/connectors/columns';
import { add, decimalOf, textOfDecimal, ZERO } from '@/lib/connectors/decimal';
import type { Choice, Connector, Row } from '@/lib/connectors/define';
import { PERSON_WORDS, plainMessage, wordFinder } from '@/lib/connectors/person-words';
import type { Candidate, LedgerAccount, PersonExample, PersonQuestion, Questions } from '@/lib/core/recognition';
import type { SourceSetup } from '@/lib/core/setup';

const MOST_TOPICS = 200;
const SHOWN_VALUES = 5;
const MOST_EXAMPLES = 20;
const EACH_WORD = 4;
const AROUND = 70;

/** What the files of a source cannot answer, with what these rows and the records they gave say to it. */
export function questionsOf(
  connector: Connector,
  rows: readonly Row[],
  intents: ReadonlyMap<string, number>,
  { answers, complexity }: Pick<SourceSetup, 'answers' | 'complexity'>,
): Questions {
  const { asks } = connector;
  return {
    topic: choiceOf(asks?.topic?.(rows), rows.length, answers.topic, SHOWN_VALUES),
    // A customer's number or address is nobody's to read.
    customer: choiceOf(asks?.customer?.(rows), rows.length, answers.customer, 0),
    person: asks?.messages
      ? personOf(
          rows.flatMap((row) => asks.messages!(row)),
          answers.person,
        )
      : null,
    complexity:
      intents.size > 0
        ? {
            topics: mostFrequent(intents, MOST_TOPICS).map(({ value, rows: n }) => ({ topic: value, rows: n })),
            chosen: complexity,
          }
        : null,
    accounts: asks?.accounts
      ? { offered: asks.accounts(rows).map(accountOf), chosen: answers.customerServiceAccounts ?? [] }
      : null,
    transactions: asks?.transactions ? { chosen: answers.transactionsFrom ?? null } : null,
    jobs: jobsOf(asks?.jobs?.(rows), answers.techJobs),
  };
}

/** What was asked of a file that cannot be looked at. */
export const NO_QUESTIONS: Questions = {
  ...{ topic: null, customer: null, person: null, complexity: null },
  ...{ accounts: null, transactions: null, jobs: null },
};

function accountOf({ id, label, values }: Choice): LedgerAccount {
  const sum = values.reduce((total, value) => add(total, decimalOf(value)!), ZERO);
  return { id, label: label === '' ? null : label, lines: values.length, amount: Number(textOfDecimal(sum)) };
}

function jobsOf(offered: Choice[] | undefined, answered: readonly string[] | undefined): Questions['jobs'] {
  if (!offered || offered.length === 0) return null;
  const titles = offered.map(({ id, values, proposed }) => ({
    ...{ title: id, rows: values.length, proposed: proposed ?? false },
  }));
  return { offered: titles.sort((a, b) => b.rows - a.rows), chosen: answered ?? null };
}

function choiceOf(
  offered: Choice[] | undefined,
  rows: number,
  chosen: string | undefined,
  shown: number,
): Questions['topic'] {
  if (!offered || offered.length === 0) return null;
  // A row of a file may wrap many of those that are asked about.
  const all = Math.max(rows, ...offered.map(({ values }) => values.length));
  const candidates = offered.map(({ id, label, values }): Candidate => {
    const counts = countsOf(values);
    return { id, label, filled: values.length, rows: all, distinct: counts.size, values: mostFrequent(counts, shown) };
  });
  return { candidates: candidates.sort((a, b) => b.filled - a.filled), chosen: chosen ?? null };
}

function personOf(messages: readonly string[], answered: readonly string[] | undefined): PersonQuestion {
  const words = answered ?? PERSON_WORDS;
  const find = wordFinder(words);
  const examples: PersonExample[] = [];
  const shown = new Map<string, number>();
  let found = 0;
  for (const whole of messages) {
    const text = plainMessage(whole);
    const at = find(text);
    if (!at) continue;
    found++;
    const already = shown.get(at.word) ?? 0;
    if (already >= EACH_WORD || examples.length >= MOST_EXAMPLES) continue;
    const before = veiled(text.slice(Math.max(0, at.from - AROUND), at.from));
    const after = veiled(text.slice(at.to, at.to + AROUND));
    // Customers write the same again: one example of it is enough.
    if (examples.some((one) => one.before === before && one.after === after)) continue;
    shown.set(at.word, already + 1);
    examples.push({ word: at.word, before, match: text.slice(at.from, at.to), after });
  }
  return { words, isAnswered: answered !== undefined, messages: messages.length, found, examples };
}

/** Without addresses and long numbers, and on one line. */
const veiled = (text: string) =>
  text
    .replace(/[^\s@]+@[^\s@]+/g, '•••')
    .replace(/\d[\d\s-]{3,}\d/g, '•••')
    .replace(/\s+/g, ' ')
    .toWellFormed();
