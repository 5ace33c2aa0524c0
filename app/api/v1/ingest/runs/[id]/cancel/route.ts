import { cancelRun } from '@/db/runs';
import { TandemError } from '@/lib/core/errors';
import { methods, route } from '@/lib/http/route';
import { requireRun } from '@/lib/http/runs';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'ingest',
    async handler({ db, viewer, params }) {
      const { id } = await requireRun(db, params.id);
      if (await cancelRun(db, id, viewer.name)) return { id };
      throw new TandemError(409, `Run ${id} is not running: it can no longer be cancelled.`);
    },
  }),
});
