import { methods, route } from '@/lib/http/route';
import { rejectedLines, requireRun } from '@/lib/http/runs';
import { attachment, streamed } from '@/lib/http/stream';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.rejected',
    keys: 'query',
    async handler({ db, params }) {
      const { id } = await requireRun(db, params.id);
      return streamed(rejectedLines(db, id), {
        'content-type': 'application/x-ndjson',
        'content-disposition': attachment(`tandem-run-${id}-rejected.jsonl`),
      });
    },
  }),
});
