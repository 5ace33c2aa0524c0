import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { ASSUMPTION_NAMES, ASSUMPTION_SHAPES, type Assumption, type AssumptionName } from '@/lib/core/assumptions';
import { unanswerable } from '@/lib/core/errors';
import { isDate } from '@/lib/core/period';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/core/settings';
import type { Db } from './client';
import type { Database } from './schema';

const zones = new Set(Intl.supportedValuesOf('timeZone'));
const date = z.string().refine(isDate, 'is not a date (YYYY-MM-DD)');

const assumption = (name: AssumptionName) => {
  const { least, most } = ASSUMPTION_SHAPES[name];
  const value = z.number().min(least).max(most);
  return z
    .strictObject({
      ...{ unit: z.string(), low: value, base: value, high: value, source: z.string() },
      ...{ owner: z.string(), date: date.or(z.literal('')) },
    })
    .refine(({ low, base, high }) => low <= base && base <= high, 'must ascend from low to high');
};

const schemas: { [Name in keyof Settings]: z.ZodType<Settings[Name]> } = {
  name: z.string().min(1).max(200),
  time_zone: z.string().refine((zone) => zone === 'UTC' || zones.has(zone), 'is not a known time zone'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code'),
  week_start: z.number().int().min(1).max(7),
  holidays: z.array(date),
  group_size: z.number().int().min(5, 'is never below 5').max(1000),
  baseline: z
    .string()
    .regex(/^\d{4}-Q[1-4]$/, 'is not a quarter (2023-Q1)')
    .nullable(),
  human_target_seconds: z.number().int().min(1),
  targets: z.record(z.string(), z.number()),
  events: z.array(z.object({ on: date, label: z.string().min(1), owner: z.string() })),
  parity_margins: z.array(
    z.object({ from: date, value: z.number().positive().max(4), owner: z.string().min(1), reason: z.string().min(1) }),
  ),
  parity_by_language: z.boolean(),
  base_period: z
    .object({ from: date, to: date })
    .refine(({ from, to }) => from < to, 'must begin before it ends')
    .nullable(),
  assumptions: z.strictObject(
    Object.fromEntries(ASSUMPTION_NAMES.map((name) => [name, assumption(name)])) as unknown as {
      [Name in AssumptionName]: z.ZodType<Assumption>;
    },
  ),
};

/** The workspace's settings: the newest version of each, the default where none was ever set. */
export async function readSettings(db: Kysely<Database>): Promise<Settings> {
  const rows = await sql<{ name: string; value: unknown }>`
    select distinct on (name) name, value from setting order by name, version desc`.execute(db);
  const set = Object.fromEntries(rows.rows.map(({ name, value }) => [name, value]));
  return { ...DEFAULT_SETTINGS, ...set } as Settings;
}

/** One version of a setting, the newest without a number; null where there is none. */
export async function settingVersion(
  db: Kysely<Database>,
  name: keyof Settings,
  version?: number,
): Promise<{ version: number; value: unknown } | null> {
  const asked = db.selectFrom('setting').select(['version', 'value']).where('name', '=', name);
  const one = version === undefined ? asked.orderBy('version', 'desc').limit(1) : asked.where('version', '=', version);
  return (await one.executeTakeFirst()) ?? null;
}

/** Keeps a new version of one setting. Throws a 422 naming what is wrong with the value. */
export async function writeSetting(db: Kysely<Database>, name: string, value: unknown, by: string): Promise<void> {
  if (!(name in schemas)) throw unanswerable('name', `There is no setting called ${name}.`);
  const parsed = schemas[name as keyof Settings].safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw unanswerable(name, `${[name, ...issue.path].join('.')} ${issue.message}.`);
  }
  await sql`
    insert into setting (name, version, value, changed_by)
    select ${name}, coalesce(max(version), 0) + 1, ${JSON.stringify(parsed.data)}::jsonb, ${by}
    from setting where name = ${name}`.execute(db);
}

/** The quarter `baseline` means: the setting's, else the first with financials, else null. */
export async function baselineQuarter(db: Db, settings: Settings): Promise<string | null> {
  if (settings.baseline) return settings.baseline;
  const first = await db.selectFrom('financials').select('quarter').orderBy('quarter').limit(1).executeTakeFirst();
  return first?.quarter ?? null;
}

/** True while the workspace shows the reference company: from the commit that brings it to the one that removes it. */
export async function holdsDemo(db: Db): Promise<boolean> {
  const loaded = await db
    .selectFrom('run')
    .innerJoin('source', 'source.id', 'run.source_id')
    .select('run.id')
    .where('source.name', '=', 'demo')
    .where('run.state', '=', 'succeeded')
    .limit(1)
    .executeTakeFirst();
  return loaded !== undefined;
}
