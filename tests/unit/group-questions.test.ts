import { expect, test } from 'vitest';
import { questionsOf } from '@/components/sources/files/group-questions';
import { askedQuestions, openQuestions } from '@/components/sources/files/words';
import type { Candidate, Questions, Recognition } from '@/lib/core/recognition';

const candidate = (id: string): Candidate => ({ id, label: id, filled: 1, rows: 1, distinct: 1, values: [] });
const none: Questions = {
  ...{ topic: null, customer: null, person: null, complexity: null },
  ...{ accounts: null, transactions: null, jobs: null },
};
const file = (questions: Partial<Questions>) => ({
  recognition: { questions: { ...none, ...questions } } as Recognition,
});
const person = (messages: number, isAnswered = false) => ({
  words: ['human'],
  isAnswered,
  messages,
  found: 0,
  examples: [],
});

test('each question comes from the file that has the most to say to it', () => {
  const tickets = file({
    topic: { candidates: [candidate('tag'), candidate('form')], chosen: null },
    person: person(0),
  });
  const comments = file({ person: person(20), topic: { candidates: [], chosen: null } });
  const merged = questionsOf([comments, tickets, { recognition: null }]);
  expect(merged.topic?.candidates.map(({ id }) => id)).toEqual(['tag', 'form']);
  expect(merged.person?.messages).toBe(20);
  expect(merged.complexity).toBeNull();
  expect(questionsOf([])).toEqual(none);
});

test('a question is open until something was said to it', () => {
  const open: Questions = {
    ...none,
    topic: { candidates: [candidate('tag')], chosen: null },
    customer: { candidates: [candidate('contact')], chosen: 'contact' },
    person: person(3),
    complexity: { topics: [{ topic: 'refund', rows: 2 }], chosen: { delivery: 'simple' } },
  };
  expect([askedQuestions(open), openQuestions(open).length]).toEqual([4, 3]);
  const said = {
    ...open,
    person: person(3, true),
    complexity: { ...open.complexity!, chosen: { refund: 'simple' as const } },
  };
  expect(openQuestions(said).length).toBe(1);
  expect([askedQuestions(none), openQuestions(none).length]).toEqual([0, 0]);
});

test('a ledger’s accounts come from one of its files, what is booked on them from others', () => {
  const account = (id: string, label: string | null, lines: number, amount: number) => ({ id, label, lines, amount });
  const bills = file({
    accounts: { offered: [account('10', null, 2, 150.5)], chosen: [] },
    transactions: { chosen: null },
  });
  const accounts = file({
    accounts: { offered: [account('10', 'Care', 0, 0), account('11', 'Rent', 0, 0)], chosen: [] },
  });
  const journal = file({ accounts: { offered: [account('10', null, 1, -50), account('40', null, 1, 9)], chosen: [] } });
  const asked = questionsOf([bills, accounts, journal]);
  expect(asked.accounts?.offered).toEqual([
    account('10', 'Care', 3, 100.5),
    account('11', 'Rent', 0, 0),
    account('40', null, 1, 9),
  ]);
  expect([askedQuestions(asked), openQuestions(asked).length]).toEqual([2, 2]);
  const said = { ...asked, accounts: { offered: [], chosen: ['10'] }, transactions: { chosen: 'invoices' as const } };
  expect(openQuestions(said).length).toBe(0);
});

test('titles of several files are one list, with the rows of them all', () => {
  const title = (name: string, rows: number, proposed: boolean) => ({ title: name, rows, proposed });
  const jobs = (...offered: ReturnType<typeof title>[]) => file({ jobs: { offered, chosen: null } });
  const asked = questionsOf([jobs(title('Clerk', 1, false), title('IT', 1, true)), jobs(title('IT', 4, true))]);
  expect(asked.jobs?.offered).toEqual([title('IT', 5, true), title('Clerk', 1, false)]);
});
