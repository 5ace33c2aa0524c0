import { describe, expect, test } from 'vitest';
import type { LedgerLine } from '@/lib/core/impact';
import { placesOn, spanOf, waterfallSteps } from '@/lib/core/waterfall';

const line = (id: LedgerLine['id'], amount: number): LedgerLine => ({ id, label: id, amount });
const ends = (ledger: LedgerLine[]) => waterfallSteps(ledger, 0).map(({ id, from, to }) => [id, from, to]);

describe('the waterfall of money', () => {
  test('1,000 gross − 150 rework + 50 before and after − 400 not realised − 200 AI = 300 left, from zero', () => {
    const ledger = [
      ...[line('gross', 1000), line('rework', -150), line('before_after', 50)],
      ...[line('realisation', -400), line('ai_cost', -200), line('profit', 300)],
    ];
    expect(ends(ledger)).toEqual([
      ['gross', 0, 1000],
      ['rework', 1000, 850],
      ['before_after', 850, 900],
      ['realisation', 900, 500],
      ['ai_cost', 500, 300],
      ['profit', 0, 300],
    ]);
  });

  test('100 gross − 160 AI = −60: the bar goes through zero, and the loss hangs from it', () => {
    expect(ends([line('gross', 100), line('ai_cost', -160), line('profit', -60)])).toEqual([
      ['gross', 0, 100],
      ['ai_cost', 100, -60],
      ['profit', 0, -60],
    ]);
  });

  test('no lines have no steps', () => expect(waterfallSteps([], 0.1)).toEqual([]));

  test('of 1,000 gross, 12.5 % fell silent: 125 are only assumed', () => {
    const ledger = [line('gross', 1000), line('rework', -200)];
    const assumed = (share: number) => waterfallSteps(ledger, share).map((step) => step.assumed);
    expect(assumed(0.125)).toEqual([125, null]);
    expect(assumed(0)).toEqual([null, null]);
  });
});

describe('places on its axis', () => {
  test('from −60 to 100: zero lies at 60 of 160 = 0.375', () => {
    const place = placesOn([100, -60]);
    expect([place(-60), place(0), place(20), place(100)]).toEqual([0, 0.375, 0.5, 1]);
  });

  test('it begins at zero though all lie above: 50 of 50 to 200 lies at 0.25', () => {
    expect(placesOn([50, 200])(50)).toBe(0.25);
  });

  test('a bar from 100 down to −60 reaches over all of it, one from 20 to 100 over its right half', () => {
    const place = placesOn([100, -60]);
    expect(spanOf(place, 100, -60)).toEqual({ left: '0%', width: '100%' });
    expect(spanOf(place, 20, 100)).toEqual({ left: '50%', width: '50%' });
  });

  test('without values, or with nothing but zero, everything lies at its left', () => {
    expect([placesOn([])(0), placesOn([0, 0])(0)]).toEqual([0, 0]);
  });
});
