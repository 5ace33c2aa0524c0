import { recordAccess } from '@/db/audit';
import { runStaffing } from '@/lib/analysis/staffing/run';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseStaffing } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseStaffing(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runStaffing(db, viewer, input);
      const { from, to, filter } = input;
      const request = { metrics: ['human_within_target_rate', 'csat_mean'], from, to, filter };
      await recordAccess(db, { viewer, road, action: 'view', request, rows: answer.plan?.halfHours.length ?? 0 });
      return answer;
    },
  }),
});
