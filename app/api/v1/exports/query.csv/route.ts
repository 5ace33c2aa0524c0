import { fileName } from '@/lib/export/about';
import { csvDocument } from '@/lib/export/csv';
import { exportedAnswer, requestOf } from '@/lib/http/exported';
import { methods, route } from '@/lib/http/route';
import { attachment } from '@/lib/http/stream';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'export',
    keys: 'query',
    input: requestOf,
    async handler(asked) {
      const { answer, columns, about } = await exportedAnswer(asked);
      const rows = answer.rows.map((row) => columns.map(({ cell }) => cell(row)));
      const titles = columns.map(({ title }) => title);
      return new Response(csvDocument(titles, rows, about), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': attachment(fileName(asked.input, answer, '.csv')),
        },
      });
    },
  }),
});
