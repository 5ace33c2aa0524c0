import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Connection } from '@/db/client';
import { type Bench, median, monthFiles, report, tandem } from './workspace';

/** Seconds of a server-side COPY … FROM of the same rows into a plain logged table, without any index. */
async function bareCopy({ pool }: Connection, runs: number): Promise<number> {
  const { rows } = await pool.query(`select current_setting('data_directory') || '/bare-copy.txt' as file`);
  const file = rows[0].file as string;
  await pool.query(`copy (select * from conversation) to '${file}'`);
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    await pool.query('drop table if exists bare');
    await pool.query('create table bare (like conversation)');
    await pool.query('checkpoint');
    const begun = performance.now();
    await pool.query(`copy bare from '${file}'`);
    seconds.push((performance.now() - begun) / 1000);
  }
  await pool.query('drop table bare');
  return median(seconds);
}

/** The first month at full size: once fresh, once again, against the bare COPY of the same rows in the same run. */
export async function benchIngest(bench: Bench, runs: number): Promise<void> {
  const { url: scratch } = await bench.database('bench_scratch');
  const folder = await monthFiles(scratch);
  const files = (await readdir(folder))
    .filter((file) => file.startsWith('conversations'))
    .map((file) => path.join(folder, file));
  const first: number[] = [];
  const store: number[] = [];
  const again: number[] = [];
  let peak = 0;
  let last: { connection: Connection; split: unknown; read: unknown } | undefined;
  for (let run = 0; run < runs; run++) {
    const { url, connection } = await bench.database('bench_ingest');
    await tandem(url, 'migrate');
    const fresh = await tandem(url, 'ingest', '--source', 'bench', ...files);
    const split = fresh.result.split as Record<string, number>;
    const same = await tandem(url, 'ingest', '--source', 'bench', ...files);
    first.push(fresh.seconds);
    store.push(fresh.seconds - (split.rebuild ?? 0));
    again.push(same.seconds);
    peak = Math.max(peak, fresh.peakMb, same.peakMb);
    last = { connection, split, read: fresh.result.read };
  }
  const bare = await bareCopy(last!.connection, runs);
  const ratio = (seconds: number) => `${(seconds / bare).toFixed(2)} ×`;
  report(`ingest, ${last!.read} rows, medians of ${runs} runs`);
  report(`  bare COPY                         ${bare.toFixed(1)} s`);
  report(`  whole, visible                    ${median(first).toFixed(1)} s   ${ratio(median(first))}   (at most 8 ×)`);
  report(`  parse, validate, dedupe, store    ${median(store).toFixed(1)} s   ${ratio(median(store))}   (at most 4 ×)`);
  report(`  the same files again              ${median(again).toFixed(1)} s`);
  report(`  peak memory of the process        ${peak.toFixed(0)} MB   (at most 400)`);
  report(`  split of the last run             ${JSON.stringify(last!.split)}`);
}
