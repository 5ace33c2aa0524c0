import { describe, expect, it } from 'vitest';
import { dayOf, isWorkday, WORLD, weekday } from '@/lib/demo/calendar';
import { type CompanyOptions, writeCompany } from '@/lib/demo/company';
import { TEAMS } from '@/lib/demo/departments';
import { lognormal, Random, Weighted } from '@/lib/demo/random';
import { drawRating } from '@/lib/demo/rating';
import { makeRoster, teamOn } from '@/lib/demo/roster';

const options = (changes: Partial<CompanyOptions> = {}): CompanyOptions => ({
  seed: 1,
  scale: 0.001,
  from: dayOf('2024-01-20'),
  to: dayOf('2024-03-10'),
  ...changes,
});

function files(given: CompanyOptions): Record<string, string> {
  const written: Record<string, string> = {};
  writeCompany(given, (name) => {
    expect(written[name]).toBeUndefined();
    written[name] = '';
    return {
      write: (text) => {
        written[name] += text;
      },
      end: () => undefined,
    };
  });
  return written;
}

/** All lines of the monthly files of a kind. */
const lines = (written: Record<string, string>, kind: string) =>
  Object.entries(written)
    .filter(([name]) => name.startsWith(kind))
    .flatMap(([, text]) => text.trimEnd().split('\n'));

const whole = files(options());

describe('the reference company’s files', () => {
  it('are the same for the same options', () => expect(files(options())).toEqual(whole));

  it('are others for another seed', () => {
    const other = files(options({ seed: 2 }));
    expect(Object.keys(other)).toEqual(Object.keys(whole));
    for (const name of ['employees.csv', 'seats.csv', 'conversations-2024-02.jsonl', 'tool_activity-2024-02.jsonl'])
      expect(other[name]).not.toEqual(whole[name]);
  });

  it.each([
    ['in the middle', '2024-02-11', '2024-02-20'],
    ['over go-live', '2024-01-25', '2024-02-02'],
    ['a single day', '2024-02-29', '2024-03-01'],
  ])('hold for a part of the time exactly its rows of the whole: %s', (_where, from, to) => {
    const part = files(options({ from: dayOf(from), to: dayOf(to) }));
    const inside = (line: string) => {
      const { started_at, date } = JSON.parse(line) as { started_at?: string; date?: string };
      const day = (date ?? started_at!).slice(0, 10);
      return day >= from && day < to;
    };
    for (const kind of ['conversations', 'tool_activity']) {
      expect(lines(part, kind).length).toBeGreaterThan(50);
      expect(lines(part, kind)).toEqual(lines(whole, kind).filter(inside));
    }
    for (const name of ['employees.csv', 'seats.csv', 'financials.csv', 'workspace.json'])
      expect(part[name]).toBe(whole[name]);
  });

  it('scale conversations alone', () => {
    const larger = files(options({ scale: 0.003 }));
    const ratio = lines(larger, 'conversations').length / lines(whole, 'conversations').length;
    expect(ratio).toBeGreaterThan(2.9);
    expect(ratio).toBeLessThan(3.1);
    expect(lines(larger, 'tool_activity')).toEqual(lines(whole, 'tool_activity'));
    expect(larger['employees.csv']).toBe(whole['employees.csv']);
  });

  it('are in order of time, with no identifier twice', () => {
    const rows = lines(whole, 'conversations').map((line) => JSON.parse(line) as { id: string; started_at: string });
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(rows.map(({ started_at }) => started_at)).toEqual(rows.map(({ started_at }) => started_at).sort());
  });

  it('know of no AI before 2024-01-27', () => {
    const rows = lines(whole, 'conversations').map(
      (line) => JSON.parse(line) as { started_at: string; ai_involved: boolean },
    );
    expect(rows.filter((row) => row.started_at < '2024-01-27' && row.ai_involved)).toEqual([]);
    expect(rows.filter((row) => row.started_at >= '2024-01-27' && row.ai_involved).length).toBeGreaterThan(1000);
  });
});

describe('the roster', () => {
  const people = makeRoster(7);

  it('has nobody in two places at once, and nobody in two stretches that touch in the same team', () => {
    for (const { stretches } of people) {
      for (const [i, stretch] of stretches.entries()) {
        if (stretch.to !== null) expect(stretch.to).toBeGreaterThan(stretch.from);
        const next = stretches[i + 1];
        if (next) expect([next.from, next.team === stretch.team]).toEqual([stretch.to, false]);
      }
    }
  });

  it.each([
    ['2022-10-01', 5500],
    ['2025-03-31', 3300],
  ])('counts on %s as planned, whoever the people are', (date, expected) => {
    for (const seed of [1, 2, 7]) {
      const here = makeRoster(seed).filter((p) => p.employment === 'employee' && teamOn(p, dayOf(date)) >= 0);
      expect(Math.abs(here.length - expected)).toBeLessThanOrEqual(40);
    }
  });

  it('has small teams too, and people who move', () => {
    expect(TEAMS.filter((team) => team.from < 5).length).toBeGreaterThanOrEqual(5);
    expect(people.filter(({ stretches }) => stretches.length > 1).length).toBeGreaterThan(200);
  });

  it('ends when the logs do', () => {
    for (const { stretches } of people) for (const { from } of stretches) expect(from).toBeLessThan(WORLD.end);
  });
});

describe('the dice', () => {
  it('rate with the wanted mean', () => {
    for (const mean of [2.9, 3.7, 4.15, 4.35]) {
      const random = new Random(3, mean * 100);
      let sum = 0;
      for (let i = 0; i < 100_000; i++) sum += drawRating(mean, random.next());
      expect(Math.abs(sum / 100_000 - mean)).toBeLessThan(0.015);
    }
  });

  it('pick by weight: 1 of 1 + 3 is a quarter', () => {
    const random = new Random(4);
    const weighted = new Weighted([1, 3]);
    let first = 0;
    for (let i = 0; i < 100_000; i++) if (weighted.pick(random.next()) === 0) first++;
    expect(Math.abs(first / 100_000 - 0.25)).toBeLessThan(0.006);
  });

  it('draw durations with mean 1 and the wanted spread', () => {
    const table = lognormal(0.75);
    const mean = table.reduce((sum, x) => sum + x, 0) / table.length;
    const cv = Math.sqrt(table.reduce((sum, x) => sum + (x - mean) ** 2, 0) / table.length) / mean;
    expect(mean).toBeCloseTo(1, 9);
    expect(Math.abs(cv - 0.75)).toBeLessThan(0.02);
  });
});

describe('the calendar', () => {
  it('knows that 2024-01-27 was a Saturday and 2024-05-01 a holiday', () => {
    expect(weekday(dayOf('2024-01-27'))).toBe(5);
    expect(isWorkday(dayOf('2024-05-01'))).toBe(false);
    expect(isWorkday(dayOf('2024-05-02'))).toBe(true);
  });
});
