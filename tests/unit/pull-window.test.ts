import { expect, test } from 'vitest';
import { windowOf } from '@/lib/pulling/carry-out';

const NOW = new Date('2026-11-20T08:30:00Z');

interface Given {
  pulledUntil?: string;
  since?: string;
  trailing?: number;
  most?: number;
}

const fromOf = ({ pulledUntil, since, trailing = 4, most }: Given) =>
  windowOf(
    { pulled_until: pulledUntil === undefined ? null : new Date(pulledUntil), since: since ?? null },
    { trailingDays: trailing, firstDays: 90, ...(most !== undefined && { mostDays: most }) },
    NOW,
  ).from.toISOString();

test.each<[string, Given, string]>([
  ['the first pull begins 90 days ago', {}, '2026-08-22'],
  ['the first pull begins on the day that was asked for', { since: '2026-02-01' }, '2026-02-01'],
  ['also where that is later than 90 days ago', { since: '2026-11-18' }, '2026-11-18'],
  ['the next one begins 4 days before the last one ended', { pulledUntil: '2026-11-19T02:00:00Z' }, '2026-11-15'],
  [
    'of those 4 days none before the day that was asked for is fetched',
    { pulledUntil: '2026-11-19T02:00:00Z', since: '2026-11-18' },
    '2026-11-18',
  ],
  [
    'a day that was asked for long ago does not widen it',
    { pulledUntil: '2026-11-19T02:00:00Z', since: '2026-01-01' },
    '2026-11-15',
  ],
  ['none from before what the vendor keeps', { since: '2024-01-01', most: 365 }, '2025-11-20'],
  ['nor after months of rest', { pulledUntil: '2025-01-01T00:00:00Z', since: '2024-01-01', most: 365 }, '2025-11-20'],
])('%s', (_, given, day) => {
  expect(fromOf(given)).toBe(`${day}T00:00:00.000Z`);
});
