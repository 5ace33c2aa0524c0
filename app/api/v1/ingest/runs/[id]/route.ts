import { methods, route } from '@/lib/http/route';
import { requireRun } from '@/lib/http/runs';
import { withoutSpool } from '@/lib/http/spool';
import { runInfo } from '@/lib/ingest/run-info';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.read',
    keys: 'query',
    handler: async ({ db, env, params }) => runInfo(await requireRun(db, params.id), (text) => withoutSpool(text, env)),
  }),
});
