import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { childEnv } from '@/lib/env';

export interface Child {
  /** resolves when it ended with status 0; throws one line with the end of what it said otherwise */
  done: Promise<void>;
}

const TAIL = 4000;
const running = new Set<ChildProcess>();

/** Runs a Node program of ours. Its standard error goes to the terminal when `loud`, else it is shown on failure. */
export function runNode(
  what: string,
  args: string[],
  { env = {}, loud = false }: { env?: Record<string, string>; loud?: boolean } = {},
): Child {
  const child = spawn(process.execPath, args, {
    env: childEnv(env),
    stdio: ['ignore', 'pipe', loud ? 'inherit' : 'pipe'],
  });
  follow(child);
  let said = '';
  const keep = (chunk: Buffer) => {
    said = (said + chunk).slice(-TAIL);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  const done = once(child, 'close').then(([status, signal]) => {
    if (status === 0) return;
    throw new Error(`${said ? `${said.trimEnd()}\n` : ''}${what} failed (${signal ?? `status ${status}`}).`);
  });
  // Awaited later, perhaps after another child's failure: that one is then the one reported.
  done.catch(() => undefined);
  return { done };
}

/** Counts a child as ours, to be stopped with us. */
export function follow(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
}

/** Ends every child and waits for them; those that do not listen are killed. */
export async function stopChildren(graceMs = 10_000): Promise<void> {
  const children = [...running];
  const ended = Promise.all(children.map((child) => once(child, 'exit')));
  for (const child of children) child.kill('SIGTERM');
  const timer = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
  }, graceMs);
  await ended;
  clearTimeout(timer);
}
