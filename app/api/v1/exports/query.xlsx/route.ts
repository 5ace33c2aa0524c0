import { fileName } from '@/lib/export/about';
import { xlsxDocument } from '@/lib/export/xlsx';
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
      const workbook = await xlsxDocument(columns, answer.rows, about);
      return new Response(new Uint8Array(workbook), {
        headers: {
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
          'content-disposition': attachment(fileName(asked.input, answer, '.xlsx')),
        },
      });
    },
  }),
});
