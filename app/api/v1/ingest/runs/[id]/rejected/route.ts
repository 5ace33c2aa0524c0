import { methods, route } from '@/lib/http/route';
import { rejectedPage, requireRun, wholeNumber } from '@/lib/http/runs';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.rejected',
    keys: 'query',
    input: (_, url) => ({
      reason: url.searchParams.get('reason') ?? undefined,
      page: wholeNumber(url, 'page', { most: 1e9, or: 1 }),
    }),
    async handler({ db, params, input }) {
      const { id } = await requireRun(db, params.id);
      return rejectedPage(db, id, input);
    },
  }),
});
