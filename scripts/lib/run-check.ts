import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** What a check or a suite came to; a check counts as one. */
export interface Result {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
}

export interface Ended {
  /** exit status, or the signal that ended it */
  status: number | string;
  /** its output, unless that was passed on as it came */
  said: string;
}

const running = new Set<ChildProcess>();

export const result = (name: string, passed: number, failed: number, skipped = 0): Result => ({
  ...{ name, passed, failed, skipped },
});

/** One failure, with what was said of it. */
export function failure(name: string, said: string): Result {
  process.stdout.write(`FAILED ${name}\n${said.trimEnd()}\n`);
  return result(name, 0, 1);
}

/** Starts a Node program in the environment of a bare machine plus `env`: a developer's settings decide no test. */
export function spawnNode(args: string[], env: Record<string, string> = {}): ChildProcess {
  const own = ([name]: [string, unknown]) => !/^(TANDEM_(?!TEST_)|DATABASE_URL$|HOST$|PORT$|NODE_ENV$)/.test(name);
  const bare = Object.fromEntries(Object.entries(process.env).filter(own));
  const child = spawn(process.execPath, args, {
    env: { ...bare, ...env } as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Runs a Node program to its end. `live` passes its output on. */
export async function runNode(
  args: string[],
  { env, live = false }: { env?: Record<string, string>; live?: boolean } = {},
): Promise<Ended> {
  const child = spawnNode(args, live ? env : { NO_COLOR: '1', ...env });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => {
      if (live) process.stdout.write(chunk);
      else said += chunk;
    });
  const [status, signal] = await once(child, 'close');
  return { status: status ?? signal, said };
}

/** A program that is one check: it passes with status 0. */
export async function check(name: string, args: string[]): Promise<Result> {
  const begun = performance.now();
  const { status, said } = await runNode(args);
  if (status !== 0) return failure(name, said);
  process.stdout.write(`ok     ${name} (${((performance.now() - begun) / 1000).toFixed(1)} s)\n`);
  return result(name, 1, 0);
}

/** Ends all that still runs. */
export function stopAll(): void {
  for (const child of running) child.kill('SIGTERM');
}
