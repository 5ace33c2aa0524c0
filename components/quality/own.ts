import type { How } from '@/components/dashboard/own';
import type { Cell, PanelTable, TableColumn } from '@/lib/core/panel-table';
import type { Interval, ParityAnswer, ParityTrend } from '@/lib/core/parity';
import { DECISION_WORDS, topicWord, VERDICT_WORDS } from '@/lib/core/parity-words';
import { valueWord } from '@/lib/core/words';

const OBSERVATIONAL =
  'Nobody decided by chance who answers: matters may differ in what the records do not hold. Not significantly different is never the same.';
export const SAME_MATTERS_HOW: How = {
  question: 'On the same matters, is the AI rated as well as people?',
  formula:
    'Σ share of the topic × (mean rating of the AI − mean rating of people) over topics (channel × matter × complexity) with at least 30 ratings in both arms; 95 % interval from the variances of both arms.',
  caveat: OBSERVATIONAL,
};
export const ANSWERED_HOW: How = {
  question: 'Who answered the survey, and how much could the silent change?',
  formula:
    'Rated ÷ ended conversations, by arm. Tipping point: how much lower the AI’s silent customers would have to rate than those who answered for the verdict to fall.',
  caveat: 'Those who are silent may think otherwise; nobody knows what they would have said.',
};

const INTERVAL: TableColumn[] = ['AI minus people', 'Low, 95 %', 'High, 95 %'].map((title) => ({ title }));
const cells = (interval: Interval | null): Cell[] =>
  interval ? [interval.difference, interval.low, interval.high] : [null, null, null];

export function mixTable(answer: ParityAnswer): PanelTable {
  const lines: [string, Interval | null][] = [
    ['As it happened', answer.crude],
    ['On the same matters', answer.adjusted],
    ['Agents’ ratings twice as scattered', answer.doubledHumanVariance],
    ['Against people before the AI', answer.againstBase],
  ];
  return {
    columns: [{ title: 'Compared' }, ...INTERVAL],
    rows: lines.map(([name, interval]) => [name, ...cells(interval)]),
  };
}

export function complexityTable({ byComplexity }: ParityAnswer): PanelTable {
  return {
    columns: [{ title: 'Complexity' }, ...INTERVAL, { title: 'Verdict' }],
    rows: Object.entries(byComplexity).map(([name, { difference, low, high, verdict }]) => [
      ...[valueWord('complexity', name), difference, low, high, VERDICT_WORDS[verdict]],
    ]),
  };
}

export function topicsTable({ strata }: ParityAnswer): PanelTable {
  return {
    columns: [
      ...[{ title: 'Topic' }, { title: 'Decision' }, { title: 'Conversations' }],
      ...[...INTERVAL, { title: 'n AI' }, { title: 'n people' }],
    ],
    rows: strata.map((topic) => [
      ...[topicWord(topic), DECISION_WORDS[topic.decision], topic.conversations],
      ...[topic.difference, topic.low, topic.high, topic.nAi, topic.nHuman],
    ]),
  };
}

export function answeredTable({ responseRates: { ai, human } }: ParityAnswer): PanelTable {
  return {
    columns: [
      ...[{ title: 'Arm' }, { title: 'Answered the survey', unit: 'share' as const }],
      ...[{ title: 'Rated' }, { title: 'Ended' }],
    ],
    rows: [
      ['AI', ai.rate, ai.rated, ai.ended],
      ['People', human.rate, human.rated, human.ended],
    ],
  };
}

export function trendTable({ points }: ParityTrend): PanelTable {
  return {
    columns: [
      ...[{ title: 'Month' }, ...INTERVAL, { title: 'Limit' }, { title: 'n AI' }, { title: 'n people' }],
      ...[{ title: 'Verdict' }, { title: 'Provisional' }],
    ],
    rows: points.map(({ period, adjusted, margin, nAi, nHuman, verdict, provisional }) => [
      ...[period, ...cells(adjusted), -margin, nAi, nHuman, VERDICT_WORDS[verdict], provisional],
    ]),
  };
}
