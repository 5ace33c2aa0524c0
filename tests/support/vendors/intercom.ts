import type { Reply, VendorRequest } from '../fake-vendor';

export interface Chat {
  id: string;
  updated_at: number;
  [field: string]: unknown;
}

/** A conversation as `GET /conversations/{id}` gives it: asked, answered by a teammate, closed. */
export function chat(id: number, updatedAt: number, changes: Partial<Chat> = {}): Chat {
  const begun = updatedAt - 3600;
  const author = { type: 'user', id: `c${id}`, name: 'Ada Quist', email: 'ada@kund.example' };
  const part = (number: number, part_type: string, at: number, type: string) => ({
    ...{
      type: 'conversation_part',
      id: String(number),
      part_type,
      body: '<p>text</p>',
      created_at: at,
      updated_at: at,
    },
    author: { type, id: type === 'admin' ? '41' : `c${id}`, name: 'Ruben Falk' },
  });
  return {
    ...{ type: 'conversation', id: String(id), created_at: begun, updated_at: updatedAt, open: false, state: 'closed' },
    source: { type: 'conversation', delivered_as: 'customer_initiated', body: '<p>Where is it?</p>', author },
    contacts: { type: 'contact.list', contacts: [{ type: 'contact', id: `c${id}`, external_id: `ext${id}` }] },
    statistics: { first_admin_reply_at: begun + 60, last_close_at: begun + 600, adjusted_handling_time: 240 },
    ai_agent_participated: false,
    conversation_parts: {
      type: 'conversation_part.list',
      conversation_parts: [part(1, 'comment', begun + 60, 'admin'), part(2, 'close', begun + 600, 'admin')],
    },
    ...changes,
  };
}

/**
 * Intercom's search and retrieve, with cursors of the worst kind: a place in the list as it is now, so that what
 * changes while somebody pages moves everything after it.
 */
export function intercomAnswers(chats: Chat[], more: { token?: string; onPage?(number: number): void } = {}) {
  let pages = 0;
  return ({ method, path, headers, body }: VendorRequest): Reply => {
    if (headers.authorization !== `Bearer ${more.token ?? 'good'}`)
      return { status: 401, body: { type: 'error.list', errors: [{ code: 'unauthorized' }] } };
    if (method === 'POST' && path === '/conversations/search') {
      const { query, pagination } = JSON.parse(body);
      const [{ value: above }, { value: below }] = query.value;
      const found = chats
        .filter(({ updated_at }) => updated_at > above && updated_at < below)
        .sort((a, b) => a.updated_at - b.updated_at || (a.id < b.id ? -1 : 1));
      const from = pagination.starting_after ? Number(Buffer.from(pagination.starting_after, 'base64')) : 0;
      const shown = found.slice(from, from + pagination.per_page);
      const end = from + shown.length;
      const next = { per_page: pagination.per_page, starting_after: Buffer.from(String(end)).toString('base64') };
      const reply = {
        ...{ type: 'conversation.list', total_count: found.length },
        pages: { type: 'pages', per_page: pagination.per_page, ...(end < found.length && { next }) },
        conversations: shown.map(({ conversation_parts, ...listed }) => listed),
      };
      more.onPage?.(++pages);
      return { body: reply };
    }
    const one = /^\/conversations\/(\w+)$/.exec(path)?.[1];
    const found = chats.find(({ id }) => id === one);
    return found ? { body: found } : { status: 404, body: { type: 'error.list', errors: [{ code: 'not_found' }] } };
  };
}
