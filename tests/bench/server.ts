import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Connection } from '@/db/client';
import { type Bench, monthFiles, tandem } from './workspace';

/** A production server of the built pages on a database. */
export interface Served {
  /** http://127.0.0.1:PORT */
  address: string;
  stop(): void;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export async function serve(url: string): Promise<Served> {
  if (!existsSync('.next/BUILD_ID'))
    throw new Error('There is no production build: run npm start once, or npx next build.');
  const port = await freePort();
  const child = spawn('node_modules/.bin/next', ['start', '-H', '127.0.0.1', '-p', String(port)], {
    env: { ...process.env, DATABASE_URL: url, PORT: String(port) },
    stdio: 'ignore',
  });
  const address = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 100; attempt++) {
    const up = await fetch(`${address}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) return { address, stop: () => child.kill('SIGTERM') };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill('SIGTERM');
  throw new Error('The server did not come up within 20 s.');
}

let prepared: Promise<{ url: string; connection: Connection }> | undefined;

/** 18 months of the reference company at the default scale and its first month at full size, loaded once a run. */
export function referenceDatabase(bench: Bench): Promise<{ url: string; connection: Connection }> {
  prepared ??= load(bench);
  return prepared;
}

async function load(bench: Bench) {
  const database = await bench.database('bench_query');
  await tandem(database.url, 'migrate');
  await tandem(database.url, 'demo');
  await tandem(database.url, 'ingest', '--source', 'demo', await monthFiles(database.url));
  await database.connection.pool.query('vacuum analyze');
  return database;
}
