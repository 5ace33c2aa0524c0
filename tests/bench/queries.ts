import type { Connection } from '@/db/client';
import { SERVICE_DIMENSIONS } from '@/lib/core/dimensions';
import type { MetricRequest } from '@/lib/core/request';
import { asker } from './ask';
import { type Drawn, drawRequests } from './draw';
import { plainSql } from './plain-sql';
import { referenceDatabase, serve } from './server';
import { type Bench, median, quantile, report } from './workspace';

const SEED = 20240127;
const COUNT = 300;
const RANGE = { from: '2023-10-01', to: '2025-04-01' };

/** What each dimension can be filtered by, most frequent first. */
async function valuesOf({ pool }: Connection): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = { handled_by: ['ai', 'human', 'hybrid'] };
  for (const dimension of SERVICE_DIMENSIONS.slice(1)) {
    const { rows } = await pool.query(
      `select coalesce(${dimension}, 'unknown') v from conversation tablesample system (2) group by 1 order by count(*) desc limit 40`,
    );
    found[dimension] = rows.map((row) => row.v);
  }
  for (const dimension of ['department', 'team']) {
    const { rows } = await pool.query(
      `select ${dimension} v from employee where ${dimension} is not null group by 1 order by count(*) desc limit 10`,
    );
    found[dimension] = rows.map((row) => row.v);
  }
  const { rows } = await pool.query('select tool v from tool_activity group by 1');
  found.tool = rows.map((row) => row.v);
  return found;
}

/** 300 requests by the HTTP API, warm, one after another; nothing is answered from a cache of answers. */
export async function benchQueries(bench: Bench): Promise<void> {
  const { url, connection } = await referenceDatabase(bench);
  const drawn = drawRequests(SEED, COUNT, RANGE, await valuesOf(connection));
  const { address, stop } = await serve(url);
  try {
    const ask = await asker(url, address);
    for (const { request } of drawn) await ask('query', request);
    const timed: (Drawn & { status: number; ms: number; rows: number })[] = [];
    for (const one of drawn) {
      const attempts = [
        await ask('query', one.request),
        await ask('query', one.request),
        await ask('query', one.request),
      ];
      const ms = median(attempts.map((attempt) => attempt.ms));
      const { status, body } = attempts[0]!;
      timed.push({ ...one, status, ms, rows: status === 200 ? JSON.parse(body).rows.length : 0 });
    }
    const answered = timed.filter(({ status }) => status === 200);
    report(
      `queries, ${COUNT} drawn with seed ${SEED}, ${answered.length} answered, ${COUNT - answered.length} refused as too large`,
    );
    for (const [name, few] of [
      ['at most two dimensions', true],
      ['three or more', false],
    ] as const) {
      const some = answered.filter(({ dimensions }) => dimensions <= 2 === few).map(({ ms }) => ms);
      report(
        `  ${name.padEnd(24)} n ${some.length}  p50 ${median(some).toFixed(1)} ms  p95 ${quantile(some, 0.95).toFixed(1)} ms  max ${Math.max(...some).toFixed(0)} ms`,
      );
    }
    const slowest = [...answered].sort((a, b) => b.ms - a.ms).slice(0, 5);
    for (const { request, ms, rows } of slowest)
      report(`    ${ms.toFixed(0)} ms, ${rows} rows: ${JSON.stringify(request)}`);
    await reportRatios(connection, answered);
  } finally {
    stop();
  }
}

async function reportRatios({ pool }: Connection, answered: { request: MetricRequest; ms: number }[]): Promise<void> {
  const ratios: number[] = [];
  for (const { request, ms } of answered) {
    const plain = plainSql(request);
    if (!plain || ratios.length >= 25) continue;
    const begun = performance.now();
    await pool.query(plain);
    ratios.push((performance.now() - begun) / ms);
  }
  report(`  plain SQL over the records takes ${median(ratios).toFixed(0)} × as long (median of ${ratios.length})`);
}
