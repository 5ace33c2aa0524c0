import { dayOfText } from './days';
import { defineConnector, GATHERED, type Head, type RawRecord, Refusal, type Row, type Session, Skip } from './define';
import { idOf, isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

const ROWS = 'seats';
const SEAT = ['assigning_team', 'plan_type', 'last_activity_at', 'last_activity_editor', 'pending_cancellation_date'];

const isList = (row: Row) => Array.isArray(row[ROWS]) && (objectsIn(row[ROWS]).some(isSeat) || 'total_seats' in row);
const isSeat = (row: Row) => 'assignee' in row && 'created_at' in row && SEAT.some((name) => name in row);
const beginning = ({ rows }: Head): Row[] => rows.flatMap((row) => (isList(row) ? [row] : isSeat(row) ? [row] : []));

/**
 * Who has a GitHub Copilot seat: `GET /orgs/{org}/copilot/billing/seats` and `/enterprises/{enterprise}/…`, whole
 * answers (one, several pages one a line or in an array) or their seats. One person may hold a seat in several
 * organizations: GitHub bills one, so all files of a run give one seat for each `assignee.id`.
 */
export const githubCopilotSeats = defineConnector({
  id: 'github-copilot-seats',
  title: 'GitHub Copilot seats (organization, enterprise; JSON, NDJSON)',
  vendor: 'GitHub',
  about: {
    reads: [
      'One seat for each person (assignee.id), from the first day any organization gave it to them (created_at, UTC), whatever number of organizations and pages name them.',
      'A seat ends on its pending_cancellation_date, where every organization that gave it takes it back.',
      'The employee is the GitHub login (assignee.login), as in GitHub Copilot’s user reports.',
    ],
    drops: [
      'Teams, plans, addresses of pictures and pages, editors and the last activity (the user reports tell use).',
      'Seats that nobody holds (assignee is empty): counted, not read.',
    ],
    cannotKnow: [
      'Which seats ended: a list holds today’s seats, and a seat that ended is only missing from it. It stays held here, so delete the source and load the latest list, whole, to be up to date.',
      'A seat that was taken back and given again: only the last time is in the list.',
      'What a seat costs: idle seats have no cost until seats with monthly_cost are sent.',
      'Whether pages are missing: send all pages of all organizations in one run.',
    ],
  },
  yields: ['seat'],
  settlesAfterDays: 0,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && beginning(head).length > 0,
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT: Shape = {
  ...scalars('created_at', 'pending_cancellation_date', 'plan_type'),
  assignee: scalars('id', 'login'),
};

interface Seat {
  login: string;
  from: string;
  /** null: some organization does not take it back */
  to: string | null;
  line: number;
}

function begin(): Session {
  const seats = new Map<string, Seat>();
  return {
    open:
      () =>
      (row, _around, line = 1) => {
        if (row.assignee === null || row.assignee === undefined) return new Skip('seats that nobody holds');
        const login = isObject(row.assignee) ? textOf(row.assignee.login) : null;
        if (login === null) return new Refusal('assignee.login', 'assignee.login is missing');
        const from = dayOfText(row.created_at);
        if (from === undefined) return new Refusal('created_at', 'created_at is missing or no time');
        const ends = row.pending_cancellation_date ?? null;
        const to = ends === null || ends === '' ? null : dayOfText(ends);
        if (to === undefined) return new Refusal('pending_cancellation_date', 'pending_cancellation_date is no date');
        const id = idOf((row.assignee as Row).id) ?? login;
        const known = seats.get(id);
        if (!known) seats.set(id, { login, from, to, line });
        else {
          if (from < known.from) known.from = from;
          known.to = known.to === null || to === null ? null : to > known.to ? to : known.to;
        }
        return GATHERED;
      },
    *finish() {
      for (const { login, from, to, line } of seats.values()) {
        const record: RawRecord = { type: 'seat', employee_id: login, tool: 'github-copilot', assigned_on: from };
        if (to !== null) record.revoked_on = to;
        yield { record, line };
      }
    },
  };
}
