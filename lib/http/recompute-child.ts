import { spawn } from 'node:child_process';
import type { Actor } from '@/db/audit';
import { TandemError } from '@/lib/core/errors';
import { logError } from '@/lib/log';
import type { SettingWish } from '@/lib/settings/change';

/** The command says so once its work is on record for everybody to see. */
const BEGUN = /^recomputing$/m;

/**
 * Hands the change to the command line's own `settings set`, in a process of its own: it works for a while, and the
 * server stays quick. Returns once it has begun; throws 409 with its sentence when it ends before that.
 */
export function startRecomputing({ name, value, version }: SettingWish, { viewer }: Actor): Promise<void> {
  const options = ['--json', '--by', viewer.name, ...(version === undefined ? [] : ['--after', String(version)])];
  const args = ['--import', 'tsx', 'scripts/tandem.ts', 'settings', 'set', name, JSON.stringify(value), ...options];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8');
    child.stderr.on('data', (text: string) => {
      said = (said + text).slice(-4000);
      if (BEGUN.test(said)) resolve();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code !== 0) logError('settings', `recomputing for ${name} ended with ${code}`, new Error(said));
      const last = said.trimEnd().split('\n').at(-1);
      reject(new TandemError(409, last || 'The recomputation did not begin. Try again.'));
    });
  });
}
