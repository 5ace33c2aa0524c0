import { recordLogExport } from '@/db/audit';
import { readSettings } from '@/db/settings';
import { logDocument, logFilter } from '@/lib/http/audit-log';
import { methods, route } from '@/lib/http/route';
import { attachment, streamed } from '@/lib/http/stream';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'settings',
    input: logFilter,
    async handler({ db, viewer, road, input }) {
      const { time_zone: timeZone } = await readSettings(db);
      await recordLogExport(db, { viewer, road }, input);
      return streamed(logDocument(db, { ...input, timeZone }), {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': attachment(`tandem-audit-${new Date().toISOString().slice(0, 10)}.csv`),
      });
    },
  }),
});
