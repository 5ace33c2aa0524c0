import { recordAccess } from '@/db/audit';
import { runParity } from '@/lib/analysis/parity/run';
import { unanswerable } from '@/lib/core/errors';
import type { ParityRequest } from '@/lib/core/parity';
import { routingDocument } from '@/lib/export/routing';
import { parseJson } from '@/lib/http/body';
import { methods, route } from '@/lib/http/route';
import { attachment } from '@/lib/http/stream';
import { parseParity } from '@/lib/query/parse';

function requestOf(_: Request, url: URL): ParityRequest {
  const text = url.searchParams.get('request');
  if (text === null) throw unanswerable('request', 'A routing list needs ?request= with the body of a parity request.');
  return parseParity(parseJson(text, 'The request'));
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'export',
    keys: 'query',
    input: requestOf,
    async handler({ db, viewer, road, input }) {
      const answer = await runParity(db, viewer, input);
      const request = { metrics: ['csat_mean'], from: input.from, to: input.to, filter: input.filter };
      await recordAccess(db, { viewer, road, action: 'export', request, rows: answer.strata.length });
      const name = `tandem-${answer.demo ? 'demo-' : ''}routing-${input.from}-${input.to}.csv`;
      return new Response(routingDocument(answer, viewer.name, new Date()), {
        headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': attachment(name) },
      });
    },
  }),
});
