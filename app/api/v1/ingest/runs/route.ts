import { listRuns } from '@/db/runs';
import { unanswerable } from '@/lib/core/errors';
import type { RunPage } from '@/lib/core/sources';
import { methods, route } from '@/lib/http/route';
import { wholeNumber } from '@/lib/http/runs';
import { withoutSpool } from '@/lib/http/spool';
import { runInfo } from '@/lib/ingest/run-info';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function inputOf(_: Request, url: URL) {
  const upload = url.searchParams.get('upload') ?? undefined;
  if (upload !== undefined && !UUID.test(upload)) throw unanswerable('upload', 'upload is not a UUID.');
  return {
    source: url.searchParams.get('source') ?? undefined,
    upload,
    before: wholeNumber(url, 'before', { most: 1e15, or: 0 }) || undefined,
    limit: wholeNumber(url, 'limit', { most: 100, or: 20 }),
  };
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'runs.read',
    keys: 'query',
    input: inputOf,
    async handler({ db, env, input }): Promise<RunPage> {
      // One more than asked for tells whether there is another page.
      const found = await listRuns(db, { ...input, limit: input.limit + 1 });
      const runs = found.slice(0, input.limit);
      return {
        runs: runs.map((run) => runInfo(run, (text) => withoutSpool(text, env))),
        next: found.length > input.limit ? runs.at(-1)!.id : null,
      };
    },
  }),
});
