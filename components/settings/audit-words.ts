import type { Unit } from '@/lib/core/answer';
import type { Change } from '@/lib/core/change';
import type { Dimension } from '@/lib/core/dimensions';
import { formatDate, formatValue } from '@/lib/core/format';
import type { PanelFormat } from '@/lib/core/panel-table';
import type { RoleInfo } from '@/lib/core/person';
import { SCHEDULE_WORDS, type Schedule } from '@/lib/core/pulls';
import type { DateRange, Filter, MetricRequest } from '@/lib/core/request';
import { same } from '@/lib/core/same';
import { settingValueWords, settingWord } from '@/lib/core/setting-words';
import { dimensionWord, listWords, periodWord, valueWord } from '@/lib/core/words';

export interface LogEntry {
  id: number;
  at: string;
  viewer_kind: 'user' | 'key' | 'cli';
  viewer: string;
  road: Road;
  action: Action;
  metrics: string[];
  request: unknown;
  rows: number | null;
}

export type Action = 'view' | 'export' | 'rows' | 'change' | 'delete' | 'sample';
export type Road = 'page' | 'api' | 'key' | 'cli';

export const ACTION_WORDS: Record<Action, string> = {
  view: 'Saw',
  export: 'Took away',
  rows: 'Took rows away',
  change: 'Changed',
  delete: 'Deleted',
  sample: 'Sample company',
};

export const ROAD_WORDS: Record<Road, string> = {
  page: 'a page',
  api: 'the API',
  key: 'a key',
  cli: 'the command line',
};

interface Person {
  grants?: { role: string; departments?: string[]; until?: string | null }[];
  disabled?: boolean;
}

/** What ids are called. */
export interface Names {
  metrics: Record<string, { title: string; unit: Unit }>;
  roles: RoleInfo[];
  currency: string;
}

/** What an entry is about: the figures and their period, or what was changed from what to what. */
export function entryWords({ action, metrics, request }: LogEntry, known: Names): string {
  if (action === 'change') return changeWords(request as Change, known);
  if (typeof request === 'object' && request !== null && 'forgotten' in request)
    return `${request.forgotten === 'a customer' ? 'A customer' : 'An employee'} forgotten, everywhere`;
  if (action === 'delete') return `Source ${(request as { source: string }).source} with all its records`;
  if (action === 'sample') return (request as { sample: string }).sample === 'load' ? 'loaded' : 'removed whole';
  if (typeof request === 'object' && request !== null && 'log' in request) return 'this log';
  if (typeof request === 'object' && request !== null && 'panel' in request) return panelWords(request as Taken);
  const asked = request as MetricRequest;
  const names = metrics.map((id) => known.metrics[id]?.title ?? id);
  const shown = names.length > 3 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  const by = (asked.by ?? []).map((dimension) => dimensionWord(dimension).toLowerCase());
  return [listWords(shown), periodWord(asked), by.length > 0 && `by ${listWords(by)}`, onlyWords(asked.filter)]
    .filter(Boolean)
    .join(' · ');
}

function onlyWords(filter: Filter = {}): string {
  const filters = Object.entries(filter).map(([dimension, values]) => {
    const name = dimension as Dimension;
    return `${dimensionWord(name).toLowerCase()} ${listWords((values ?? []).map((value) => valueWord(name, value)))}`;
  });
  return filters.length > 0 ? `only ${listWords(filters)}` : '';
}

interface Taken extends Partial<DateRange> {
  panel: string;
  format: PanelFormat;
  filter?: Filter;
}

/** A panel that left as a file or image, by the name it has on its page. */
function panelWords({ panel, format, from, to, filter }: Taken): string {
  const what = `${panel}, ${format === 'png' ? 'as an image' : `as ${format.toUpperCase()}`}`;
  return [what, from && to && periodWord({ from, to }), onlyWords(filter)].filter(Boolean).join(' · ');
}

function changeWords({ what, name, before, after }: Change, known: Names): string {
  const { roles } = known;
  switch (what) {
    case 'setting':
      return `${settingWord(name)}: ${settingChange(name, before, after, known)}`;
    case 'password':
      return `${name}: a new password`;
    case 'link':
      return after === undefined ? `${name}: link revoked` : `${name}: link made`;
    case 'key':
      return after === undefined ? `Key ${name}: revoked` : `Key ${name}: made, ${keyWords(after, roles)}`;
    case 'aliases':
      return aliasWords(after as Record<string, number>);
    case 'source':
      return `Source ${name}: ${setupChange(before, after)}`;
    case 'pull':
      return `Source ${name}: ${pullChange(before, after)}`;
    case 'person':
      return `${name}: ${personChange(before as Person | undefined, after as Person | undefined, roles)}`;
  }
}

const aliasWords = ({ added = 0, changed = 0, removed = 0 }: Record<string, number>) =>
  `Mapping table of logins: ${added} added, ${changed} changed, ${removed} removed`;

const SETUP_PARTS = [
  ['mapping', 'its columns'],
  ['answers', 'its questions'],
  ['complexity', 'how hard its topics are'],
] as const;

/** What of a source's setup is another than before. */
function setupChange(before: unknown, after: unknown): string {
  const [was, is] = [before, after].map((setup) => (setup ?? {}) as Record<string, unknown>);
  const parts = SETUP_PARTS.filter(([part]) => !same(was![part] ?? null, is![part] ?? null)).map(([, words]) => words);
  return parts.length > 0 ? `${listWords(parts)} set` : 'set';
}

/** `after` may say what was done: it ran, or its credentials were replaced. */
function pullChange(before: unknown, after: unknown): string {
  const { did } = (after ?? {}) as { did?: string };
  if (did) return did;
  if (after === undefined) return 'its schedule removed';
  const [was, is] = [scheduleParts(before), scheduleParts(after)];
  if (before === undefined) return `put on a schedule: ${is.join(', ')}`;
  const changed = is.filter((part) => !was.includes(part));
  return changed.join(', ') || 'the same again';
}

const scheduleParts = (pull: unknown): string[] =>
  Object.entries((pull ?? {}) as Record<string, string>).map(([name, value]) =>
    name === 'schedule' ? (SCHEDULE_WORDS[value as Schedule] ?? value) : `${name} ${value}`,
  );

const titleOf = (role: string, roles: RoleInfo[]) => roles.find(({ id }) => id === role)?.title ?? role;

const keyWords = (key: unknown, roles: RoleInfo[]) => {
  const { scope, role, departments = [] } = key as { scope?: string; role?: string | null; departments?: string[] };
  return scope === 'ingest' ? 'sends records in' : `asks as ${[titleOf(role ?? '', roles), ...departments].join(', ')}`;
};

/** Of lists and tables what was added and taken away, else both values. */
function settingChange(name: string, before: unknown, after: unknown, known: Names): string {
  if (name === 'targets') return targetChange(before as Targets, after as Targets, known);
  const [was, is] = [partsOf(before), partsOf(after)];
  if (!was || !is) return `${settingValueWords(name, before)} → ${settingValueWords(name, after)}`;
  const added = is.filter((part) => !was.includes(part));
  const removed = was.filter((part) => !is.includes(part));
  if (added.length + removed.length === 0) return 'the same again';
  if (added.length + removed.length <= 3)
    return [...removed.map((part) => `− ${part}`), ...added.map((part) => `+ ${part}`)].join(', ');
  return `${added.length} added, ${removed.length} removed`;
}

type Targets = Record<string, number>;

function targetChange(before: Targets, after: Targets, { metrics, currency }: Names): string {
  const told = (id: string, value: number | undefined) =>
    value === undefined ? 'none' : formatValue(value, metrics[id]?.unit ?? 'count', currency);
  const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (id) => before[id] !== after[id],
  );
  const words = changed.map((id) => `${metrics[id]?.title ?? id} ${told(id, before[id])} → ${told(id, after[id])}`);
  return words.join(', ') || 'the same again';
}

/** The entries of a list or table, each as a text. */
function partsOf(value: unknown): string[] | null {
  if (Array.isArray(value)) return value.map((one) => (typeof one === 'object' ? eventWords(one) : String(one)));
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).map(([key, inner]) => `${key} ${typeof inner === 'object' ? '…' : inner}`);
}

const eventWords = (event: { on?: string; label?: string; owner?: string }) =>
  [event.on && formatDate(event.on), event.label, event.owner && `(${event.owner})`].filter(Boolean).join(' ');

function personChange(before: Person | undefined, after: Person | undefined, roles: RoleInfo[]): string {
  const held = (person: Person | undefined) =>
    (person?.grants ?? []).map(({ role, departments = [], until }) =>
      [titleOf(role, roles), ...departments, until && `until ${formatDate(until)}`].filter(Boolean).join(', '),
    );
  if (before === undefined) return `added as ${listWords(held(after)) || 'nobody yet'}`;
  const words: string[] = [];
  if (before.disabled !== after?.disabled) words.push(after?.disabled ? 'disabled' : 'let in again');
  const [was, is] = [held(before), held(after)];
  words.push(...was.filter((role) => !is.includes(role)).map((role) => `− ${role}`));
  words.push(...is.filter((role) => !was.includes(role)).map((role) => `+ ${role}`));
  return words.join(', ') || 'the same again';
}
