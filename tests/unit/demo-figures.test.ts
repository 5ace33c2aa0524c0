import { describe, expect, it } from 'vitest';
import { dayOf } from '@/lib/demo/calendar';
import { eachConversation } from '@/lib/demo/conversations';
import { aiOnly, between, collect, impact, parity, reach } from '../support/reference-figures';

const MONTH: [string, string] = ['2024-01-27', '2024-02-27'];

// Millions of conversations are made here: ten seconds on a free machine, minutes on a busy one.
describe.each([1, 2])('the logs of seed %i, counted in plain loops', { timeout: 600_000 }, (seed) => {
  // The whole month once; how many come does not hang on the seed.
  const scale = seed === 1 ? 1 : 0.1;
  it(`hold 2.25 to 2.35 million conversations of the AI alone in its first month (row 1, at scale ${scale})`, () => {
    let ai = 0;
    eachConversation({ seed, scale, from: dayOf(MONTH[0]), to: dayOf(MONTH[1]) }, (c) => {
      if (aiOnly(c)) ai++;
    });
    expect(ai / scale).toBeGreaterThan(2_250_000);
    expect(ai / scale).toBeLessThan(2_350_000);
  });

  it('hold the work of 700 people and 40 million a year (rows 3 and 8, a fiftieth of the volume)', () => {
    const scale = 0.02;
    const all = collect(seed, scale, '2023-10-29', '2024-03-08');
    const { fte_equivalent, fte_freed, profit } = impact(all, ['2023-10-29', '2024-01-27'], MONTH);
    expect(fte_equivalent / scale).toBeGreaterThan(670);
    expect(fte_equivalent / scale).toBeLessThan(730);
    expect(fte_freed / scale).toBeGreaterThan(660);
    expect(profit / scale).toBeGreaterThan(38e6);
    expect(profit / scale).toBeLessThan(42e6);
  });

  it('are on par in the first month and tell the other side a year later (rows 4 and 16)', () => {
    const month = collect(seed, 0.01, ...MONTH);
    expect(parity(month).verdict).toMatch(/^(non_inferior|superior)$/);
    expect(parity(month).coverage).toBeGreaterThan(0.8);

    const later = collect(seed, 0.01, '2024-10-01', '2025-04-01');
    const spring = between(later, '2025-01-01', '2025-04-01');
    expect(parity(spring).verdict).toMatch(/^(non_inferior|inconclusive|superior)$/);
    expect(parity(spring).coverage).toBeGreaterThan(0.8);
    const complex = spring.filter(({ complexity }) => complexity === 'complex');
    expect(parity(complex, 2.497705).verdict).toBe('inferior');

    const autumn = reach(between(later, '2024-10-01', '2025-01-01'));
    const now = reach(spring);
    expect(autumn.within / autumn.requests).toBeLessThan(0.85);
    expect(now.within / now.requests).toBeGreaterThan(0.95);
    const flexible = later.filter(({ agent_pool }) => agent_pool === 'flexible');
    expect(flexible.filter(({ day }) => day < dayOf('2025-01-01'))).toEqual([]);
    expect(flexible.length).toBeGreaterThan(1000);
  });
});
