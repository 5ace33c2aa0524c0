import { methods, route } from '@/lib/http/route';
import { requirePull, runPull } from '@/lib/pulling/manage';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'sources.manage',
    async handler({ db, viewer, road, params }) {
      const pull = await requirePull(db, params.id);
      await runPull(db, pull, { viewer, road });
      return Response.json({ id: pull.id }, { status: 202 });
    },
  }),
});
