import { aboutExport, fileName } from '@/lib/export/about';
import { rowsDocument, sumsAbout } from '@/lib/export/rows';
import { definitionsOf, requestOf } from '@/lib/http/exported';
import { methods, route } from '@/lib/http/route';
import { numberAndRows } from '@/lib/http/rows';
import { attachment, streamed } from '@/lib/http/stream';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'rows',
    keys: 'query',
    input: requestOf,
    async handler(asked) {
      const { viewer, input } = asked;
      const { answer, batches, metrics, named } = await numberAndRows(asked);
      const exported = { request: input, answer, metrics: definitionsOf(answer), by: viewer.name, at: new Date() };
      const document = rowsDocument(batches, { metrics, named }, (rows, sums) => [
        ...aboutExport({ ...exported, rows }),
        ...sumsAbout(answer, sums),
      ]);
      return streamed(document, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(fileName(input, answer, '-rows.csv')),
      });
    },
  }),
});
