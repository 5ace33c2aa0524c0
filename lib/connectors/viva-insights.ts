import { TandemError } from '@/lib/core/errors';
import { parseDay } from '@/lib/core/instant';
import { absent, badCount, countOf } from './counts';
import { dateFrom, isoDay } from './days';
import { defineConnector, type Head, type RawRecord, Refusal, type Row, type Translate } from './define';
import { reduce, textOf } from './values';

const PERSON = 'personid';
const DATE = 'metricdate';
/** With its app after it; what is done in an app ("Create_Excel_formula_actions_taken_…") is counted in the app's. */
const ACTIONS = /^copilot_?actions_?taken_?in/;

/** `Copilot actions taken in Teams`, `Copilot_actions_taken_in_Teams` → `copilot_actions_taken_in_teams`. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');

/**
 * Viva Insights' person query by week: one row a person and week, with what people did with Microsoft 365 Copilot. The
 * people are de-identified on purpose, and a PersonId is of this query alone: nobody can be matched to the roster. So it
 * is a population of its own, labelled, and in no rate about the roster.
 */
export const vivaInsights = defineConnector({
  id: 'viva-insights',
  title: 'Viva Insights person query by week, with Copilot metrics (CSV)',
  vendor: 'Microsoft',
  about: {
    reads: [
      'One record for each person and week (PersonId, MetricDate, 7 days): interactions = Σ of the columns “Copilot actions taken in …”, one an app.',
      'Its people are a population of its own, shown by week under its name on Adoption and never added to the roster’s.',
    ],
    drops: [
      'Every attribute of people (Organization, level, function …): no department here can be told from it.',
      'Hours, meetings, messages, networks, survey answers, actions by kind and days of use.',
    ],
    cannotKnow: [
      'Who anybody is: a PersonId is de-identified, and belongs to one query.',
      'That people of two queries are the same: load one query, and its later weeks, under one name.',
      'Which days of the week were active. Days of use do not always agree with actions; actions are what counts.',
      'Actions in an app whose cell is empty: the others are added up.',
    ],
  },
  yields: ['tool_activity'],
  activity: 'own_population',
  settlesAfterDays: 0,
  rowsIn: [],
  reads: (head) => head.carrier === 'csv' && isQuery(head) && actionsIn(head).length > 0,
  declines: (head) =>
    head.carrier === 'csv' && isQuery(head)
      ? 'This is a query of Viva Insights without Copilot metrics: add “Copilot actions taken in …” of the apps to the person query.'
      : undefined,
  open,
  keep: (row) => reduce(row, { PersonId: true, MetricDate: true }) as Row,
  keepsUnreadable: false,
});

const columnOf = ({ fields }: Head, name: string) => fields.find((field) => plain(field).replaceAll('_', '') === name);
const isQuery = (head: Head) => [PERSON, DATE].every((name) => columnOf(head, name) !== undefined);
const actionsIn = ({ fields }: Head) => fields.filter((field) => ACTIONS.test(plain(field)));

function open(head: Head): Translate {
  const person = columnOf(head, PERSON)!;
  const date = columnOf(head, DATE)!;
  const apps = actionsIn(head);
  let weekday: number | undefined;
  const weeks = new Map<string, Week>();
  return (row) => {
    const who = textOf(row[person]);
    if (who === null) return new Refusal(person, `${person} is missing`);
    const week = weekOf(row[date], weeks);
    if (week === null) return new Refusal(date, `${date} is missing or no date`);
    const { day } = week;
    weekday ??= day % 7;
    // One row by day or month among weeks would be a number about another stretch of time.
    if (day % 7 !== weekday)
      throw new TandemError(422, `Its ${date} falls on different weekdays: query people by week, not by day or month.`);
    const interactions = sumOf(row, apps);
    if (interactions instanceof Refusal) return interactions;
    const record: RawRecord = {
      type: 'tool_activity',
      employee_id: who,
      tool: 'm365-copilot',
      date: week.iso,
      period_days: 7,
      interactions,
    };
    return record;
  };
}

/** null where no app has a number. */
function sumOf(row: Row, apps: readonly string[]): number | null | Refusal {
  let sum: number | null = null;
  for (const app of apps) {
    const cell = row[app];
    if (absent(cell)) continue;
    const count = countOf(cell);
    if (count === undefined) return badCount(app, cell);
    sum = (sum ?? 0) + count;
  }
  return sum;
}

interface Week {
  day: number;
  iso: string;
}
const MOST_WEEKS = 1000;

/** The week a cell names. Thousands of rows name the same few. */
function weekOf(value: unknown, known: Map<string, Week>): Week | null {
  const text = typeof value === 'string' ? value : '';
  const found = known.get(text);
  if (found) return found;
  const day = dayOf(value);
  if (day === null) return null;
  const week = { day, iso: isoDay(day) };
  if (known.size < MOST_WEEKS) known.set(text, week);
  return week;
}

/** Viva writes 2024-04-28 or, in its downloads, 4/28/2024; null for anything else. */
function dayOf(value: unknown): number | null {
  const text = (textOf(value) ?? '').split(/[T ]/)[0]!;
  const [, month, date, year] = /^(\d\d?)\/(\d\d?)\/(\d{4})$/.exec(text) ?? [];
  const day = parseDay(year ? dateFrom(year, month!, date!) : text);
  return Number.isNaN(day) ? null : day;
}
