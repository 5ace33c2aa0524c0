import { formatCount, formatDate } from '@/lib/core/format';
import type { Questions, Recognition } from '@/lib/core/recognition';
import type { RecordType } from '@/lib/core/record';
import type { Format } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';
import { counted } from '../words';

const HELD: Record<RecordType, [one: string, many: string]> = {
  conversation: ['conversation', 'conversations'],
  tool_activity: ['day of AI use', 'days of AI use'],
  employee: ['roster row', 'roster rows'],
  seat: ['seat', 'seats'],
  financials: ['quarter of finance', 'quarters of finance'],
};

/** `1,240 conversations, 3 Jan – 4 Feb 2026`, of what was looked at. */
export function heldWords({ counts, firstOn, lastOn, whole, connector }: Recognition): string {
  const { rows, records, gathered, skipped } = counts;
  if (!connector) return `${counted(rows, 'row')}${whole ? '' : ' in its first 1 MB'}`;
  const held = Object.entries(records).map(([type, n]) => counted(n, ...HELD[type as RecordType]));
  if (gathered > 0) held.push(`${counted(gathered, 'row')} that go into sums or complete other files`);
  const without = Object.values(skipped).reduce((sum, n) => sum + n, 0);
  if (without > 0) held.push(`${counted(without, 'row')} without a record`);
  const span = firstOn && lastOn ? `, ${spanOf(firstOn, lastOn)}` : '';
  const what = held.length > 0 ? listWords(held) : rows > 0 ? 'No row that could be taken' : 'No rows';
  return `${what}${span}${whole ? '' : '; looked at: its first 1 MB'}`;
}

const spanOf = (from: string, to: string) =>
  from === to ? formatDate(from) : `${formatDate(from)} – ${formatDate(to)}`;

export const refusedWords = (n: number, whole: boolean) =>
  `${counted(n, 'row')} would be rejected${whole ? '' : ' of those looked at'}`;

/** The questions of a source that are open, each as what its files cannot tell. */
export function openQuestions(questions: Questions): string[] {
  const { topic, customer, person, complexity, accounts, transactions, jobs } = questions;
  const graded = complexity ? complexity.topics.some(({ topic: name }) => complexity.chosen[name]) : true;
  const all: [unknown, string][] = [
    [topic && topic.chosen === null, 'which field is the topic'],
    [!graded, 'how hard each topic is'],
    [customer && customer.chosen === null, 'which field is the same customer in every tool'],
    [person && !person.isAnswered, 'by which words a customer asks for a person'],
    [accounts && accounts.chosen.length === 0, 'which accounts are customer service’s'],
    [transactions && transactions.chosen === null, 'what a transaction is'],
    [jobs && jobs.chosen === null, 'which jobs are tech'],
  ];
  return all.flatMap(([isOpen, words]) => (isOpen ? [words] : []));
}

export const askedQuestions = (questions: Questions): number =>
  Object.values(questions).filter((one) => one !== null).length;

const FORMATS: Record<Format, string> = {
  iso: '2026-12-31 (year first)',
  dmy: '31/12/2026 (day first)',
  mdy: '12/31/2026 (month first)',
  unix_s: 'Seconds since 1970',
  unix_ms: 'Milliseconds since 1970',
  seconds: 'Seconds',
  minutes: 'Minutes',
  hours: 'Hours',
  clock: '00:12:30',
};
export const formatWord = (format: Format) => FORMATS[format];

const SURE: [least: number, words: string][] = [
  [0.75, 'likely'],
  [0.5, 'a guess'],
  [0, 'a weak guess'],
];
export const sureWord = (confidence: number) => SURE.find(([least]) => confidence >= least)![1];

/** `412 of 500 rows, 37 different`. */
export const filledWords = ({ filled, rows, distinct }: { filled: number; rows: number; distinct: number }) =>
  `${formatCount(filled)} of ${counted(rows, 'row')}, ${formatCount(distinct)} different`;

export const shareWord = (part: number, whole: number) => (whole > 0 ? `${Math.round((part / whole) * 100)} %` : '–');
