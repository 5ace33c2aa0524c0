import { describe, expect, test } from 'vitest';
import {
  becameWords,
  bytesWord,
  freshnessWords,
  holdsWords,
  lossWords,
  notCountedWord,
  statusWords,
  verdictOf,
} from '@/components/sources/words';
import type { SourceInfo, SourcesOverview } from '@/lib/core/sources';

const source = (changes: Partial<SourceInfo> = {}): SourceInfo => ({
  name: 'desk',
  demo: false,
  status: 'ok',
  rhythm: { days: 1, words: 'every day', dueOn: '2026-01-16', daysLate: 0 },
  unsettledFrom: null,
  arrivals: 9,
  activity: 'use',
  lastArrivedOn: '2026-01-15',
  lastRun: null,
  holds: [
    {
      type: 'conversation',
      records: 10,
      counted: 9,
      not: [{ why: 'waiting', records: 1 }],
      firstOn: null,
      lastOn: null,
      waitsAfter: null,
    },
    { type: 'tool_activity', records: 2, counted: 2, not: [], firstOn: null, lastOn: null, waitsAfter: null },
  ],
  totals: { runs: 2, read: 20, accepted: 13, updated: 2, duplicate: 4, rejected: 1 },
  erased: 1,
  people: 0,
  unmatched: { people: 0, records: 0 },
  ...changes,
});
const overview = (...sources: SourceInfo[]): SourcesOverview => ({
  ...{ at: '2026-01-15T12:00:00Z', demo: sources.some(({ demo }) => demo), sources },
  readiness: { answered: 14, asked: 22, questions: [], adds: [], fields: [] },
  unfetched: [],
});
const late = { days: 7, words: 'every week', dueOn: '2026-01-12', daysLate: 3 };

describe('the page’s answer', () => {
  test('is yes only where something can be late and nothing is', () => {
    expect(verdictOf(overview(source())).title).toBe('Yes: no source is late and no last run failed');
    expect(verdictOf(overview(source({ rhythm: null }))).title).toBe('So far, yes: no last run failed');
  });

  test('names every source that is late or failed', () => {
    const troubled = overview(
      source(),
      source({ name: 'copilot', status: 'late', rhythm: late }),
      source({ name: 'books', status: 'failed' }),
    );
    expect(verdictOf(troubled).title).toBe('Not all of them: copilot is 3 days late and the last run of books failed');
  });

  test('names sources on a schedule that do not come, each once', () => {
    const troubled = overview(source({ name: 'chats', status: 'late', rhythm: late }));
    troubled.unfetched = [
      { source: 'chats', why: 'blocked' },
      { source: 'tickets', why: 'blocked' },
      { source: 'seats', why: 'late' },
    ];
    expect(verdictOf(troubled).title).toBe(
      'Not all of them: chats is 3 days late, tickets cannot be fetched before its credentials are renewed and seats was not fetched in time',
    );
  });

  test('says what the data answer, and how many people nobody knows', () => {
    const { detail } = verdictOf(overview(source({ unmatched: { people: 1, records: 4 } })));
    expect(detail).toBe('Your data answer 14 of 22 questions. 1 person in them is not on the roster.');
  });

  test('never takes the sample for the company’s own, nor nothing for good', () => {
    expect(verdictOf(overview(source({ name: 'demo', demo: true }))).title).toContain(
      'sample company’s numbers, not yours',
    );
    expect(verdictOf(overview(source({ holds: [] }))).title).toContain('Nothing has come in yet');
    expect(verdictOf(overview()).title).toContain('Nothing has come in yet');
  });
});

describe('a source in words', () => {
  test('accounts for every row between file and record: 20 read, 13 stored, 12 left', () => {
    expect(lossWords(source())).toEqual([
      '2 rows changed a record that was there',
      '4 rows said what was known already',
      '1 row was rejected, with the reason kept',
      '1 record was erased since',
    ]);
    const whole = { runs: 1, read: 5, accepted: 5, updated: 0, duplicate: 0, rejected: 0 };
    expect(lossWords(source({ totals: whole, erased: 0 }))).toEqual(['every row became a record']);
  });

  test('says what it holds, how fresh it is and how it stands', () => {
    expect(holdsWords(source())).toBe('Conversations and use of AI tools');
    expect(holdsWords(source({ holds: [] }))).toBe('Holds nothing');
    expect(freshnessWords(source())).toBe('Usually every day, last on 15 Jan 2026');
    expect(freshnessWords(source({ rhythm: null, arrivals: 1 }))).toBe(
      'Came on one day, last on 15 Jan 2026: its rhythm shows after three',
    );
    expect(statusWords(source())).toBe('In time');
    expect(statusWords(source({ rhythm: null }))).toBe('Too new to tell');
    expect(statusWords(source({ status: 'late', rhythm: late }))).toBe('3 days late');
  });

  test('a run’s rows, and a file’s size', () => {
    expect(becameWords({ read: 1207, accepted: 1200, updated: 0, duplicate: 5, rejected: 2 })).toBe(
      '1,200 new · 5 known already · 2 rejected',
    );
    expect(becameWords({ read: 0, accepted: 0, updated: 0, duplicate: 0, rejected: 0 })).toBe('nothing in it');
    expect([999, 1500, 2_340_000, 3.2e9].map(bytesWord)).toEqual(['999 B', '2 kB', '2.3 MB', '3.20 GB']);
  });
});

test('records told twice say whose numbers stand for theirs', () => {
  const told = (by: string) => ({ why: 'told_twice' as const, records: 3, by });
  expect(notCountedWord('claude-code', 'tool_activity', told('otel-coding'))).toBe(
    'told by otel-coding as well: its counts are used, these only say who was active',
  );
  expect(notCountedWord('chat', 'tool_activity', told('chat'))).toContain('one number for each is counted');
  expect(notCountedWord('seats', 'seat', told('bill'))).toContain('held and paid for once');
});
