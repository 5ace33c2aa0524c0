import { countAliases, writeAliases } from '@/db/aliases';
import { readBytes } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { readAliases } from '@/lib/ingest/aliases';
import { makeHasher } from '@/lib/ingest/hash';
import { hashKey } from '@/lib/secrets';

/** Logins of a hundred thousand people. */
const LARGEST = 8 * 1024 * 1024;
const SHOWN = 20;

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ permission: 'runs.read', keys: 'query', handler: ({ db }) => countAliases(db) }),
  POST: route({
    permission: 'ingest',
    keys: 'ingest',
    input: (request) => readBytes(request, LARGEST),
    async handler({ db, env, viewer, road, input }) {
      const { read, aliases, rejected } = readAliases(input, makeHasher(hashKey(env)));
      const changed = await writeAliases(db, { viewer, road }, aliases);
      return {
        read,
        ...changed,
        rejected: rejected.length,
        rejections: rejected.slice(0, SHOWN),
        ...(await countAliases(db)),
      };
    },
  }),
});
