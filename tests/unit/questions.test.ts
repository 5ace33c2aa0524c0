import { describe, expect, test } from 'vitest';
import { type Connector, defineConnector, type Row } from '@/lib/connectors/define';
import { PERSON_WORDS, wordFinder } from '@/lib/connectors/person-words';
import { questionsOf } from '@/lib/ingest/questions';

const connector: Connector = defineConnector({
  ...{ id: 'x', title: 'X', vendor: 'X', about: { reads: [], drops: [], cannotKnow: [] }, yields: ['conversation'] },
  ...{ settlesAfterDays: 0, rowsIn: [], keepsUnreadable: false, reads: () => true, keep: () => ({}) },
  open: () => () => [],
  asks: {
    topic: (rows) => [
      { id: 'tag', label: 'Tag', values: rows.flatMap(({ tag }) => (tag ? [String(tag)] : [])) },
      { id: 'attribute:Reason', label: 'Reason', values: rows.map(() => 'refund') },
    ],
    customer: (rows) => [{ id: 'contact', label: 'Contact', values: rows.map(({ contact }) => String(contact)) }],
    messages: ({ text }) => [String(text)],
  },
});
const rows: Row[] = [
  { tag: 'vip', contact: 'c1', text: 'Where is my parcel?' },
  { contact: 'c2', text: 'I want to SPEAK  to a human, mail anna@example.com or call 0701 234 567' },
  { contact: 'c1', text: 'A humanitarian question' },
];
const ask = (answers: object = {}) =>
  questionsOf(connector, rows, new Map([['refund', 3]]), { answers, complexity: {} });

describe('the questions of a source', () => {
  test('offer what the connector offers, with volumes, the fullest first', () => {
    expect(ask().topic).toEqual({
      chosen: null,
      candidates: [
        {
          id: 'attribute:Reason',
          label: 'Reason',
          filled: 3,
          rows: 3,
          distinct: 1,
          values: [{ value: 'refund', rows: 3 }],
        },
        { id: 'tag', label: 'Tag', filled: 1, rows: 3, distinct: 1, values: [{ value: 'vip', rows: 1 }] },
      ],
    });
    expect(ask({ topic: 'tag' }).topic?.chosen).toBe('tag');
    // Who the customers are is nobody's to read.
    expect(ask().customer?.candidates).toEqual([
      { id: 'contact', label: 'Contact', filled: 3, rows: 3, distinct: 2, values: [] },
    ]);
    expect(ask().complexity).toEqual({ topics: [{ topic: 'refund', rows: 3 }], chosen: {} });
  });

  test('show where a customer asks for a person, without addresses and long numbers', () => {
    expect(ask().person).toMatchObject({ words: PERSON_WORDS, isAnswered: false, messages: 3, found: 1 });
    expect(ask().person?.examples).toEqual([
      { word: 'speak to a human', before: 'I want to ', match: 'SPEAK  to a human', after: ', mail ••• or call •••' },
    ]);
  });

  test('find nothing by words that were refused', () => {
    expect(ask({ person: ['real person'] }).person).toMatchObject({ isAnswered: true, found: 0, examples: [] });
    expect(ask({ person: [] }).person).toMatchObject({ isAnswered: true, found: 0 });
  });

  test('are none where a connector asks nothing', () => {
    const { asks: _, ...silent } = connector;
    expect(questionsOf(silent, rows, new Map(), { answers: {}, complexity: {} })).toEqual({
      ...{ topic: null, customer: null, person: null, complexity: null },
      ...{ accounts: null, transactions: null, jobs: null },
    });
  });
});

test('words are found whole, the longest first, whatever stands in them', () => {
  expect(wordFinder(['human', 'real human'])('A real  human!')).toMatchObject({ word: 'real human' });
  expect(wordFinder(['c++ (person)'])('a C++ (Person) now')).toMatchObject({ word: 'c++ (person)' });
  expect(wordFinder(['människa'])('En MÄNNISKA, tack')).toMatchObject({ word: 'människa' });
  expect(wordFinder(['人工'])('请转人工客服')).toMatchObject({ word: '人工' });
  expect(wordFinder(['don’t want a bot'])("I don't want a bot")).not.toBeNull();
  expect(wordFinder(['', '  '])('anything')).toBeNull();
});
