import { parseDay } from '@/lib/core/instant';
import { DAY_MS, dateFrom } from './days';
import { add, type Decimal, decimalOf, textOfDecimal } from './decimal';
import { defineConnector, GATHERED, type Gathered, Refusal, type Row, type Session, Skip } from './define';
import { idOf, isObject, reduce, scalars, textOf } from './values';

const ROWS = 'usageItems';
const isItem = (row: Row) => 'netAmount' in row && ('sku' in row || 'product' in row);

/**
 * What GitHub Copilot cost, by person and day: the bill as CSV (premium requests, AI credits; columns by name, in any
 * order) and as the API answers it (`usageItems`, by person and month). Who pays is not who is active: it names money
 * beyond what a seat includes, and says nothing of use that was included.
 */
export const githubCopilotBilling = defineConnector({
  id: 'github-copilot-billing',
  title: 'GitHub Copilot bill (usage by person and day, CSV; usageItems, JSON)',
  vendor: 'GitHub',
  about: {
    reads: [
      'One record for each person and day: cost = Σ net_amount, what is paid beyond what seats include, in US dollars. It makes nobody active.',
      'From the API’s answer (usageItems) one for each person and month, or day, as its timePeriod says; never spread over days.',
      'Dates as 2026-05-27 or 5/27/26; where a file has a day above 12 in the first place, all its dates are day first.',
      'Where two files of a run tell the same person, day and organization, the later file counts.',
    ],
    drops: [
      'Models, quantities, gross amounts, discounts, quotas, repositories and cost centers.',
      'Amounts of products other than Copilot, and such as name no person: counted, not read.',
    ],
    cannotKnow: [
      'Use: a person whose requests were all included costs 0 or is absent. For use take the user reports.',
      'The price of seats, which is not in this bill.',
      'The workspace’s currency: amounts are US dollars as GitHub bills them.',
    ],
  },
  yields: ['tool_activity'],
  activity: 'cost',
  settlesAfterDays: 3,
  rowsIn: [ROWS],
  reads: (head) =>
    head.carrier === 'csv'
      ? ['date', 'username', 'sku', 'net_amount'].every((name) => head.fields.includes(name))
      : head.rows.some((row) => Array.isArray(row[ROWS]) || isItem(row)),
  declines: ({ carrier, fields, rows }) =>
    (carrier === 'csv' ? fields : rows.flatMap(Object.keys)).includes('total_monthly_quota') ||
    (carrier === 'csv' && fields.includes('net_amount') && fields.includes('sku'))
      ? 'This is GitHub’s bill without the person or the day: download the usage report with date, username, sku and net_amount.'
      : undefined,
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT = scalars(
  ...['date', 'username', 'user', 'product', 'sku', 'unit_type', 'unitType', 'quantity', 'net_amount', 'netAmount'],
);

interface Sum {
  user: string;
  /** as the file writes it, or the first day of `days` */
  date: string;
  days: number;
  organization: string | null;
  file: number;
  line: number;
  cost: Decimal;
}

function begin(): Session {
  const sums = new Map<string, Sum>();
  /** by file: whether a date of it has its day first */
  const dayFirst: boolean[] = [];
  return {
    open({ carrier }) {
      const file = dayFirst.push(false) - 1;
      return (row, around = {}, line = 1) => {
        const product = textOf(row.product) ?? textOf(row.sku);
        if (product !== null && !/copilot|coding_agent/i.test(product))
          return new Skip('amounts of products other than Copilot');
        const user = textOf(row.username) ?? textOf(row.user) ?? textOf(around.user);
        if (user === null) return new Skip('amounts that name no person');
        const name = carrier === 'csv' ? 'net_amount' : 'netAmount';
        const cost = decimalOf(row[name]);
        if (!cost) return new Refusal(name, `${name} is missing or no number`);
        const time = carrier === 'csv' || textOf(row.date) ? dayIn(row.date) : periodIn(row, around);
        if (time instanceof Refusal) return time;
        if (DAY_FIRST.test(time.date)) dayFirst[file] = true;
        const organization = textOf(row.organization) ?? textOf(around.organization);
        const key = JSON.stringify([user, time, organization, file]);
        const known = sums.get(key);
        if (known) known.cost = add(known.cost, cost);
        else sums.set(key, { user, ...time, organization, file, line, cost });
        return GATHERED;
      };
    },
    finish: () => recordsOf(sums.values(), dayFirst),
  };
}

/** Of each person, day and organization what the last file tells, and organizations put together. */
function* recordsOf(sums: Iterable<Sum>, dayFirst: readonly boolean[]): Generator<Gathered> {
  const told = new Map<string, Sum>();
  for (const sum of sums) {
    const date = isoOf(sum.date, dayFirst[sum.file]!);
    if (date === null) yield { record: new Refusal('date', 'date is no day of the calendar'), line: sum.line };
    else told.set(JSON.stringify([sum.user, date, sum.days, sum.organization]), { ...sum, date });
  }
  const days = new Map<string, Sum>();
  for (const sum of told.values()) {
    const key = JSON.stringify([sum.user, sum.date, sum.days]);
    const known = days.get(key);
    days.set(key, known ? { ...known, cost: add(known.cost, sum.cost) } : sum);
  }
  for (const { user, date, days: length, cost, line } of days.values())
    yield {
      record: {
        ...{ type: 'tool_activity', employee_id: user, tool: 'github-copilot', date, cost: textOfDecimal(cost) },
        ...(length > 1 && { period_days: length }),
      },
      line,
    };
}

interface Time {
  date: string;
  days: number;
}

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/;
const DAY_FIRST = /^(1[3-9]|2\d|3[01])\//;

function dayIn(value: unknown): Time | Refusal {
  const text = (textOf(value) ?? '').split(/[T ]/)[0]!;
  if (SLASHED.test(text) || !Number.isNaN(parseDay(text))) return { date: text, days: 1 };
  return new Refusal('date', `date is ${text === '' ? 'missing' : 'no date'}`);
}

function isoOf(text: string, isDayFirst: boolean): string | null {
  const [, first, second, year] = SLASHED.exec(text) ?? [];
  if (first === undefined) return text;
  const [month, day] = isDayFirst ? [second!, first] : [first, second!];
  const iso = dateFrom(year!.padStart(4, '20'), month, day);
  return Number.isNaN(parseDay(iso)) ? null : iso;
}

/** `timePeriod` of the answer: a year, a month of it or a day of that. */
function periodIn(row: Row, around: Row): Time | Refusal {
  const given = isObject(row.timePeriod) ? row.timePeriod : around.timePeriod;
  const [year, month, day] = isObject(given) ? ['year', 'month', 'day'].map((name) => idOf(given[name])) : [];
  if (!year || !/^\d{4}$/.test(year))
    return new Refusal('timePeriod', 'timePeriod is missing: the amounts have no day');
  const date = dateFrom(year, month ?? '1', day ?? '1');
  if (Number.isNaN(parseDay(date))) return new Refusal('timePeriod', 'timePeriod is no day of the calendar');
  if (day) return { date, days: 1 };
  const end = Date.UTC(Number(year) + (month ? 0 : 1), month ? Number(month) : 0, 1);
  return { date, days: Math.round((end - Date.parse(date)) / DAY_MS) };
}
