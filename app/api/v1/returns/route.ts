import { recordAccess } from '@/db/audit';
import { runReturns } from '@/lib/analysis/returns';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseReturns } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseReturns(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runReturns(db, viewer, input);
      const request = { metrics: ['repeat_inquiry_rate'], ...input };
      await recordAccess(db, { viewer, road, action: 'view', request, rows: answer.curves.length });
      return answer;
    },
  }),
});
