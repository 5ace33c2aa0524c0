import { describe, expect, test } from 'vitest';
import { cellWords, type PanelFile, type PanelTable, panelFileName } from '@/lib/core/panel-table';
import { panelCsv, panelXlsx } from '@/lib/export/panel';
import { unzip } from '../support/unzip';

const table: PanelTable = {
  columns: [{ title: 'After' }, { title: 'Came back', unit: 'share' }, { title: 'Provisional' }],
  rows: [
    ['=AI, alone', 0.06204, true],
    ['People', null, false],
  ],
};

const file: PanelFile = {
  ...{ title: 'Returns', slug: 'returns', metrics: [], from: '2024-02-01', to: '2024-03-01' },
  ...{ filter: { market: ['DE', 'SE'] }, ...table, about: [['As of', '2025-01-01']] },
};
const stamp = {
  ...{ demo: false, workspace: '=Acme', timeZone: 'Europe/Stockholm', currency: 'EUR', by: '@ann' },
  at: new Date('2025-01-02T03:04:05Z'),
};

describe('a panel’s own table', () => {
  test('its file has full precision, no formula a spreadsheet would run, and says what it is about', () => {
    expect(panelCsv(file, stamp)).toBe(
      [
        '\uFEFFAfter,Came back,Provisional',
        `"'=AI, alone",0.06204,true`,
        'People,,false',
        ',,',
        'About this file,made by Tandem,',
        'Data,the records of =Acme,',
        'Panel,Returns,',
        'From,2024-02-01,',
        '"Up to, not including",2024-03-01,',
        'Filter: market,DE; SE,',
        'Time zone,Europe/Stockholm,',
        'Currency,EUR,',
        'Rows,2,',
        'Exported at,2025-01-02T03:04:05.000Z,',
        `Exported by,'@ann,`,
        'Unit: Came back,share of 1,',
        'As of,2025-01-01,',
        '',
      ].join('\r\n'),
    );
  });

  test('its workbook holds the same, numbers as numbers', async () => {
    const files = unzip(await panelXlsx(file, stamp));
    const strings = [...files['xl/sharedStrings.xml']!.matchAll(/<t[^>]*>([^<]*)</g)].map(([, text]) => text);
    for (const text of ['&apos;=AI, alone', 'Exported by', '&apos;@ann', 'Panel', 'Returns'])
      expect(strings.map((one) => one!.replaceAll("'", '&apos;'))).toContain(text);
    expect(files['xl/worksheets/sheet1.xml']).toContain('<v>0.06204</v>');
    expect(files['xl/styles.xml']).toContain('0.0%');
  });

  test('its file is named after it and says whether it is the demo’s', () => {
    expect(panelFileName(file, true)).toBe('tandem-demo-returns-2024-02-01-2024-03-01');
    expect(panelFileName({ slug: 'returns' }, false)).toBe('tandem-returns');
  });

  test('on the page the same cells are written in their unit', () => {
    const words = table.rows.map((cells) => cells.map((cell, at) => cellWords(cell, table.columns[at]!, 'EUR')));
    expect(words).toEqual([
      ['=AI, alone', '6.2\u00a0%', 'yes'],
      ['People', 'not known', 'no'],
    ]);
  });
});
