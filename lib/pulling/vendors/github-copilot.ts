import { addDays } from '@/lib/core/period';
import { dayOf, daysOf } from '../days';
import type { Puller, Pulling, Step } from '../define';
import { PullFault } from '../faults';
import { type Row, rowOf, rowsIn, textOf } from '../rows';
import { ChangedUnderneath, ofOnePiece } from '../same-pages';

const API = 'https://api.github.com';
const SEATS = 100;

const headersOf = ({ credentials }: Pick<Pulling, 'credentials'>) => ({
  authorization: `Bearer ${credentials.token}`,
  accept: 'application/vnd.github+json',
  'x-github-api-version': '2022-11-28',
});
const ownerOf = ({ options }: Pick<Pulling, 'options'>) =>
  `${options.kind === 'enterprise' ? 'enterprises' : 'orgs'}/${encodeURIComponent(options.name ?? '')}`;

/** The users report of each day, which GitHub keeps behind signed links, and today's seats. */
export const githubCopilot: Puller = {
  id: 'github-copilot',
  title: 'GitHub Copilot',
  gives: 'Use by user and day, seats',
  fields: [
    {
      name: 'kind',
      label: 'Copilot is paid by',
      choices: [
        { value: 'organization', label: 'an organization' },
        { value: 'enterprise', label: 'an enterprise' },
      ],
    },
    {
      name: 'name',
      label: 'Its name',
      hint: 'As in the address: acme for github.com/acme or github.com/enterprises/acme',
      pattern: '^[a-z0-9][a-z0-9_-]{0,99}$',
      wrong: 'the name alone, as in the address',
    },
    { name: 'token', label: 'Personal access token', secret: true },
  ],
  guide: [
    'The policy “Copilot usage metrics” has to be on: in the organization or enterprise under AI controls → Copilot.',
    'Open github.com/settings/tokens as an owner and make a token: a fine-grained one with the organization permissions “Copilot metrics: read” and “Copilot seat management / Copilot Business: read”, or for an enterprise a classic one with the scope manage_billing:copilot.',
    'Copy the token. GitHub ends it on the date you chose; this page then says that a new one is needed.',
  ],
  documentation: 'GitHub Docs, “REST API endpoints for Copilot usage metrics”',
  schedule: 'day',
  trailingDays: 4,
  firstDays: 90,
  mostDays: 365,
  renew: 'it needs a token that has not expired and may read Copilot metrics and seats',
  // What a report's signed links point to.
  hosts: () => ['api.github.com', '*.github.com', '*.githubusercontent.com', '*.blob.core.windows.net'],
  async check(asked) {
    const day = addDays(dayOf(new Date()), -4);
    await asked.client.ask(reportUrl(asked, day), { headers: headersOf(asked) });
  },
  async *steps(pulling) {
    for (const day of daysOf(pulling.window, pulling.cursor?.day)) {
      const bodies = await reportOf(pulling, day);
      const parts = bodies.map((body) => ({ name: `users of ${day}`, body }));
      yield { parts, next: { day: addDays(day, 1) } };
    }
    if (pulling.cursor?.seats !== true) yield seatsOf(pulling);
  },
};

const reportUrl = (asked: Pick<Pulling, 'options'>, day: string) =>
  `${API}/${ownerOf(asked)}/copilot/metrics/reports/users-1-day?day=${day}`;

/** A day's report; nothing where GitHub has none. Links live for minutes: new ones are asked for when they have ended. */
async function reportOf(pulling: Pulling, day: string): Promise<Buffer[]> {
  for (let tries = 1; ; tries++) {
    const answer = await pulling.client.ask(reportUrl(pulling, day), { headers: headersOf(pulling) });
    if (answer.status === 204) return [];
    const links = answer.json().download_links;
    const bodies: Buffer[] = [];
    try {
      for (const link of Array.isArray(links) ? links : [])
        if (typeof link === 'string') bodies.push((await pulling.client.ask(link)).body);
    } catch (error) {
      const hasEnded = error instanceof PullFault && ['credentials', 'refused'].includes(error.kind);
      if (hasEnded && tries < 3) continue;
      if (hasEnded) throw new PullFault('temporary', `GitHub’s links to the report of ${day} cannot be opened.`);
      throw error;
    }
    return bodies.filter((body) => body.length > 0);
  }
}

/** Seats come by page number: one that goes while they are read moves all after it, so the total has to hold. */
async function seatsOf(pulling: Pulling): Promise<Step> {
  const next = { day: dayOf(pulling.window.until), seats: true };
  const url = `${API}/${ownerOf(pulling)}/copilot/billing/seats?per_page=${SEATS}`;
  const first = await pulling.client.ask(`${url}&page=1`, { headers: headersOf(pulling), accept: [403, 404] });
  if (first.status >= 400)
    return { parts: [], note: 'Seats were left out: the token may not read them, or nobody has one.', next };
  const bodies = await ofOnePiece('GitHub', async () => {
    const pages: Row[] = [];
    const seen = new Set<string>();
    for (let page = 1; ; page++) {
      const answer = await pulling.client.json(`${url}&page=${page}`, { headers: headersOf(pulling) });
      const seats = rowsIn(answer.seats);
      if (seats.length > 0) pages.push(answer);
      for (const seat of seats) seen.add(seatKey(seat));
      const total = Number(answer.total_seats ?? 0);
      if (pages.length > 0 && total !== Number(pages[0]!.total_seats ?? 0)) throw new ChangedUnderneath();
      if (seats.length === SEATS) continue;
      if (pages.flatMap((one) => rowsIn(one.seats)).length !== total || seen.size !== total)
        throw new ChangedUnderneath();
      return pages;
    }
  });
  const held = heldIn(bodies.flatMap((page) => rowsIn(page.seats)));
  const ended = endedSince(pulling.remembered, held, dayOf(pulling.window.until));
  const parts = bodies.map((page) => ({ name: 'seats', body: JSON.stringify(page) }));
  if (ended.length > 0)
    parts.push({ name: 'seats that ended', body: ended.map((row) => JSON.stringify(row)).join('\n') });
  return { parts, remember: held, next };
}

/** Each seat that is held, by the login and the first day of whoever holds it. */
function heldIn(seats: Row[]): Record<string, string> {
  const held: Record<string, string> = {};
  for (const { assignee, created_at } of seats) {
    const login = textOf(rowOf(assignee).login);
    const from = textOf(created_at)?.slice(0, 10);
    if (login !== null && from !== undefined && !(held[login] !== undefined && held[login] < from)) held[login] = from;
  }
  return held;
}

/** A seat that ended is only missing from GitHub's list, so its end is told here: the first day it was not there. */
function endedSince(before: Readonly<Record<string, string>>, held: Record<string, string>, today: string) {
  return Object.entries(before).flatMap(([login, from]) =>
    held[login] === from || from >= today
      ? []
      : { type: 'seat', employee_id: login, tool: 'github-copilot', assigned_on: from, revoked_on: today },
  );
}

/** A person may hold seats of several teams; those are different ones. */
function seatKey(seat: Row): string {
  const { assignee, assigning_team, organization, created_at } = seat as Record<string, { id?: unknown } | null>;
  return JSON.stringify([
    assignee?.id,
    assigning_team?.id,
    organization?.id,
    textOf(created_at),
    seat.assignee === null && seat,
  ]);
}
