import { recordAccess } from '@/db/audit';
import { runImpact } from '@/lib/analysis/impact/run';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseImpact } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseImpact(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runImpact(db, viewer, input);
      const request = { metrics: ['csat_mean', 'cost_per_transaction'], from: input.from, to: input.to };
      await recordAccess(db, { viewer, road, action: 'view', request, rows: 1 });
      return answer;
    },
  }),
});
