import { describe, expect, test } from 'vitest';
import { amountOf, type FinanceRow, lastPeriods, pasted, recordsOf } from '@/lib/core/finance-grid';

const row = (period: string, revenue: string, cost: string, transactions: string): FinanceRow => ({
  ...{ period, revenue, cost, transactions },
});

describe('amounts as people write them', () => {
  test.each([
    ['1234.5', '1234.5'],
    ['1,234,567', '1234567'],
    ['1,234,567.89', '1234567.89'],
    ['1.234.567,89', '1234567.89'],
    ['1 234 567,8', '1234567.8'],
    ["1'234'567", '1234567'],
    ['-12,5', '-12.5'],
    ['0.000001', '0.000001'],
  ])('%s is %s', (text, amount) => expect(amountOf(text)).toBe(amount));

  test.each(['', 'abc', '1,2,3', '12,34,567', '1e6', '--1', '1.2.3', '$5', '0.0000001'])('%j is none', (text) =>
    expect(amountOf(text)).toBeNull(),
  );

  test.each(['1.234', '-12.345', '999.000', ' 1.234 '])('%j is refused: thousand or decimal', (text) =>
    expect(amountOf(text)).toBeNull(),
  );

  test('1.234 is refused with what it could mean, and each of these is taken', () => {
    const { problems, records } = recordsOf([row('2025-Q1', '1.234', '0.123', '5')], 'quarter', 'EUR');
    expect(problems).toEqual([
      { row: 0, field: 'revenue', text: 'It could mean 1,234 or 1.2340: write one of these.' },
    ]);
    expect(records).toEqual([]);
    expect([amountOf('1,234'), amountOf('1.2340')]).toEqual(['1234', '1.2340']);
  });

  test('1,234 is a thousand and 12,34 is twelve: three digits after a comma are thousands', () => {
    expect([amountOf('1,234'), amountOf('12,34')]).toEqual(['1234', '12.34']);
  });
});

describe('quarters and months', () => {
  test('three months make a quarter, to the last decimal: 0.1 + 0.2 + 0.3 = 0.6', () => {
    const months = ['01', '02', '03'].map((month, at) => row(`2025-${month}`, `0.${at + 1}`, '10', '5'));
    expect(recordsOf(months, 'month', 'EUR')).toEqual({
      problems: [],
      partial: [],
      records: [
        {
          ...{ type: 'financials', quarter: '2025-Q1', revenue: '0.6', customer_service_cost: '30' },
          ...{ transactions: 15, currency: 'EUR' },
        },
      ],
    });
  });

  test('two months of three are no quarter, and say so', () => {
    const months = ['04', '05'].map((month) => row(`2025-${month}`, '1', '1', '1'));
    expect(recordsOf(months, 'month', 'EUR')).toEqual({ problems: [], partial: ['2025-Q2'], records: [] });
  });

  test('what is wrong is said by cell; rows with a period alone are empty', () => {
    const { records, problems } = recordsOf(
      [
        row('2025-Q5', 'x', '', '1.5'),
        row('2025-Q2', '', '', ''),
        row('2025Q1', '5', '2', '3'),
        row('2025-Q1', '5', '2', '3'),
      ],
      'quarter',
      'EUR',
    );
    expect(records.map(({ quarter }) => quarter)).toEqual(['2025-Q1']);
    expect(problems.map(({ row: at, field }) => [at, field])).toEqual([
      [0, 'period'],
      [0, 'revenue'],
      [0, 'cost'],
      [0, 'transactions'],
      [3, 'period'],
    ]);
  });
});

test('a block pasted from a spreadsheet fills from the cell on and adds rows', () => {
  const filled = pasted([row('2025-Q1', '', '', '')], '10\t20\t30\textra\r\n11\t21\t31\r\n', {
    row: 0,
    field: 'revenue',
  });
  expect(filled).toEqual([row('2025-Q1', '10', '20', '30'), row('', '11', '21', '31')]);
});

test('the periods that are over in February: the fourth quarter before the running one, January before February', () => {
  const names = (grain: 'quarter' | 'month') => lastPeriods(grain, '2025-02-10').map(({ period }) => period);
  expect(names('quarter')).toEqual(['2023-Q3', '2023-Q4', '2024-Q1', '2024-Q2', '2024-Q3', '2024-Q4']);
  expect(names('month')).toEqual(['2024-08', '2024-09', '2024-10', '2024-11', '2024-12', '2025-01']);
});
