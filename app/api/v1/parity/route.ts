import { recordAccess } from '@/db/audit';
import { runParity } from '@/lib/analysis/parity/run';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseParity } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseParity(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runParity(db, viewer, input);
      const request = { metrics: ['csat_mean'], from: input.from, to: input.to, filter: input.filter };
      await recordAccess(db, { viewer, road, action: 'view', request, rows: answer.strata.length });
      return answer;
    },
  }),
});
