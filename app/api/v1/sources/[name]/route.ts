import { deleteSource } from '@/db/ingest/sources';
import { serverDatabase } from '@/db/server';
import { TandemError } from '@/lib/core/errors';
import { methods, route } from '@/lib/http/route';
import { withoutSpool } from '@/lib/http/spool';
import { sourcesOverview } from '@/lib/ingest/overview';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.read',
    keys: 'query',
    async handler({ db, env, params: { name = '' } }) {
      const { sources } = await sourcesOverview(db, new Date(), (text) => withoutSpool(text, env));
      const found = sources.find((source) => source.name === name);
      if (!found) throw new TandemError(404, `There is no source called ${name.slice(0, 100)}.`);
      return found;
    },
  }),
  DELETE: route({
    permission: 'sources.manage',
    async handler({ viewer, road, params: { name = '' } }) {
      const removed = await deleteSource(serverDatabase(), name, { viewer, road });
      return { source: name, removed };
    },
  }),
});
