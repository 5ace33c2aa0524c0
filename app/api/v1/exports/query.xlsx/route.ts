import { fileName } from '@/lib/export/about';
import { xlsxDocument } from '@/lib/export/xlsx';
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
      const workbook = await xlsxDocument(
        found.map(({ answer, columns, about }) => ({ columns, rows: answer.rows, about, currency: answer.currency })),
      );
      return new Response(new Uint8Array(workbook), {
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': attachment(fileName(found[0]!.request, found[0]!.answer, '.xlsx')),
        },
      });
    },
  }),
});
