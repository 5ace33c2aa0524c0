import { recordAccess } from '@/db/audit';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseRequest } from '@/lib/query/parse';
import { runMetrics } from '@/lib/query/run';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseRequest(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runMetrics(db, viewer, input);
      await recordAccess(db, { viewer, road, action: 'view', request: input, rows: answer.rows.length });
      return answer;
    },
  }),
});
