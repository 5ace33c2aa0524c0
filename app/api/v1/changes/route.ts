import { recordAccess } from '@/db/audit';
import { runChanges } from '@/lib/analysis/changes';
import { readJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { parseChanges } from '@/lib/query/parse';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'query',
    keys: 'query',
    input: async (request) => parseChanges(await readJson(request)),
    async handler({ db, viewer, road, input }) {
      const answer = await runChanges(db, viewer, input);
      const request = { metrics: [...new Set(answer.changes.map(({ metric }) => metric))], ...input };
      await recordAccess(db, { viewer, road, action: 'view', request, rows: answer.changes.length });
      return answer;
    },
  }),
});
