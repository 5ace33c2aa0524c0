import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TandemError } from '@/lib/core/errors';
import { parseRequest } from '@/lib/query/parse';

const good = { metrics: ['ai_share'], from: '2024-02-01', to: '2024-03-01' };

function complaint(input: unknown): string {
  try {
    parseRequest(input);
  } catch (error) {
    if (error instanceof TandemError && error.status === 422) return error.detail;
    throw error;
  }
  return 'none';
}

describe('a request from outside', () => {
  it('passes when it is well formed', () => {
    expect(parseRequest({ ...good, by: ['market'], filter: { intent: ['refund'] }, grain: 'week' })).toEqual({
      ...good,
      by: ['market'],
      filter: { intent: ['refund'] },
      grain: 'week',
    });
  });
  it.each([
    [{ ...good, form: 'x' }, 'form'],
    [{ ...good, by: ['mood'] }, 'by'],
    [{ ...good, by: ['market', 'market'] }, 'twice'],
    [{ ...good, filter: { mood: ['good'] } }, 'filter'],
    [{ ...good, filter: { market: [] } }, 'filter.market'],
    [{ ...good, from: '2024-02-30' }, 'from'],
    [{ ...good, from: '2024-03-01' }, 'before'],
    [{ ...good, grain: 'year' }, 'grain'],
    [{ ...good, compare: { from: '2024-03-01', to: '2024-02-01' } }, 'compare'],
    [{ from: '2024-02-01', to: '2024-03-01' }, 'metrics'],
    [null, 'request'],
  ])('%j is refused naming %s', (input, word) => {
    expect(complaint(input)).toContain(word);
  });
  it('whatever comes, it answers with a request or a 422', () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => complaint(input).length > 0));
  });
});
