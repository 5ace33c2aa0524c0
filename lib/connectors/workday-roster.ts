import { parseDay } from '@/lib/core/instant';
import { isoDay } from './days';
import { type Gathered, type RawRecord, Refusal } from './define';
import { dayIn } from './fivetran';

export interface Worker {
  /** when this version of them began, as the warehouse writes it */
  since: string;
  hired: string | null;
  terminated: string | null;
  rescinded: boolean;
  contractor: boolean;
  country: string | null;
  address: string | null;
}

/** One version of one position as one worker held it. */
export interface PositionHeld {
  worker: string;
  position: string;
  line: number;
  start: string | null;
  effective: string | null;
  end: string | null;
  versionFrom: string;
  versionTo: string | null;
  primary: boolean;
  contractor: boolean;
  country: string | null;
  profile: string | null;
  title: string | null;
}

export interface Organization {
  name: string;
  type: string;
}

/** What the tables of a run say, before they are put together. */
export interface Roster {
  workers: Map<string, Worker>;
  held: PositionHeld[];
  /** by id and by reference id */
  organizations: Map<string, Organization>;
  /** position → its supervisory organization */
  supervised: Map<string, string>;
  assigned: { position: string; organization: string; type: string }[];
  workerTypes: Map<string, string>;
  /** job profile → title */
  profiles: Map<string, string>;
  emails: Map<string, string>;
  /** titles that are tech, as an administrator lists them */
  techJobs: string[] | null;
}

const TECH_WORDS =
  /\b(software|developers?|programmers?|devops|data (engineer|scientist)s?|machine learning|information technology)\b/i;
/** In capitals: "it" is a word of its own. */
const IT = /\bIT\b/;

/** Whether a title names a tech job, where nobody has listed them. */
export const isTechTitle = (title: string): boolean => TECH_WORDS.test(title) || IT.test(title);

interface Stretch {
  from: number;
  /** exclusive; null = still */
  to: number | null;
  version: string;
  held: PositionHeld;
}

/** Everybody's stretches of time, in order; a worker of whom something needed is missing is refused with it. */
export function* recordsOf(roster: Roster): Generator<Gathered> {
  const supervised = new Map(roster.supervised);
  // Where no position says it, an assignment to an organization that is supervisory does.
  for (const { position, organization, type } of roster.assigned)
    if (
      !supervised.has(position) &&
      (/supervisory/i.test(type) || roster.organizations.get(organization)?.type === 'SUPERVISORY')
    )
      supervised.set(position, organization);
  const byWorker = new Map<string, PositionHeld[]>();
  for (const held of roster.held) {
    const known = byWorker.get(held.worker);
    if (known) known.push(held);
    else byWorker.set(held.worker, [held]);
  }
  for (const [id, held] of byWorker) yield* workerOf(roster, supervised, id, held);
  for (const [id, { rescinded }] of roster.workers)
    if (!rescinded && !byWorker.has(id))
      yield {
        record: new Refusal('position_id', 'position_id is missing: no position of the worker is among the files'),
        line: 1,
      };
}

function* workerOf(
  roster: Roster,
  supervised: ReadonlyMap<string, string>,
  id: string,
  all: PositionHeld[],
): Generator<Gathered> {
  const worker = roster.workers.get(id);
  if (worker?.rescinded) return;
  const stretches = stretchesOf(
    all.filter(({ primary }) => primary),
    worker,
  );
  let before: RawRecord | undefined;
  let line = 1;
  for (const stretch of stretches) {
    if (stretch instanceof Refusal) {
      yield { record: stretch, line: all[0]!.line };
      continue;
    }
    const made = recordOf(roster, supervised, id, worker, stretch);
    if (made instanceof Refusal) {
      yield { record: made, line: stretch.held.line };
      continue;
    }
    if (before && before.valid_to === made.valid_from && isSame(before, made)) {
      before.valid_to = made.valid_to;
      continue;
    }
    if (before) yield { record: before, line };
    before = made;
    line = stretch.held.line;
  }
  if (before) yield { record: before, line };
}

/** In order of their days; the one that begins later ends the earlier. */
function stretchesOf(held: readonly PositionHeld[], worker: Worker | undefined): (Stretch | Refusal)[] {
  const refused: Refusal[] = [];
  const found: Stretch[] = [];
  const [hired, left] = [worker?.hired, worker?.terminated].map((value) => numberIn(value ?? null));
  // Hired again after they left: the end is that of the time before.
  const last = left != null && !(hired != null && hired > left) ? left : null;
  for (const one of held) {
    const from = numberIn(one.effective ?? one.start ?? null) ?? null;
    const start = numberIn(one.start);
    const end = numberIn(one.end);
    if (from === null || Number.isNaN(from) || Number.isNaN(start) || Number.isNaN(end)) {
      refused.push(new Refusal('start_date', 'start_date, effective_date or end_date is missing or no date'));
      continue;
    }
    // An end before its own beginning is of another time in the position, and says nothing of this one.
    const ends = [end !== null && end >= from ? end + 1 : null, last !== null && last >= from ? last + 1 : null];
    const known = ends.filter((day) => day !== null);
    found.push({ from, to: known.length > 0 ? Math.min(...known) : null, version: one.versionFrom, held: one });
  }
  found.sort((a, b) => a.from - b.from || (a.version < b.version ? -1 : a.version > b.version ? 1 : 0));
  // The earliest version of a position holds from its start, though it took effect later.
  const begun = new Set<string>();
  for (const stretch of found) {
    const { position, start } = stretch.held;
    const day = numberIn(start);
    if (!begun.has(position) && day !== null && day < stretch.from) stretch.from = day;
    begun.add(position);
  }
  found.sort((a, b) => a.from - b.from);
  const cut = found.filter((stretch, i) => {
    const next = found[i + 1];
    if (next && next.from <= stretch.from) return false;
    if (next && (stretch.to === null || stretch.to > next.from)) stretch.to = next.from;
    // The warehouse has let go of the row, and nothing follows it.
    if (!next && stretch.to === null) stretch.to = closedOn(stretch);
    return true;
  });
  return [...refused, ...cut];
}

/** The day after the warehouse last saw the row, null while it does. */
function closedOn({ from, held: { versionTo } }: Stretch): number | null {
  const day = dayIn(versionTo);
  if (day === null || day.startsWith('9999')) return null;
  const closed = parseDay(day);
  return Number.isNaN(closed) || closed < from ? null : closed + 1;
}

const numberIn = (value: string | null): number | null => {
  const day = dayIn(value);
  return day === null ? null : parseDay(day);
};

function recordOf(
  { organizations, workerTypes, profiles, emails, techJobs }: Roster,
  supervised: ReadonlyMap<string, string>,
  id: string,
  worker: Worker | undefined,
  { from, to, held }: Stretch,
): RawRecord | Refusal {
  const reference = supervised.get(held.position);
  if (reference === undefined)
    return new Refusal(
      'supervisory_organization_id',
      'supervisory_organization_id is missing: no supervisory organization of the position is among the files, so the department is not known',
    );
  const titles = [profiles.get(held.profile ?? ''), held.title].filter((title): title is string => Boolean(title));
  const [title = ''] = titles;
  const isTech = techJobs ? titles.some((one) => techJobs.includes(one)) : isTechTitle(title);
  const address = emails.get(id) ?? (worker?.address?.includes('@') ? worker.address : null);
  const country = held.country ?? worker?.country ?? null;
  const isContractor =
    held.contractor || worker?.contractor || /^(CW|C|contingent.*)$/i.test(workerTypes.get(held.position) ?? '');
  return {
    type: 'employee',
    employee_id: id,
    email: address,
    department: organizations.get(reference)?.name ?? reference,
    is_tech: isTech,
    country: country !== null && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
    employment: isContractor ? 'contractor' : 'employee',
    valid_from: isoDay(from),
    valid_to: to === null ? null : isoDay(to),
  };
}

const SAME = ['email', 'department', 'is_tech', 'country', 'employment'] as const;
const isSame = (a: RawRecord, b: RawRecord) => SAME.every((name) => a[name] === b[name]);
