import { parseDay } from '@/lib/core/instant';
import { dateFrom, isoDay } from './days';
import { defineConnector, type Head, type RawRecord, Refusal, type Row, type Session, Skip } from './define';
import { numberOf, objectsIn, textOf } from './values';

const ROWS = 'value';
const PERIODS = 'copilotactivityuserdetailsbyperiod';

const known = new Map<string, string>();

/** `Report Refresh Date`, `reportRefreshDate` → `reportrefreshdate`: CSV and JSON, both versions, name alike. */
function plain(name: string): string {
  let made = known.get(name);
  if (made === undefined) {
    made = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    // A report has a few dozen names; a file of other names must not fill the memory.
    if (known.size < 1000) known.set(name, made);
  }
  return made;
}

const beginning = ({ rows }: Head): Row[] => rows.flatMap((row) => (ROWS in row ? objectsIn(row[ROWS]) : [row]));
const isUserDetail = (names: readonly string[]) => {
  const given = names.map(plain);
  return (
    ['reportrefreshdate', 'userprincipalname'].every((name) => given.includes(name)) &&
    given.some((name) => name === PERIODS || /copilot.*last.*activity|last.*activity.*copilot|copilotchat/.test(name))
  );
};
const isEmptyReport = (row: Row) =>
  Array.isArray(row[ROWS]) &&
  row[ROWS].length === 0 &&
  ['@odata.context', '@odata.nextLink'].some((name) => /CopilotUsageUserDetail/i.test(textOf(row[name]) ?? ''));

/**
 * Microsoft 365 Copilot's user detail (`getMicrosoft365CopilotUsageUserDetail`, Graph beta and v1.0, both versions of
 * the report), as CSV or JSON. A row is a licensed person over the 7, 30, 90 or 180 days that end on the day the report
 * was refreshed; it tells the last active day, not each, and not how much.
 */
export const m365Copilot = defineConnector({
  id: 'm365-copilot',
  title: 'Microsoft 365 Copilot user detail (Graph report; CSV, JSON)',
  vendor: 'Microsoft',
  about: {
    reads: [
      'One record for each person and period: Report Period days that end on Report Refresh Date; last active on Last Activity Date, else the latest of the apps’, where it lies inside.',
      'The person is the User Principal Name, an address that a roster’s e-mail matches. A JSON row that lists several periods gives one record for each.',
    ],
    drops: [
      'Display names, and the last activity by app.',
      'Rows about all time (Report Period ALL), which is no period: counted, not read. Take D7 or D30.',
    ],
    cannotKnow: [
      'Who a person is where the tenant conceals names (the address is 32 hexadecimal digits): such a report is about a population of its own, kept apart from the roster and labelled. An administrator of Microsoft 365 can have reports show names; those are then another source.',
      'Which days before the last one were active; how many prompts: version 2 counts them over periods that overlap from one report to the next, so they would be counted twice.',
      'People without a licence: they are absent.',
      'Anything between two reports further apart than their period. Load a D7 report each week: figures about the roster stop at the first day of the latest period, a week behind with D7, a month with D30.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 3,
  rowsIn: [ROWS],
  reads: (head) =>
    head.carrier === 'csv'
      ? isUserDetail(head.fields)
      : beginning(head).some((row) => isUserDetail(Object.keys(row))) || head.rows.some(isEmptyReport),
  declines(head) {
    const names = head.carrier === 'csv' ? head.fields : [...head.rows, ...beginning(head)].flatMap(Object.keys);
    return declines(new Set(names.map(plain)));
  },
  begin,
  keep: (row) =>
    Object.fromEntries(
      Object.entries(row).filter(([name, value]) => KEPT.test(plain(name)) && typeof value !== 'object'),
    ),
  keepsUnreadable: false,
});

/** 32 hexadecimal digits in the place of an address. */
const CONCEALED = /^[0-9a-f]{32}$/i;

function begin(): Session {
  let seen = { named: false, concealed: false };
  return {
    open() {
      seen = { named: false, concealed: false };
      return (row) => {
        const made = translate(row);
        if (made instanceof Refusal || made instanceof Skip) return made;
        const { employee_id } = Array.isArray(made) ? made[0]! : made;
        seen[typeof employee_id === 'string' && CONCEALED.test(employee_id) ? 'concealed' : 'named'] = true;
        return made;
      };
    },
    // The setting is the tenant's: a report conceals everybody or nobody.
    activity: () => (seen.named ? 'use' : seen.concealed ? 'own_population' : undefined),
  };
}

const KEPT = /^(report(refreshdate|period)|.*lastactivity(date)?.*)$/;
const INSTEAD = 'Take getMicrosoft365CopilotUsageUserDetail (Copilot usage, user detail) instead.';

function declines(names: ReadonlySet<string>): string | undefined {
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name));
  if (
    has(/enabledusers$/) ||
    names.has('adoptionproducts') ||
    names.has('adoptionbydate') ||
    names.has('adoptionbyproduct')
  )
    return `This is a count of Microsoft 365 Copilot’s users, it names nobody. ${INSTEAD}`;
  if (names.has('reportrefreshdate') && names.has('userprincipalname'))
    return `This is another usage report of Microsoft 365, without Copilot. ${INSTEAD}`;
  return undefined;
}

function translate(row: Row): RawRecord | RawRecord[] | Refusal | Skip {
  const given = new Map<string, unknown>();
  for (const name in row) given.set(plain(name), row[name]);
  const who = textOf(given.get('userprincipalname'));
  if (who === null) return new Refusal('userPrincipalName', 'userPrincipalName is missing');
  const refreshed = dayOf(given.get('reportrefreshdate'));
  if (refreshed === null || refreshed === undefined)
    return new Refusal('reportRefreshDate', 'reportRefreshDate is missing or no date (YYYY-MM-DD)');
  const last = lastActive(given);
  if (last instanceof Refusal) return last;
  const periods = periodsOf(given);
  if (periods instanceof Refusal) return periods;
  if (periods.length === 0) return new Skip('rows about all time');
  const records = periods.map((days): RawRecord => {
    const first = refreshed - days + 1;
    const record: RawRecord = {
      type: 'tool_activity',
      tool: 'm365-copilot',
      date: isoDay(first),
      period_days: days,
      last_active_on: last !== null && last >= first && last <= refreshed ? isoDay(last) : undefined,
    };
    record[who.includes('@') ? 'email' : 'employee_id'] = who;
    return record;
  });
  return records.length === 1 ? records[0]! : records;
}

/** The last active day in any app; null where none is told. */
function lastActive(given: ReadonlyMap<string, unknown>): number | null | Refusal {
  const any = dayOf(given.get('lastactivitydate'));
  if (any === undefined) return new Refusal('lastActivityDate', 'lastActivityDate is no date (YYYY-MM-DD)');
  if (any !== null) return any;
  let latest: number | null = null;
  for (const [name, value] of given) {
    if (!name.includes('lastactivity')) continue;
    const day = dayOf(value);
    if (day === undefined) return new Refusal(name, `${name} is no date (YYYY-MM-DD)`);
    if (day !== null && (latest === null || day > latest)) latest = day;
  }
  return latest;
}

/** Lengths in days, each once; those of all time left out. */
function periodsOf(given: ReadonlyMap<string, unknown>): number[] | Refusal {
  const listed = given.has(PERIODS) ? objectsIn(given.get(PERIODS)).map(({ reportPeriod }) => reportPeriod) : [];
  const periods = listed.length > 0 ? listed : [given.get('reportperiod')];
  const days = new Set<number>();
  for (const period of periods) {
    if (/^all$/i.test(textOf(period) ?? '')) continue;
    const length = typeof period === 'string' ? Number(/^D?(\d{1,3})$/i.exec(period)?.[1]) : numberOf(period);
    if (length === null || !(Number.isInteger(length) && length >= 1 && length <= 366))
      return new Refusal('reportPeriod', 'reportPeriod is missing or no number of days');
    days.add(length);
  }
  return [...days];
}

const MOST_DAYS = 1000;
const knownDays = new Map<string, number>();

/** Days since 1970; null where nothing is given, undefined where it is no date. A report names few. */
function dayOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') return undefined;
  const known = knownDays.get(value);
  if (known !== undefined) return known;
  const day = dayIn(value);
  if (knownDays.size >= MOST_DAYS) knownDays.clear();
  if (day !== undefined) knownDays.set(value, day);
  return day;
}

/** `DD.MM.YYYY` is what some languages write. */
function dayIn(value: string): number | undefined {
  const dotted = /^(\d\d?)\.(\d\d?)\.(\d{4})$/.exec(value);
  const text = dotted ? dateFrom(dotted[3]!, dotted[2]!, dotted[1]!) : value.split('T')[0]!;
  const day = parseDay(text);
  return Number.isNaN(day) ? undefined : day;
}
