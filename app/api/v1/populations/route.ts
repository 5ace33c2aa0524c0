import { recordAccess } from '@/db/audit';
import { runOwnPopulations } from '@/lib/analysis/own-populations';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseOwnPopulations } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'populations',
    keys: 'query',
    input: async (request) => parseOwnPopulations(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runOwnPopulations(db, viewer, input);
      const request = { metrics: ['monthly_active_rate'], ...input };
      const rows = answer.populations.reduce((sum, { periods }) => sum + periods.length, 0);
      await recordAccess(db, { viewer, road, action: 'view', request, rows });
      return answer;
    },
  }),
});
