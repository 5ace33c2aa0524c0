import { addDays } from '@/lib/core/period';
import { dayOf, daysOf } from '../days';
import type { Puller, Pulling } from '../define';
import { partsIf, type Row, rowOf, rowsIn, throughPages } from '../rows';
import { Once, ofOnePiece } from '../same-pages';

const API = 'https://api.anthropic.com/v1/organizations';
/** Before this day, and for so many days, the analytics of a Claude Enterprise organization have nothing. */
const ANALYTICS = { since: '2026-01-01', lagDays: 3 };

const headersOf = ({ credentials }: Pick<Pulling, 'credentials'>) => ({
  'x-api-key': credentials.key ?? '',
  'anthropic-version': '2023-06-01',
  accept: 'application/json',
});
const isCode = ({ options }: Pick<Pulling, 'options'>) => options.product !== 'enterprise';

/** Claude Code by user, or everything of a Claude Enterprise organization by user; one day at a time, each whole. */
export const anthropic: Puller = {
  id: 'anthropic',
  title: 'Anthropic Claude',
  gives: 'Use by user and day',
  fields: [
    {
      name: 'product',
      label: 'What is used',
      choices: [
        { value: 'code', label: 'Claude Code, by the Claude Console' },
        { value: 'enterprise', label: 'Claude Enterprise: chat, Cowork, Claude Code' },
      ],
    },
    {
      name: 'key',
      label: 'Key',
      hint: 'An Admin API key for Claude Code, an Analytics API key for Claude Enterprise',
      secret: true,
    },
  ],
  guide: [
    'For Claude Code: as an admin of the Claude Console open Settings → Admin keys and make a key; it begins with sk-ant-admin.',
    'For Claude Enterprise: as the primary owner open claude.ai → Organization settings → API keys and make an Analytics key with the scope read:analytics; public API access has to be on.',
    'Copy the key, it is shown once. Use through Amazon Bedrock or Google Vertex is in neither.',
  ],
  documentation: 'Claude Docs, “Claude Code Analytics API” and “Claude Enterprise Analytics API”',
  schedule: 'day',
  trailingDays: 4,
  firstDays: 90,
  renew: 'it needs a key of the right kind that has not been disabled',
  hosts: () => ['api.anthropic.com'],
  async check(asked) {
    const day = addDays(dayOf(new Date()), -4);
    await asked.client.json(`${urlOf(asked, day)}&limit=1`, { headers: headersOf(asked) });
  },
  async *steps(pulling) {
    const last = addDays(dayOf(new Date(pulling.window.until)), -ANALYTICS.lagDays);
    for (const day of daysOf(pulling.window, pulling.cursor?.day)) {
      if (!isCode(pulling) && (day < ANALYTICS.since || day > last)) continue;
      const pages = await ofOnePiece('Anthropic', () => pagesOf(pulling, day));
      const name = isCode(pulling) ? 'Claude Code' : `users of ${day}`;
      const parts = pages.flatMap((page) => partsIf(page.data, name, page));
      yield { parts, next: { day: addDays(day, 1) } };
    }
  },
};

const urlOf = (asked: Pick<Pulling, 'options'>, day: string) =>
  isCode(asked) ? `${API}/usage_report/claude_code?starting_at=${day}` : `${API}/analytics/users?date=${day}`;

/** All pages of a day. The users of Claude Enterprise come without their day, so it is put before them. */
async function pagesOf(pulling: Pulling, day: string): Promise<Row[]> {
  const once = new Once();
  const pages: Row[] = [];
  await throughPages(async (page) => {
    const url = `${urlOf(pulling, day)}&limit=1000${page === null ? '' : `&page=${encodeURIComponent(page)}`}`;
    const answer = await pulling.client.json(url, { headers: headersOf(pulling) });
    for (const row of rowsIn(answer.data)) once.take(rowKey(row));
    pages.push(isCode(pulling) ? answer : { date: day, ...answer });
    return answer.has_more !== false && answer.next_page;
  });
  return pages;
}

/** A user has several rows of a day, by how they use it; two that say the same in all of that are one row twice. */
function rowKey(row: Row): string {
  const { user, actor, customer_type, subscription_type, terminal_type, is_remote, organization_id } = row;
  if (user !== undefined) return `user ${rowOf(user).id ?? rowOf(user).email_address}`;
  const models = rowsIn(row.model_breakdown).map(({ model }) => model);
  const how = [customer_type, subscription_type, terminal_type, is_remote, organization_id, models, row.core_metrics];
  return JSON.stringify([actor, how]);
}
