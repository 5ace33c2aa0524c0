import { recordAccess } from '@/db/audit';
import { runParityTrend } from '@/lib/analysis/parity/run';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseTrend } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseTrend(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runParityTrend(db, viewer, input);
      await recordAccess(db, { viewer, road, action: 'view', request: { metrics: ['csat_mean'], ...input } });
      return answer;
    },
  }),
});
