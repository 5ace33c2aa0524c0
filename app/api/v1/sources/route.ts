import { methods, route } from '@/lib/http/route';
import { withoutSpool } from '@/lib/http/spool';
import { sourcesOverview } from '@/lib/ingest/overview';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.read',
    keys: 'query',
    handler: ({ db, env }) => sourcesOverview(db, new Date(), (text) => withoutSpool(text, env)),
  }),
});
