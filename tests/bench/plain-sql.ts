import { UNKNOWN } from '@/lib/core/dimensions';
import type { MetricRequest } from '@/lib/core/request';

const HANDLED_BY = `case when ai_involved and human_involved then 'hybrid' when ai_involved then 'ai' when human_involved then 'human' else 'none' end`;

/** The same number as one would write it by hand over the records, where that is one statement. */
const EXPRESSIONS: Record<string, string> = {
  conversations: 'count(*)',
  ai_share: 'avg((ai_involved and not human_involved)::int)',
  ai_involvement_rate: 'avg(ai_involved::int)',
  resolution_rate: `avg((outcome = 'resolved')::int)`,
  automation_rate: `avg((ai_involved and not human_involved and outcome = 'resolved')::int)`,
  csat_mean: `avg(csat) filter (where csat_at is null or csat_at <= ended_at + interval '21 days')`,
  resolution_time_p50: `percentile_cont(0.5) within group (order by extract(epoch from ended_at - started_at)) filter (where outcome = 'resolved')`,
  resolution_time_p90: `percentile_cont(0.9) within group (order by extract(epoch from ended_at - started_at)) filter (where outcome = 'resolved')`,
  resolution_time_mean: `avg(extract(epoch from ended_at - started_at)) filter (where outcome = 'resolved')`,
  first_response_time_p50:
    'percentile_cont(0.5) within group (order by extract(epoch from first_reply_at - started_at))',
};

const column = (dimension: string) =>
  dimension === 'handled_by' ? HANDLED_BY : `coalesce(${dimension}, '${UNKNOWN}')`;

/** null where the metric is no single plain statement. The zone of the bench is UTC. */
export function plainSql({
  metrics,
  from,
  to,
  grain,
  by = [],
  filter = {},
}: MetricRequest): { text: string; values: unknown[] } | null {
  const expression = EXPRESSIONS[metrics[0]!];
  if (!expression) return null;
  const values: unknown[] = [from, to];
  const where = ['started_at >= $1', 'started_at < $2'];
  for (const [dimension, allowed] of Object.entries(filter)) {
    values.push(allowed);
    where.push(`${column(dimension)} = any($${values.length})`);
  }
  const keys = [...(grain ? [`date_trunc('${grain}', started_at)`] : []), ...by.map(column)];
  const group = keys.length ? ` group by ${keys.map((_, index) => index + 1).join(', ')}` : '';
  return {
    text: `select ${[...keys, expression].join(', ')} from conversation where ${where.join(' and ')}${group}`,
    values,
  };
}
