import { bringUp } from '@/db/bring-up';
import { type OpenDatabase, openDatabase } from '@/db/open';
import { firstAdminToken } from '@/lib/auth/first-admin';
import { type Env, readEnv } from '@/lib/env';
import { authSecret, credentialKey, hashKey } from '@/lib/secrets';
import { buildIfStale } from './build';
import { stopChildren } from './children';
import { demoSignIns, loadDemo, type SignIns } from './demo';
import { keepPulling } from './pulling';
import { checkPortFree, hostInUrl, type Server, serve } from './server';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Brings everything up, serves until a signal comes, and puts everything away. Returns the exit status. */
export async function start(): Promise<number> {
  const stopped = untilSignal();
  let database: OpenDatabase | undefined;
  let status = 0;
  try {
    const env = readEnv();
    await checkPortFree(env);
    // The secrets first: a key that cannot be used is found before anything is stored under it.
    hashKey(env);
    credentialKey(env);
    authSecret(env);
    database = await openDatabase({ max: 2, signals: false });
    await Promise.race([stopped, run(env, database)]);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    status = 1;
  }
  await stopChildren();
  await database?.close();
  return status;
}

async function run(env: Env, database: OpenDatabase): Promise<void> {
  const { db, url } = database;
  await bringUp(database, say);
  const [, built] = await Promise.all([loadDemo(db, env, url, say), buildIfStale(say)]);
  const signIns = await demoSignIns(db, env);
  const server: Server = await serve(env, url);
  if (env.TANDEM_PULLING === 'on') keepPulling(url);
  const address = env.TANDEM_URL ?? `http://${hostInUrl(env)}:${env.PORT}`;
  say(`${built ? '\n' : ''}Tandem is at ${address}`);
  if (signIns) sayWho(signIns);
  const token = await firstAdminToken(db);
  if (token) say(`Make the first administrator (once, within a day): ${address}/first-start?token=${token}`);
  say('Ctrl-C stops it.');
  await server.ended;
}

function sayWho({ people, password }: SignIns): void {
  say('\nSign in to the reference company:');
  for (const { email, grants } of people)
    say(`  ${email.padEnd(22)} ${grants.map((one) => [one.role, ...one.departments].join(' of ')).join(', ')}`);
  say(
    password
      ? `  password: ${password}\n`
      : '  password: as shown at the first start; TANDEM_DEMO_PASSWORD sets another\n',
  );
}

/** npm and the terminal both deliver a Ctrl-C: all but the first are ignored, since stopping has a time limit. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve());
  });
}
