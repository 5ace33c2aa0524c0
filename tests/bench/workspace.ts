import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Connection, connect } from '@/db/client';
import { openDatabase } from '@/db/open';

const FOLDER = path.resolve('.data-bench');
/** The reference company's first month at full size: 3.5 million conversations. */
export const MONTH = { from: '2024-01-27', to: '2024-02-27', folder: path.join(FOLDER, 'month') };

export interface Bench {
  server: Connection;
  /** a fresh database of its own, made anew */
  database(name: string): Promise<{ url: string; connection: Connection }>;
  close(): Promise<void>;
}

/** The product's own embedded server with its own settings (fsync on), in a folder of the bench's. */
export async function openBench(): Promise<Bench> {
  process.env.TANDEM_DATA_DIR = FOLDER;
  const server = await openDatabase();
  const open: Connection[] = [server];
  const url = new URL((server.pool as unknown as { options: { connectionString: string } }).options.connectionString);
  return {
    server,
    async database(name) {
      await server.pool.query(`drop database if exists ${name} with (force)`);
      await server.pool.query(`create database ${name}`);
      url.pathname = `/${name}`;
      const connection = connect(url.toString());
      open.push(connection);
      return { url: url.toString(), connection };
    },
    async close() {
      for (const connection of open.reverse()) await connection.close();
    },
  };
}

export interface Finished {
  seconds: number;
  /** the process's own peak, MB */
  peakMb: number;
  result: Record<string, unknown>;
}

/** Runs a command of the command line as its own process and measures it from outside. */
export function tandem(url: string, ...words: string[]): Promise<Finished> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/tandem.ts', ...words, '--json'], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, residentMb(child.pid));
  }, 100);
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => {
      clearInterval(watch);
      if (code !== 0) return reject(new Error(`tandem ${words.join(' ')} ended with ${code}`));
      const last = out.trimEnd().split('\n').at(-1)!;
      resolve({ seconds: (performance.now() - begun) / 1000, peakMb, result: JSON.parse(last) });
    });
  });
}

function residentMb(pid: number | undefined): number {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return 0;
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8'))?.[1] ?? 0) / 1024;
}

/** The month's files, generated once and kept. */
export async function monthFiles(url: string): Promise<string> {
  if (!existsSync(MONTH.folder)) {
    await mkdir(MONTH.folder, { recursive: true });
    await tandem(url, 'demo', '--scale', '1', '--from', MONTH.from, '--to', MONTH.to, '--out', MONTH.folder);
  }
  return MONTH.folder;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

export function quantile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)]!;
}

export function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
