import fs from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import type { Db } from '@/db/client';
import { holdsDemo } from '@/db/settings';
import { passwordHashOf } from '@/db/users';
import { randomPassword, verifyPassword } from '@/lib/auth/password';
import { addUser, allUsers, setPassword } from '@/lib/auth/users';
import { dataFolder } from '@/lib/data-folder';
import type { Env } from '@/lib/env';
import { runNode } from './children';

const DOMAIN = 'demo.local';
const PEOPLE = [
  { email: `executive@${DOMAIN}`, role: 'executive' },
  { email: `lead@${DOMAIN}`, role: 'team_lead' },
  { email: `service@${DOMAIN}`, role: 'service_lead' },
  { email: `analyst@${DOMAIN}`, role: 'analyst' },
  { email: `admin@${DOMAIN}`, role: 'admin' },
];
const LED = 'Marketing';

export interface SignIns {
  people: { email: string; grants: { role: string; departments: readonly string[] }[] }[];
  /** null: made and shown at an earlier start */
  password: string | null;
}

/** Loads the reference company into a database that never saw a run, or finishes a load that was interrupted. */
export async function loadDemo(db: Db, env: Env, url: string, say: (line: string) => void): Promise<void> {
  const unfinished = path.join(dataFolder(env), 'demo-unfinished');
  if (env.TANDEM_DEMO === '0' || !(await wanted(db, fs.existsSync(unfinished)))) return;
  say('Loading the reference company …');
  fs.writeFileSync(unfinished, '');
  const loud = process.stderr.isTTY === true;
  await runNode('Loading the reference company', ['--import', 'tsx', 'scripts/tandem.ts', 'demo'], {
    env: { DATABASE_URL: url },
    loud,
  }).done;
  fs.rmSync(unfinished, { force: true });
}

async function wanted(db: Db, unfinished: boolean): Promise<boolean> {
  const { rows } = await sql<{ ran: boolean; own: boolean }>`
    select pg_sequence_last_value(pg_get_serial_sequence('run', 'id')) is not null as ran,
      exists (select from source where name <> 'demo') as own`.execute(db);
  return !rows[0]!.ran || (unfinished && !rows[0]!.own);
}

/** The demo's people, made where there are none; null while there is no demo. */
export async function demoSignIns(db: Db, env: Env): Promise<SignIns | null> {
  if (env.TANDEM_DEMO === '0' || !(await holdsDemo(db))) return null;
  const known = new Set((await allUsers(db)).map(({ email }) => email));
  const there = PEOPLE.filter(({ email }) => known.has(email));
  const password = env.TANDEM_DEMO_PASSWORD ?? (there.length === 0 ? randomPassword() : null);
  if (password) {
    await add(
      db,
      PEOPLE.filter((person) => !there.includes(person)),
      password,
    );
    for (const { email } of there) await changePassword(db, email, password);
  }
  const enabled = (await allUsers(db)).filter(({ disabled }) => !disabled);
  return { people: PEOPLE.flatMap(({ email }) => enabled.filter((user) => user.email === email)), password };
}

/** All or none, so that a start that is interrupted here leaves nobody without a known password. */
async function add(db: Db, people: typeof PEOPLE, password: string): Promise<void> {
  const led = await ledDepartment(db);
  await db.transaction().execute(async (trx) => {
    for (const { email, role } of people)
      await addUser(trx, { email, role, departments: role === 'team_lead' ? [led] : undefined, password });
  });
}

/** Only where it differs: a new password ends every session of that person. */
async function changePassword(db: Db, email: string, password: string): Promise<void> {
  if (!(await verifyPassword(await passwordHashOf(db, email), password))) await setPassword(db, email, password);
}

async function ledDepartment(db: Db): Promise<string> {
  const rows = await db.selectFrom('employee').select('department').distinct().orderBy('department').execute();
  const names = rows.map(({ department }) => department);
  return names.includes(LED) ? LED : (names[0] ?? LED);
}
