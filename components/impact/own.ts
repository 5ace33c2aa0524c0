import type { How } from '@/components/dashboard/own';
import { ASSUMPTION_NAMES, ASSUMPTION_SHAPES } from '@/lib/core/assumptions';
import type { ImpactAnswer } from '@/lib/core/impact';
import { BANKED_WORDS } from '@/lib/core/impact-words';
import type { Cell, PanelTable, TableColumn } from '@/lib/core/panel-table';
import { VERDICT_WORDS } from '@/lib/core/parity-words';
import { waterfallSteps } from '@/lib/core/waterfall';

export const PROFIT_HOW: How = {
  question: 'What is left of the AI’s work after rework and all costs?',
  formula:
    'Realisation × the lower of full-time people freed and their upper bound × cost of a full-time year × days ÷ 365 − cost of the AI’s conversations − AI platform a year × days ÷ 365.',
  caveat:
    'Modelled, and on hold unless quality on the same matters holds, customers come back no more often and a person is reached in time. P10 to P90 are of the assumptions and sampling, not of the model.',
};
export const HINGES_HOW: How = {
  question: 'Which assumption moves the profit most?',
  formula:
    'Profit with one assumption alone at its low and at its high value, all others as set. Break-even: the realisation at which nothing is left.',
  caveat: 'Each alone: assumptions that move together move it further.',
};
export const FTE_HOW: How = {
  question: 'How many full-time people’s work does the AI do?',
  formula:
    'Freed: what the same conversations took people before, less what they take now, ÷ a full-time person’s seconds in the period. Upper bound: what AI alone resolved × people’s time on the cases they kept, less rework, ÷ the same.',
  caveat: 'The upper bound compares with the cases people kept. No person has left because of it.',
};
export const ASSUMPTIONS_HOW: How = {
  question: 'What does the money rest on that no record can tell?',
  formula: 'Each with its range, source, owner and date; every save is a version, which results name.',
  caveat: 'Without an owner and a date every result is an illustration.',
};

const BESIDE: TableColumn[] = [
  { title: 'Standing' },
  { title: 'Quality on the same matters' },
  { title: 'AI minus people, points of 5' },
];

/** What stands beside every amount, in its table and its file too. */
const beside = ({ illustration, banked, quality }: ImpactAnswer): Cell[] => [
  illustration ? 'Illustration' : BANKED_WORDS[banked.status],
  VERDICT_WORDS[quality.verdict],
  quality.difference,
];

export function profitTable(answer: ImpactAnswer): PanelTable {
  const { profit_improvement: profit, p10, p50, p90, banked, annualised } = answer;
  const lines: [string, number | null][] = [
    ...([
      ['Profit improvement', profit],
      ['P10', p10],
      ['P50', p50],
      ['P90', p90],
    ] as [string, number | null][]),
    ...([
      ['Counts', banked.counts],
      ['On hold', banked.onHold],
    ] as [string, number | null][]),
    ['At this rate a year', annualised],
  ];
  return {
    columns: [{ title: 'Modelled' }, { title: 'Amount', unit: 'money' }, ...BESIDE],
    rows: lines.map((line) => [...line, ...beside(answer)]),
  };
}

export function waterfallTable(answer: ImpactAnswer): PanelTable {
  return {
    columns: [
      ...[{ title: 'Line' }, { title: 'Amount', unit: 'money' as const }],
      ...[{ title: 'From', unit: 'money' as const }, { title: 'To', unit: 'money' as const }, ...BESIDE],
    ],
    rows: waterfallSteps(answer.ledger, answer.banked.assumedShare).flatMap(({ label, amount, from, to, assumed }) => [
      [label, amount, from, to, ...beside(answer)],
      ...(assumed === null ? [] : [['of it only assumed', assumed, 0, assumed, ...beside(answer)]]),
    ]),
  };
}

export function hingesTable(answer: ImpactAnswer): PanelTable {
  return {
    columns: [
      ...[{ title: 'Assumption' }, { title: 'Profit at its low', unit: 'money' as const }],
      ...[{ title: 'Profit at its high', unit: 'money' as const }, ...BESIDE],
    ],
    rows: answer.tornado.map(({ assumption, atLow, atHigh }) => [
      ...[ASSUMPTION_SHAPES[assumption].title, atLow, atHigh, ...beside(answer)],
    ]),
  };
}

export function fteTable({ fte_freed, fte_equivalent, fte_equivalent_gross }: ImpactAnswer): PanelTable {
  return {
    columns: [{ title: 'Full-time people' }, { title: 'Number' }],
    rows: [
      ['Freed', fte_freed],
      ['Upper bound', fte_equivalent],
      ['Gross', fte_equivalent_gross],
    ],
  };
}

export function assumptionsTable({ assumptions }: ImpactAnswer): PanelTable {
  const titles = ['Assumption', 'Low', 'Value', 'High', 'Unit', 'Source', 'Owner', 'Date'];
  return {
    columns: titles.map((title) => ({ title })),
    rows: ASSUMPTION_NAMES.map((name) => {
      const { low, base, high, unit, source, owner, date } = assumptions[name];
      return [ASSUMPTION_SHAPES[name].title, low, base, high, unit, source, owner || null, date || null];
    }),
  };
}
