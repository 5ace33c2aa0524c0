import { spawn } from 'node:child_process';
import { childEnv } from '@/lib/env';

/** Enough for any summary; what a broken child writes beyond it is not kept. */
const MOST_KEPT = 1024 * 1024;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

export const lastLine = (text: string): string =>
  text
    .trimEnd()
    .split(/[\r\n]+/)
    .at(-1) ?? '';

/** Runs a Node program of ours to its end, keeping the last of what it says. `env` comes on top of our own. */
export function runChild(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(Object.keys(env).length > 0 && { env: childEnv(env) }),
    });
    const kept = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8');
      child[name].on('data', (text: string) => {
        kept[name] = (kept[name] + text).slice(-MOST_KEPT);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...kept }));
  });
}
