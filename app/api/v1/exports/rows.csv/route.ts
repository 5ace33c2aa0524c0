import { recordAccess } from '@/db/audit';
import { type ConversationRow, conversationRows } from '@/db/conversation-rows';
import { serverDatabase } from '@/db/server';
import { aboutExport, fileName } from '@/lib/export/about';
import { assertConversationsOnly, rowsDocument } from '@/lib/export/rows';
import { definitionsOf, requestOf } from '@/lib/http/exported';
import { methods, route } from '@/lib/http/route';
import { attachment, streamed } from '@/lib/http/stream';
import { resolveMetrics } from '@/lib/query/resolve';
import { runMetrics } from '@/lib/query/run';
import { hashKey } from '@/lib/secrets';

async function* none(): AsyncGenerator<ConversationRow[]> {}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'rows',
    keys: 'query',
    input: requestOf,
    async handler({ db, env, viewer, road, input }) {
      assertConversationsOnly(resolveMetrics(input), input);
      // The number first: what may not be asked as a number may not be had as rows, and it knows how fresh they are.
      const answer = await runMetrics(db, viewer, input);
      await recordAccess(db, { viewer, road, action: 'rows', request: input });
      const { asOf, timeZone } = answer;
      const { from, to, filter = {} } = input;
      const { pool } = serverDatabase();
      const batches = asOf === null ? none() : conversationRows(pool, { from, to, filter, asOf, timeZone });
      const metrics = definitionsOf(answer);
      const about = (rows: number) =>
        aboutExport({ request: input, answer, metrics, rows, by: viewer.name, at: new Date() });
      return streamed(rowsDocument(batches, hashKey(env), about), {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(fileName(input, answer, '-rows.csv')),
      });
    },
  }),
});
