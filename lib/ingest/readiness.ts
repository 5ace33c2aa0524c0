import { RECORD_TYPES, type RecordType } from '@/lib/core/record';
import type { Question, Readiness } from '@/lib/core/sources';
import type { Metric } from '@/lib/metrics/define';
import { needsOf } from '@/lib/metrics/needs';

/**
 * Which metrics the records present can answer, what the others lack, and what each kind of record would add.
 * A field counts as lacking only where its records are there.
 */
export function readinessOf(
  metrics: readonly Metric[],
  present: ReadonlySet<RecordType>,
  fields: Readonly<Record<string, boolean>>,
): Readiness {
  const questions = metrics.map((metric): Question => {
    const needs = needsOf(metric);
    const records = needs.records.filter((type) => !present.has(type));
    const field = needs.field && records.length === 0 && !fields[needs.field] ? needs.field : null;
    return { id: metric.id, title: metric.title, group: metric.class, records, field };
  });
  const adds = RECORD_TYPES.filter((type) => !present.has(type)).map((type) => ({
    records: type,
    alone: questions.filter(({ records }) => records.length === 1 && records[0] === type).length,
    together: questions.filter(({ records }) => records.includes(type)).length,
  }));
  const lacking = new Map<string, number>();
  for (const { field } of questions) if (field) lacking.set(field, (lacking.get(field) ?? 0) + 1);
  return {
    answered: questions.filter(({ records, field }) => records.length === 0 && field === null).length,
    asked: questions.length,
    questions,
    adds: adds.filter(({ together }) => together > 0).sort((a, b) => b.alone - a.alone || b.together - a.together),
    fields: [...lacking]
      .map(([field, count]) => ({ field, questions: count }))
      .sort((a, b) => b.questions - a.questions),
  };
}
