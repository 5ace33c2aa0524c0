import type { Db } from '@/db/client';
import { DEMO } from '@/db/ingest/demo';
import { recordsBySource } from '@/db/ingest/source-overview';
import { listRuns } from '@/db/runs';
import { randomPassword } from '@/lib/auth/password';
import { allUsers, disableUser } from '@/lib/auth/users';
import { TandemError } from '@/lib/core/errors';
import type { SampleState } from '@/lib/core/sources';
import { logError } from '@/lib/log';
import { lastLine, runChild } from './child';

interface Loading {
  running: boolean;
  error: string | null;
}

// On globalThis: the bundler gives each route its own copy of this module, and the process loads one sample.
const shared = globalThis as { tandemSample?: Loading };

/** Where the sample company stands: the process that loads it, its run, what lies in its way, and who came with it. */
export async function sampleState(db: Db, viewer: string): Promise<SampleState> {
  const [[run], records, users] = await Promise.all([
    listRuns(db, { source: DEMO, limit: 1 }),
    recordsBySource(db),
    allUsers(db),
  ]);
  const running = shared.tandemSample?.running === true || run?.state === 'running';
  const loaded = !running && records.some(({ source }) => source === DEMO);
  const error = shared.tandemSample?.error ?? (run?.state === 'failed' ? run.error : null);
  return {
    state: running ? 'loading' : loaded ? 'loaded' : error ? 'failed' : 'absent',
    beside: records.some(({ source }) => source !== DEMO),
    phase: run?.state === 'running' ? run.phase : null,
    rows: run?.state === 'running' ? run.rows_so_far : 0,
    error: loaded || running ? null : error,
    people: users.filter(({ email, disabled }) => isOfSample(email) && !disabled && email !== viewer).length,
  };
}

/**
 * Begins to load the sample company by the command line's own road, in a process of its own, and returns the password
 * its five people will have. Throws a 409 where it is there, on its way, or own records are.
 */
export async function startSample(db: Db, viewer: string): Promise<{ password: string }> {
  const { state, beside } = await sampleState(db, viewer);
  if (beside) throw new TandemError(409, 'The sample company is not loaded beside your own records.');
  if (state === 'loading') throw new TandemError(409, 'The sample company is being loaded already.');
  if (state === 'loaded') throw new TandemError(409, 'The sample company is loaded already.');
  const loading: Loading = { running: true, error: null };
  shared.tandemSample = loading;
  const password = randomPassword();
  const args = ['--import', 'tsx', 'scripts/tandem.ts', 'demo', '--people', '--json'];
  runChild(args, { TANDEM_DEMO: '1', TANDEM_DEMO_PASSWORD: password })
    .then(({ code, stderr }) => {
      loading.error = code === 0 ? null : lastLine(stderr) || `It ended with ${code}.`;
    })
    .catch((error) => {
      logError('http', 'sample', error);
      loading.error = 'The program that loads it could not be started.';
    })
    .finally(() => {
      loading.running = false;
    });
  return { password };
}

const isOfSample = (email: string) => email.endsWith('@demo.local');

/** Ends the sign-ins of the sample's people, but for the one who asks. Returns whose. */
export async function disableSamplePeople(db: Db, except: string): Promise<string[]> {
  const people = (await allUsers(db)).filter(({ email, disabled }) => isOfSample(email) && !disabled);
  const others = people.map(({ email }) => email).filter((email) => email !== except);
  for (const email of others) await disableUser(db, email);
  return others;
}
