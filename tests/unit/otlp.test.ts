import { describe, expect, test } from 'vitest';
import { attributesOf, millisecondsOf, scopesIn } from '@/lib/connectors/otlp';

test.each<[unknown, unknown]>([
  [{ stringValue: 'a' }, 'a'],
  [{ intValue: '12' }, 12],
  [{ intValue: 12 }, 12],
  [{ doubleValue: 0.5 }, 0.5],
  [{ boolValue: false }, false],
  [{ arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }] } }, ['a', 1]],
  [{ kvlistValue: { values: [] } }, null],
  ['a', null],
])('the attribute %j is %j', (value, plain) => {
  expect(attributesOf([{ key: 'k', value }, { key: 1, value }, 'x'])).toEqual({ k: plain });
});

test.each<[unknown, number | null]>([
  ['1772452800123456789', 1_772_452_800_123],
  [1_772_452_800_123_456_800, 1_772_452_800_123],
  ['0', null],
  [0, null],
  // Milli- and microseconds would be days of January 1970.
  ['1772452800123', null],
  [1_772_452_800_123_456, null],
  ['yesterday', null],
  [undefined, null],
])('%j nanoseconds are %j milliseconds', (nanos, milliseconds) => {
  expect(millisecondsOf(nanos)).toBe(milliseconds);
});

describe('scopes', () => {
  const span = { spanId: 'a' };

  test('are found by the name they had before OTLP 0.15 as well', () => {
    const instrumentationLibrary = { name: 'lib' };
    expect(scopesIn({ instrumentationLibrarySpans: [{ instrumentationLibrary, spans: [span] }] }, 'spans')).toEqual([
      { scope: { name: 'lib' }, rows: [span] },
    ]);
    for (const rows of ['logRecords', 'logs'])
      expect(
        scopesIn({ instrumentationLibraryLogs: [{ instrumentationLibrary, [rows]: [span] }] }, 'logs'),
      ).toMatchObject([{ rows: [span] }]);
  });

  test('that stand under both names are taken once, from the new one unless it is empty', () => {
    const [scopeSpans, instrumentationLibrarySpans] = [[{ spans: [span] }], [{ spans: [span, span] }]];
    expect(scopesIn({ scopeSpans, instrumentationLibrarySpans }, 'spans')).toMatchObject([{ rows: [span] }]);
    expect(scopesIn({ scopeSpans: [], instrumentationLibrarySpans }, 'spans')).toMatchObject([{ rows: [span, span] }]);
  });

  test('are none where the element has no list of them', () => {
    expect([
      scopesIn({}, 'spans'),
      scopesIn({ scopeSpans: {} }, 'spans'),
      scopesIn({ scopeSpans: [] }, 'logs'),
    ]).toEqual([null, null, null]);
  });
});
