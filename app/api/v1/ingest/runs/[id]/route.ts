import { methods, route } from '@/lib/http/route';
import { requireRun } from '@/lib/http/runs';
import { withoutSpool } from '@/lib/http/spool';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.read',
    keys: 'query',
    async handler({ db, env, params }) {
      const run = await requireRun(db, params.id);
      return { ...run, error: run.error && withoutSpool(run.error, env) };
    },
  }),
});
