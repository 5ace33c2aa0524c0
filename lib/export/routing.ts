import type { Cell } from '@/lib/core/panel-table';
import type { Decision, ParityAnswer } from '@/lib/core/parity';
import { DECISION_WORDS, parityWords } from '@/lib/core/parity-words';
import { csvDocument } from './csv';

const COLUMNS = [
  ...['decision', 'channel', 'intent', 'complexity', 'language', 'conversations', 'of_these_ai'],
  ...['ai_minus_people', 'low_95', 'high_95', 'ratings_ai', 'ratings_people', 'verdict'],
];
const ORDER: Decision[] = ['send', 'watch', 'leave', 'not_enough'];

/** Which topics people should answer, as a list that a routing rule can be made from; what it rests on comes below. */
export function routingDocument(answer: ParityAnswer, by: string, at: Date): string {
  const topics = [...answer.strata].sort(
    (a, b) => ORDER.indexOf(a.decision) - ORDER.indexOf(b.decision) || b.conversations - a.conversations,
  );
  const rows = topics.map((topic): Cell[] => [
    ...[topic.decision, topic.channel, topic.intent, topic.complexity, topic.language ?? ''],
    ...[topic.conversations, topic.aiConversations, topic.difference, topic.low, topic.high],
    ...[topic.nAi, topic.nHuman, topic.verdict],
  ]);
  const words = parityWords(answer);
  const about: [string, Cell][] = [
    ['About this file', 'routing list made by Tandem'],
    ['Data', answer.demo ? 'DEMO: the reference company, invented' : "the company's own records"],
    ['From', answer.from],
    ['Up to, not including', answer.to],
    ['Arms', answer.arms],
    ['Filter', JSON.stringify(answer.filter)],
    ['Finding', `${words.head}. ${words.detail}`],
    ['Standing', answer.record ? 'verdict of record' : 'exploratory'],
    ...ORDER.map((decision): [string, Cell] => [`Decision: ${decision}`, DECISION_WORDS[decision]]),
    ['As of', answer.asOf],
    ['Rows', rows.length],
    ['Exported at', at.toISOString()],
    ['Exported by', by],
  ];
  return csvDocument([{ columns: COLUMNS, rows, about }]);
}
