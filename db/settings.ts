import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { ASSUMPTION_NAMES, type Assumption, type AssumptionName, complaintsOf } from '@/lib/core/assumptions';
import { TandemError, unanswerable } from '@/lib/core/errors';
import { isDate } from '@/lib/core/period';
import { DEFAULT_SETTINGS, type Settings } from '@/lib/core/settings';
import { isZone } from '@/lib/core/zone';
import type { Db } from './client';
import type { Database } from './schema';

const currencies = new Set(Intl.supportedValuesOf('currency'));
const date = z.string('needs a date').refine(isDate, 'is not a date (YYYY-MM-DD)');
const filled = (longest: number) =>
  z.string('needs a text').trim().min(1, 'is empty').max(longest, `is longer than ${longest} characters`);
const whole = (smallest: number, largest: number, tooSmall = `is not below ${smallest}`) =>
  z
    .number('needs a number')
    .int('needs a whole number')
    .min(smallest, tooSmall)
    .max(largest, `is not above ${largest}`);

const short = (longest: number) => z.string('needs a text').trim().max(longest, `is longer than ${longest} characters`);

const assumption = (name: AssumptionName) => {
  const value = z.number('needs a number');
  return z
    .strictObject({
      ...{ unit: short(80), low: value, base: value, high: value, source: short(300) },
      ...{ owner: short(80), date: z.literal('').or(date) },
    })
    .superRefine((one, context) => {
      for (const [place, message] of Object.entries(complaintsOf(name, one)))
        context.addIssue({ code: 'custom', path: [place], message });
    });
};

const isOnce = (margins: { from: string }[]) => new Set(margins.map(({ from }) => from)).size === margins.length;

const schemas: { [Name in keyof Settings]: z.ZodType<Settings[Name]> } = {
  name: filled(200),
  time_zone: z.string('needs a name').refine(isZone, 'is not a known time zone'),
  currency: z.string('needs a code').refine((code) => currencies.has(code), 'is not a currency code of ISO 4217'),
  week_start: whole(1, 7),
  holidays: z
    .array(date, 'needs a list of dates')
    .max(5000, 'holds more than 5,000 dates')
    .transform((dates) => [...new Set(dates)].sort()),
  group_size: whole(5, 1000, 'is never below 5'),
  baseline: z
    .string('needs a quarter')
    .regex(/^\d{4}-Q[1-4]$/, 'is not a quarter (2023-Q1)')
    .nullable(),
  human_target_seconds: whole(1, 7 * 86_400),
  targets: z.record(z.string(), z.number('needs a number')),
  events: z
    .array(z.object({ on: date, label: filled(80), owner: z.string('needs a text').trim().max(80, 'is too long') }))
    .max(200, 'holds more than 200 events'),
  parity_margins: z
    .array(
      z.strictObject({
        from: date,
        value: z.number('needs a number').positive('is more than 0').max(4, 'is not above 4'),
        ...{ owner: filled(80), reason: filled(300) },
      }),
    )
    .max(100, 'holds more than 100 limits')
    .refine(isOnce, 'names a day twice')
    .transform((margins) => [...margins].sort((a, b) => (a.from < b.from ? -1 : 1))),
  parity_by_language: z.boolean('is yes or no'),
  base_period: z
    .strictObject({ from: date, to: date })
    .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than its beginning' })
    .nullable(),
  assumptions: z.strictObject(
    Object.fromEntries(ASSUMPTION_NAMES.map((name) => [name, assumption(name)])) as unknown as {
      [Name in AssumptionName]: z.ZodType<Assumption>;
    },
  ),
};

export type SettingName = keyof Settings;

export interface SettingVersion {
  /** 0 while nobody ever set it */
  version: number;
  value: unknown;
  changed_at: Date | null;
  changed_by: string | null;
}

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

/** The same with who set each, when, and as which version. */
export async function readSettingVersions(db: Db): Promise<Record<SettingName, SettingVersion>> {
  const { rows } = await sql<SettingVersion & { name: string }>`
    select distinct on (name) name, version, value, changed_at, changed_by
    from setting order by name, version desc`.execute(db);
  const newest = new Map(rows.map(({ name, ...version }) => [name, version]));
  const never = { version: 0, changed_at: null, changed_by: null };
  return Object.fromEntries(
    Object.entries(DEFAULT_SETTINGS).map(([name, value]) => [name, newest.get(name) ?? { ...never, value }]),
  ) as Record<SettingName, SettingVersion>;
}

const MOST_VERSIONS = 100;

/** Every version of one setting, the newest first. */
export const settingHistory = (db: Db, name: SettingName): Promise<SettingVersion[]> =>
  db
    .selectFrom('setting')
    .select(['version', 'value', 'changed_at', 'changed_by'])
    .where('name', '=', name)
    .orderBy('version', 'desc')
    .limit(MOST_VERSIONS)
    .execute();

export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(schemas, name);
}

/** The value as it would be kept. Throws a 422 naming each place that is wrong. */
export function checkSetting(name: string, value: unknown): unknown {
  if (!isSetting(name)) throw unanswerable('name', `There is no setting called ${name}.`);
  const parsed = schemas[name].safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => {
    const field = [name, ...path].join('.');
    return { field, detail: `${field} ${message}.` };
  });
  throw new TandemError(422, errors[0]!.detail, errors);
}

/**
 * Keeps a new version of one setting. With `after`, only if that version is still the newest: returns false otherwise.
 * Throws a 422 naming what is wrong with the value.
 */
export async function writeSetting(
  db: Kysely<Database>,
  name: string,
  value: unknown,
  by: string,
  after?: number,
): Promise<boolean> {
  const checked = checkSetting(name, value);
  const { rows } = await sql`
    insert into setting (name, version, value, changed_by)
    select ${name}, coalesce(max(version), 0) + 1, ${JSON.stringify(checked)}::jsonb, ${by}
    from setting where name = ${name}
    having ${after ?? null}::int is null or coalesce(max(version), 0) = ${after ?? null}
    on conflict do nothing returning version`.execute(db);
  return rows.length === 1;
}

/** Currencies and quarters of the financials on record. No figure among them. */
export async function financialsOnRecord(db: Db): Promise<{ currencies: string[]; quarters: string[] }> {
  const { rows } = await sql<{ currencies: string[]; quarters: string[] }>`
    select coalesce(array_agg(distinct currency), '{}') as currencies,
           coalesce(array_agg(distinct quarter), '{}') as quarters
    from financials`.execute(db);
  const { currencies: used, quarters } = rows[0]!;
  return { currencies: used, quarters };
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
