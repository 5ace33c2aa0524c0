import { fileName } from '@/lib/export/about';
import { csvDocument } from '@/lib/export/csv';
import { exportedAnswers, requestsOf } from '@/lib/http/exported';
import { methods, route } from '@/lib/http/route';
import { attachment } from '@/lib/http/stream';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'export',
    keys: 'query',
    input: requestsOf,
    async handler(asked) {
      const found = await exportedAnswers(asked);
      const sections = found.map(({ answer, columns, about }) => ({
        columns: columns.map(({ title }) => title),
        rows: answer.rows.map((row) => columns.map(({ cell }) => cell(row))),
        about,
      }));
      return new Response(csvDocument(sections), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(fileName(found[0]!.request, found[0]!.answer, '.csv')),
        },
      });
    },
  }),
});
