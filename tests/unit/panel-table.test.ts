import { describe, expect, test } from 'vitest';
import { cellWords, type PanelTable, tableCsv } from '@/lib/core/panel-table';

const table: PanelTable = {
  columns: [{ title: 'After' }, { title: 'Came back', unit: 'share' }, { title: 'Provisional' }],
  rows: [
    ['=AI, alone', 0.06204, true],
    ['People', null, false],
  ],
};

describe('a panel’s own table', () => {
  test('its file has full precision, no formula a spreadsheet would run, and says what it is about', () => {
    expect(tableCsv(table, [['As of', '2025-01-01']])).toBe(
      [
        '\uFEFFAfter,Came back,Provisional',
        `"'=AI, alone",0.06204,true`,
        'People,,false',
        ',,',
        'As of,2025-01-01,',
        '',
      ].join('\r\n'),
    );
  });

  test('on the page the same cells are written in their unit', () => {
    const words = table.rows.map((cells) => cells.map((cell, at) => cellWords(cell, table.columns[at]!, 'EUR')));
    expect(words).toEqual([
      ['=AI, alone', '6.2\u00a0%', 'yes'],
      ['People', 'not known', 'no'],
    ]);
  });
});
