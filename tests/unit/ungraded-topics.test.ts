import { describe, expect, test } from 'vitest';
import { ungradedTopics } from '@/lib/core/recognition';
import { MAPPED, type Mapping, type SourceSetup } from '@/lib/core/setup';

const topics = ['refund', 'address', 'constructor'].map((topic) => ({ topic, rows: 5 }));
const setupOf = (complexity: SourceSetup['complexity'], fields: Mapping['fields'] = {}): SourceSetup => ({
  connector: MAPPED,
  mapping: { type: 'conversation', fields, zone: 'UTC', decimalComma: false },
  answers: {},
  complexity,
});
const names = (setup: SourceSetup | null) => ungradedTopics({ topics, setup }).map(({ topic }) => topic);

describe('topics nobody has graded', () => {
  test('without a word about the source these are all', () => {
    expect(names(null)).toEqual(['refund', 'address', 'constructor']);
  });

  test('those that were graded are not asked again, one called like a part of every object is', () => {
    expect(names(setupOf({ refund: 'simple' }))).toEqual(['address', 'constructor']);
    expect(names(setupOf({ refund: 'simple', address: 'complex' }))).toEqual(['constructor']);
  });

  test('a source whose own column says how hard each conversation is has nothing to be asked', () => {
    expect(names(setupOf({}, { complexity: { column: 'Difficulty' } }))).toEqual([]);
  });
});
