import { type Choice, defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip } from './define';
import { isDeleted, tableIn } from './fivetran';
import { idOf, isTrue, reduce, scalars, textOf } from './values';
import {
  isTechTitle,
  type Organization,
  type PositionHeld,
  type Roster,
  recordsOf,
  type Worker,
} from './workday-roster';

/** By the columns that only they have. */
const TABLES = {
  worker_history: ['id', 'worker_code', 'hire_date'],
  worker_position_history: ['position_id', 'worker_id', 'start_date'],
  position: ['id', 'supervisory_organization_id'],
  position_organization: ['organization_id', 'position_id'],
  organization: ['id', 'name', 'type', 'superior_organization_id'],
  job_profile: ['id', 'job_profile_code', 'title'],
  person_contact_email_address: ['personal_info_system_id', 'email_address'],
} as const;
type Table = keyof typeof TABLES;

const tableOf = (head: Head): Table | undefined => {
  const { carrier, fields } = head;
  const marked = fields.includes('_fivetran_synced') || fields.includes('_fivetran_active');
  return carrier === 'csv' && marked ? tableIn(TABLES, fields) : undefined;
};

/**
 * Workday as Fivetran copies it: workers and the positions they held, completed by positions, organizations and job
 * profiles of the same run. A stretch is a worker's time in one position as it then was: from effective_date, else
 * start_date, to end_date, termination or the next stretch.
 */
export const workday = defineConnector({
  id: 'workday',
  title: 'Workday roster (Fivetran tables worker_history, worker_position_history, position, organization …; CSV)',
  vendor: 'Workday',
  about: {
    reads: [
      'One employee record for each stretch of a worker’s time in their primary position (worker_position_history): from effective_date, else start_date; the last day (end_date, termination_date) is still theirs. Stretches that differ in nothing are one.',
      'Department is the position’s supervisory organization, by name where the table organization is among the files, else by its reference id. Cost centers are not departments: they say who pays, not who works together.',
      'employee_id is Workday’s worker id. E-mail is the work address in person_contact_email_address, else a user_id that is an address; stored as a keyed hash only.',
      'Contractors: worker_type_code CW, a contingent employee_type, an external employee, or a contract vendor. Everybody else is an employee.',
      'Tech: the job profile’s title, else the business title, names software, developers, programmers, DevOps, data engineers or scientists, machine learning, IT or information technology; or the answer techJobs lists titles, and then those alone.',
      'Country: home_country, else the position’s host_country, where it is a two-letter code.',
      'The tables complete each other: send worker_history, worker_position_history, position, position_organization, organization and job_profile in one run.',
    ],
    drops: [
      'Names, private addresses, pay, birthdays, titles, reasons of leaving and every other column.',
      'Deleted rows: counted, not read. Rescinded hires, and positions that are not the primary job.',
    ],
    cannotKnow: [
      'Teams inside a supervisory organization.',
      'Tech jobs whose title names none of these words: they count as not tech.',
      'When a position moved to another organization: its organization today is taken for all its time.',
      'Leave and sickness.',
    ],
  },
  yields: ['employee'],
  settlesAfterDays: 0,
  rowsIn: [],
  reads: (head) => tableOf(head) !== undefined,
  declines: ({ carrier, fields }) =>
    carrier === 'csv' &&
    fields.includes('_fivetran_synced') &&
    fields.some((field) => /^(personal_info_system_id|worker_id|job_family_id|organization_role_id)$/.test(field))
      ? `This is a table of Workday’s (${fields.slice(0, 3).join(', ')}, …) that no roster needs. Send ${Object.keys(TABLES).join(', ')}.`
      : undefined,
  asks: { jobs: titlesIn },
  begin: (answers) => begin(textsIn(answers?.techJobs)),
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const textsIn = (value: unknown): string[] | null =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : null;

/** Titles of job profiles and of positions, those proposed that count as tech without an answer. */
function titlesIn(rows: readonly Row[]): Choice[] {
  const offered = new Map<string, Choice>();
  for (const row of rows) {
    const title = textOf('job_profile_code' in row ? row.title : row.business_title);
    if (title === null || isDeleted(row)) continue;
    const choice = offered.get(title) ?? { id: title, label: title, values: [], proposed: isTechTitle(title) };
    choice.values.push(title);
    offered.set(title, choice);
  }
  return [...offered.values()];
}

const KEPT = scalars(
  ...['id', 'worker_id', 'position_id', 'organization_id', 'start_date', 'effective_date', 'end_date'],
  ...['hire_date', 'termination_date', 'supervisory_organization_id', '_fivetran_start', '_fivetran_end'],
);

function begin(techJobs: string[] | null): Session {
  const roster: Roster = {
    ...{ workers: new Map(), held: [], organizations: new Map(), supervised: new Map(), assigned: [] },
    ...{ workerTypes: new Map(), profiles: new Map(), emails: new Map(), techJobs },
  };
  const into: Record<Table, (row: Row, line: number) => Refusal | undefined> = {
    worker_history: (row) => need(row, 'id', (id) => addWorker(roster, id, row)),
    worker_position_history: (row, line) =>
      need(row, 'worker_id', (worker) =>
        need(row, 'position_id', (position) => roster.held.push(heldOf(row, worker, position, line))),
      ),
    position: (row) =>
      need(row, 'id', (id) => {
        const supervisory = textOf(row.supervisory_organization_id);
        if (supervisory !== null) roster.supervised.set(id, supervisory);
        const type = textOf(row.worker_type_code);
        if (type !== null) roster.workerTypes.set(id, type);
      }),
    position_organization: (row) =>
      need(row, 'position_id', (position) =>
        need(row, 'organization_id', (organization) => {
          const isCurrent = !('_fivetran_active' in row) || isTrue(row._fivetran_active);
          if (isCurrent) roster.assigned.push({ position, organization, type: textOf(row.type) ?? '' });
        }),
      ),
    organization: (row) => need(row, 'id', (id) => addOrganization(roster, id, row)),
    job_profile: (row) => need(row, 'id', (id) => roster.profiles.set(id, textOf(row.title) ?? '')),
    person_contact_email_address: (row) => need(row, 'personal_info_system_id', (id) => addEmail(roster, id, row)),
  };
  return {
    open(head) {
      const take = into[tableOf(head)!];
      return (row, _around, line = 1) => {
        if (isDeleted(row)) return new Skip('deleted rows');
        return take(row, line) ?? GATHERED;
      };
    },
    finish: () => recordsOf(roster),
  };
}

/** Hands on a cell that has to be there. */
function need(row: Row, name: string, use: (id: string) => unknown): Refusal | undefined {
  const id = idOf(row[name]);
  return id === null ? new Refusal(name, `${name} is missing`) : refusalOf(use(id));
}

const refusalOf = (value: unknown) => (value instanceof Refusal ? value : undefined);

/** A worker as their latest version has them. */
function addWorker({ workers }: Roster, id: string, row: Row): void {
  const since = textOf(row._fivetran_start) ?? '';
  const known = workers.get(id);
  if (known && known.since > since) return;
  const worker: Worker = {
    since,
    hired: textOf(row.hire_date),
    terminated: textOf(row.termination_date) ?? textOf(row.end_employment_date),
    rescinded: isTrue(row.hire_rescinded),
    contractor: textOf(row.contract_vendor_name) !== null,
    country: textOf(row.home_country),
    address: textOf(row.user_id),
  };
  workers.set(id, worker);
}

const heldOf = (row: Row, worker: string, position: string, line: number): PositionHeld => ({
  worker,
  position,
  line,
  start: textOf(row.start_date),
  effective: textOf(row.effective_date),
  end: textOf(row.end_date),
  versionFrom: textOf(row._fivetran_start) ?? '',
  versionTo: textOf(row._fivetran_end),
  primary: !('is_primary_job' in row) || row.is_primary_job === '' || isTrue(row.is_primary_job),
  contractor:
    /contract|contingent|vendor|freelance|outsourc/i.test(textOf(row.employee_type) ?? '') ||
    isTrue(row.external_employee),
  country: textOf(row.home_country) ?? textOf(row.host_country),
  profile: textOf(row.job_profile_id),
  title: textOf(row.business_title),
});

function addOrganization({ organizations }: Roster, id: string, row: Row): void {
  const organization: Organization = { name: textOf(row.name) ?? id, type: (textOf(row.type) ?? '').toUpperCase() };
  // Positions name an organization by its reference id, other tables by its id.
  for (const key of [id, textOf(row.organization_code), textOf(row.code)])
    if (key !== null) organizations.set(key, organization);
}

/** The work address; a private one never. */
function addEmail({ emails }: Roster, id: string, row: Row): void {
  const address = textOf(row.email_address);
  const kind = Object.entries(row).flatMap(([name, value]) =>
    /usage|type|code|comment/.test(name) ? [`${value}`] : [],
  );
  if (address === null || kind.some((text) => /home|private|personal/i.test(text))) return;
  const isWork = kind.some((text) => /work|business|primary/i.test(text));
  if (isWork || !emails.has(id)) emails.set(id, address);
}
