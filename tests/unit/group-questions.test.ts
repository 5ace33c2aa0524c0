import { expect, test } from 'vitest';
import { questionsOf } from '@/components/sources/files/group-questions';
import { askedQuestions, openQuestions } from '@/components/sources/files/words';
import type { Candidate, Questions, Recognition } from '@/lib/core/recognition';

const candidate = (id: string): Candidate => ({ id, label: id, filled: 1, rows: 1, distinct: 1, values: [] });
const none: Questions = { topic: null, customer: null, person: null, complexity: null };
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
    topic: { candidates: [candidate('tag')], chosen: null },
    customer: { candidates: [candidate('contact')], chosen: 'contact' },
    person: person(3),
    complexity: { topics: [{ topic: 'refund', rows: 2 }], chosen: { delivery: 'simple' } },
  };
  expect([askedQuestions(open), openQuestions(open)]).toEqual([4, 3]);
  const said = {
    ...open,
    person: person(3, true),
    complexity: { ...open.complexity!, chosen: { refund: 'simple' as const } },
  };
  expect(openQuestions(said)).toBe(1);
  expect([askedQuestions(none), openQuestions(none)]).toEqual([0, 0]);
});
