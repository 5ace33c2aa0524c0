import type { RawRecord } from '@/lib/connectors/define';
import type { Complexity } from '@/lib/core/setup';

/** Fills in how hard a conversation is. */
export type Grade = (record: RawRecord) => void;

/**
 * How hard a topic is, where an administrator said so and the source did not. The topic comes from the customer's
 * first message, so this is the same whoever answered.
 */
export function gradeBy(complexity: Readonly<Record<string, Complexity>>): Grade {
  const known = new Map(Object.entries(complexity));
  if (known.size === 0) return () => undefined;
  return (record) => {
    if (record.type !== 'conversation' || typeof record.intent !== 'string') return;
    if (record.complexity === undefined || record.complexity === null || record.complexity === '')
      record.complexity = known.get(record.intent) ?? null;
  };
}
