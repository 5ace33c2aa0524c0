import { describe, expect, it } from 'vitest';
import { amount, percentile, ratio } from '@/lib/metrics/define';
import { metrics } from '@/lib/metrics/registry';

const declared = {
  id: 'x',
  title: 'X',
  question: 'X?',
  formula: 'x',
  caveat: 'x',
  class: 'company',
  source: 'company',
  dimensions: [],
  grains: ['quarter'],
  version: 1,
  example: { from: '2026-01-01', to: '2026-04-01', equals: 1, because: '1' },
} as const;
const measure = { measure: 'revenue' } as const;

// The compiler is the test here: each expected error that does not come is an error itself.
describe('a cost without its quality', () => {
  it('does not compile, by whatever shape it is declared', () => {
    // @ts-expect-error a cost needs pairedWith
    amount({ ...declared, ...measure, unit: 'money', direction: 'down' });
    // @ts-expect-error a ratio that is a cost needs pairedWith
    ratio({ ...declared, unit: 'money', direction: 'down', numerator: 'a', denominator: 'b' });
    // @ts-expect-error a percentile that is a cost needs pairedWith
    percentile({ ...declared, unit: 'money', direction: 'down', histogram: 'a', p: 0.5 });
    // @ts-expect-error neither good nor bad is still a cost
    amount({ ...declared, ...measure, unit: 'money', direction: 'neither' });
    // @ts-expect-error naming nothing pairs with nothing
    amount({ ...declared, ...measure, unit: 'money', direction: 'down', pairedWith: undefined });
    const paired = amount({ ...declared, ...measure, unit: 'money', direction: 'down', pairedWith: 'csat_mean' });
    expect(paired.pairedWith).toBe('csat_mean');
  });

  it('is not asked of what is no cost: money that is earned, and other units', () => {
    expect(amount({ ...declared, ...measure, unit: 'money', direction: 'up' }).pairedWith).toBeUndefined();
    expect(amount({ ...declared, ...measure, unit: 'seconds', direction: 'down' }).pairedWith).toBeUndefined();
  });

  it('pairs every cost of the registry with a metric that is not money', () => {
    const costs = [...metrics.values()].filter(({ unit, direction }) => unit === 'money' && direction !== 'up');
    expect(costs.map(({ id }) => id).sort()).toEqual([
      'ai_cost_per_conversation',
      'cost_per_transaction',
      'idle_seat_cost',
    ]);
    for (const { id, pairedWith } of costs) {
      const partner = metrics.get(pairedWith!);
      expect(partner, id).toBeDefined();
      expect(partner!.unit, id).not.toBe('money');
    }
  });
});
