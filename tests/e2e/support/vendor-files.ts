import fs from 'node:fs';
import path from 'node:path';

// Files in the shape that vendors give them, of a company that does not exist. Enough for a number about each kind.

interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

const FIXTURES = 'tests/fixtures/connectors';
const file = (name: string, text: string, mimeType = 'application/json'): Upload => ({
  ...{ name, mimeType },
  buffer: Buffer.from(text),
});
const csv = (name: string, ...lines: string[]) => file(name, `${lines.join('\n')}\n`, 'text/csv');
const range = (n: number) => Array.from({ length: n }, (_, i) => i);
/** The i-th of some minutes of working days of January 2026. */
const at = (i: number, minutes = 0) => new Date(Date.UTC(2026, 0, 5 + (i % 24), 9, i % 50) + minutes * 60_000);
const iso = (date: Date) => `${date.toISOString().slice(0, 19)}Z`;
const seconds = (date: Date) => Math.floor(date.getTime() / 1000);

const ticket = (i: number) => {
  const id = 1000 + i;
  const isAi = i % 3 === 0;
  return {
    ...{ url: `https://vilma.zendesk.example/api/v2/tickets/${id}.json`, id, external_id: null },
    via: { channel: isAi ? 'answer_bot' : i % 2 ? 'email' : 'web', source: { from: {}, to: {}, rel: null } },
    ...{ created_at: iso(at(i)), updated_at: iso(at(i, 60)), type: 'question', priority: null, status: 'solved' },
    ...{ subject: 'About my order', raw_subject: 'About my order', recipient: 'help@vilma.example' },
    description: i % 5 ? 'Where is my order?' : 'I want to speak to a human about my order',
    ...{ requester_id: 5000 + i, submitter_id: 5000 + i, assignee_id: isAi ? null : 61, organization_id: null },
    ...{ group_id: 71, has_incidents: false, is_public: true, tags: isAi ? ['ai_agent_automated_resolution'] : [] },
    custom_fields: [{ id: 3601, value: ['late_delivery', 'refund', 'address'][i % 3] }],
    satisfaction_rating: i % 4 === 0 ? { score: i % 8 ? 'bad' : 'good' } : { score: 'unoffered' },
    ...{ ticket_form_id: 81, brand_id: 91, allow_channelback: false },
    metric_set: {
      ...{ id: 9000 + i, ticket_id: id, created_at: iso(at(i)), updated_at: iso(at(i, 60)), group_stations: 1 },
      ...{ assignee_stations: 1, reopens: 0, replies: isAi ? 0 : 1, solved_at: iso(at(i, 45)) },
      reply_time_in_minutes: { calendar: isAi ? null : 12, business: isAi ? null : 12 },
    },
  };
};

/** A page of tickets with ratings and metrics, as the API of Zendesk gives it. */
export const TICKETS = file(
  'zendesk-tickets.json',
  JSON.stringify({ tickets: range(60).map(ticket), next_page: null, count: 60 }),
);

const talk = (i: number) => {
  const id = `c${9000 + i}`;
  return {
    ...{ type: 'conversation', id: `${9000 + i}`, created_at: seconds(at(i)), updated_at: seconds(at(i, 40)) },
    ...{ open: false, state: 'closed', read: true, admin_assignee_id: 44, waiting_since: null, snoozed_until: null },
    source: {
      ...{ type: 'conversation', id: `s${i}`, delivered_as: 'customer_initiated', body: '<p>Where is it?</p>' },
      author: { type: 'user', id, name: 'Somebody', email: `customer${i}@kund.example` },
    },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id, external_id: `customer ${i}` }] },
    tags: {
      type: 'tag.list',
      tags: [{ type: 'tag', id: '1', name: i % 2 ? 'delivery' : 'returns', applied_at: seconds(at(i, 1)) }],
    },
    statistics: {
      ...{ type: 'conversation_statistics', first_contact_reply_at: seconds(at(i)), count_reopens: 0 },
      ...{ first_admin_reply_at: seconds(at(i, 3)), last_close_at: seconds(at(i, 20)), last_closed_by_id: '44' },
    },
    conversation_rating: i % 3 ? null : { rating: 4, remark: 'Thanks', created_at: seconds(at(i, 30)) },
    custom_attributes: {},
  };
};

/** A list of conversations, as the API of Intercom gives it. */
export const TALKS = file(
  'intercom.json',
  JSON.stringify({
    ...{ type: 'conversation.list', pages: { type: 'pages', page: 1, per_page: 30, total_pages: 1 }, total_count: 30 },
    conversations: range(30).map(talk),
  }),
);

const DEVELOPERS = 12;
const DAYS = [
  '05',
  '06',
  '07',
  '08',
  '09',
  '12',
  '13',
  '14',
  '15',
  '16',
  '19',
  '20',
  '21',
  '22',
  '23',
  '26',
  '27',
  '28',
];

/** GitHub's report of Copilot users over 28 days: it knows them by login. */
export const COPILOT = file(
  'copilot-users-28-day.ndjson',
  DAYS.flatMap((day) =>
    range(DEVELOPERS).map((user) =>
      JSON.stringify({
        ...{ report_start_day: '2026-01-01', report_end_day: '2026-01-28', day: `2026-01-${day}` },
        ...{ organization_id: '7001', enterprise_id: '7000', user_id: 500 + user, user_login: `dev-${user}` },
        ...{ user_initiated_interaction_count: 3 + user, code_generation_activity_count: 9 },
        ...{ code_acceptance_activity_count: 4, totals_by_ide: [], totals_by_feature: [], used_agent: true },
        ...{ used_chat: true, loc_added_sum: 12 },
      }),
    ),
  )
    .map((line) => `${line}\n`)
    .join(''),
);

/** An HR system's list nobody foresaw: its columns have to be mapped. */
export const ROSTER = csv(
  'people.csv',
  'Worker No;Dept;Worker Type;Hired;Job Family',
  ...range(20).map(
    (i) =>
      `${i};${i < DEVELOPERS ? 'Engineering' : 'Care'};${i === 19 ? 'External' : 'Regular'};14/03/2021;${i < DEVELOPERS ? 'Tech' : 'Service'}`,
  ),
);

/** Whom each login means. */
export const LOGINS = csv('logins.csv', 'login,employee_id', ...range(DEVELOPERS).map((i) => `dev-${i},${i}`));

/** The tables of a ledger, all of one run. */
export const LEDGER: Upload[] = fs
  .readdirSync(path.join(FIXTURES, 'quickbooks'))
  .map((name) => file(name, fs.readFileSync(path.join(FIXTURES, 'quickbooks', name), 'utf8'), 'text/csv'));
