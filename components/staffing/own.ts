import type { How } from '@/components/dashboard/own';
import type { Cell, PanelTable, TableColumn } from '@/lib/core/panel-table';
import type { StaffingAnswer, Week } from '@/lib/core/staffing';
import { clockWord, weekdayWord } from '@/lib/core/staffing-words';
import { dimensionWord, valueWord } from '@/lib/core/words';
import { planOf, reachOf } from './blank';

export const PLAN_HOW: How = {
  question: 'How many people does it take for a customer to get one in time?',
  formula:
    'For each half-hour of the week and channel: the fewest places for which the promised share is answered in time (Erlang C; Erlang A where a patience is given), for the P80 of arrivals and the mean time one takes; ÷ chats held at once ÷ (1 − shrinkage). E-mail is a backlog: its working time ÷ occupancy.',
  caveat: 'Modelled: Poisson arrivals, exponential times, one queue a channel, steady state in each half-hour.',
};
export const PARTS_HOW: How = {
  question: 'Who reaches a person in time, by complexity and language?',
  formula: 'Reached a person within the promised time ÷ asked for one, in the group.',
  caveat: 'Groups that fewer agents answered than may be told are withheld, with what would give them away.',
};

export function partsTable(answer: StaffingAnswer): PanelTable {
  const { byComplexity, byLanguage } = reachOf(answer);
  const rows = (dimension: 'complexity' | 'language', parts: typeof byComplexity): Cell[][] =>
    parts.map(({ value, reach }) => [
      ...[dimensionWord(dimension), valueWord(dimension, value)],
      ...(reach ? [reach.inTime, reach.later, reach.never, reach.asked] : [null, null, null, null]),
    ]);
  return {
    columns: ['By', 'Group', 'In time', 'Later', 'Never', 'Asked'].map((title) => ({ title })),
    rows: [...rows('complexity', byComplexity), ...rows('language', byLanguage)],
  };
}

export function heatTable(answer: StaffingAnswer): PanelTable {
  return {
    columns: ['Weekday', 'From', 'Arrivals planned for', 'At their desks', 'People'].map((title) => ({ title })),
    rows: planOf(answer).halfHours.map(({ arrivals, positions, people }, at) => [
      ...[weekdayWord(Math.floor(at / 48)), clockWord(at % 48), arrivals],
      ...(arrivals === null ? [null, null] : [positions, people]),
    ]),
  };
}

const COST: TableColumn[] = [
  ...[{ title: 'Full-time people' }, { title: 'Paid hours a week' }, { title: 'Cost a year', unit: 'money' as const }],
  ...[{ title: 'Customer satisfaction', unit: 'rating' as const }],
  ...[{ title: 'Reached a person in time', unit: 'share' as const }],
];

/** No cost without the quality it was had at. */
const costCells = (
  { fte, paidHours, costYear }: Pick<Week, 'fte' | 'paidHours' | 'costYear'>,
  { quality, reachHidden }: StaffingAnswer,
): Cell[] => [fte, paidHours, costYear, quality.csat, reachHidden ? null : quality.withinTarget];

export function poolsTable(answer: StaffingAnswer): PanelTable {
  return {
    columns: [{ title: 'People' }, { title: 'Share of the work', unit: 'share' }, ...COST],
    rows: planOf(answer).pools.map((one) => [valueWord('agent_pool', one.pool), one.share, ...costCells(one, answer)]),
  };
}

export function scenariosTable(answer: StaffingAnswer): PanelTable {
  const { week, scenarios } = planOf(answer);
  const { more, fewer } = scenarios;
  return {
    columns: [{ title: 'AI takes' }, { title: 'Arrivals', unit: 'share' }, ...COST],
    rows: [
      [`${more.points} points more`, more.arrivals, ...costCells(more, answer)],
      ['As it is', 1, ...costCells(week, answer)],
      [`${more.points} points fewer`, fewer.arrivals, ...costCells(fewer, answer)],
    ],
  };
}

export function weekTable(answer: StaffingAnswer): PanelTable {
  return { columns: COST, rows: [costCells(planOf(answer).week, answer)] };
}

export function restsTable(answer: StaffingAnswer): PanelTable {
  return {
    columns: [
      ...[{ title: 'Channel' }, { title: 'Arrivals' }, { title: 'Answered by people first' }, { title: 'Asked for' }],
      ...[{ title: 'Handed over' }, { title: 'Takes', unit: 'seconds' as const }, { title: 'Planned as' }],
    ],
    rows: planOf(answer).channels.map(({ channel, arrivals, byKind, serviceSeconds, kind }) => [
      ...[valueWord('channel', channel), arrivals, byKind.human_first, byKind.asked, byKind.escalated],
      ...[serviceSeconds, kind],
    ]),
  };
}
