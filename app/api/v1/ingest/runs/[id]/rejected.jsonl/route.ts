import { methods, route } from '@/lib/http/route';
import { rawLines, rejectedLines, requireRun } from '@/lib/http/runs';
import { attachment, streamed } from '@/lib/http/stream';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.rejected',
    keys: 'query',
    // `?as=rows` leaves the reasons out: what is left is a file to correct and to send again.
    input: (_, url) => ({ asRows: url.searchParams.get('as') === 'rows' }),
    async handler({ db, params, input: { asRows } }) {
      const { id } = await requireRun(db, params.id);
      return streamed(asRows ? rawLines(db, id) : rejectedLines(db, id), {
        'content-type': 'application/x-ndjson',
        'content-disposition': attachment(`tandem-run-${id}-${asRows ? 'rows-to-fix' : 'rejected'}.jsonl`),
      });
    },
  }),
});
