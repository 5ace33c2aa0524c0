import { recordAccess } from '@/db/audit';
import { holdsDemo, readSettings } from '@/db/settings';
import { type PanelAsked, type PanelFile, type PanelFormat, panelFileName } from '@/lib/core/panel-table';
import type { PanelStamp } from '@/lib/export/panel';
import { parsePanelFile } from '@/lib/export/panel-input';
import { readJson } from './body';
import { type Asked, type Handler, methods, route } from './route';
import { attachment } from './stream';

/** A panel's table is a few dozen kilobytes; the longest has some hundred topics. */
const LARGEST_PANEL = 1024 * 1024;

/** Notes that a panel leaves, before it does. */
export function notePanel({ db, viewer, road, input }: Asked<PanelAsked>, format: PanelFormat, rows?: number) {
  const { title: panel, metrics, from, to, filter } = input;
  const request = { panel, format, metrics, from, to, filter };
  return recordAccess(db, { viewer, road, action: 'export', request, rows });
}

interface Written {
  format: 'csv' | 'xlsx';
  type: string;
  write: (file: PanelFile, stamp: PanelStamp) => string | Promise<Buffer>;
}

/** The exports of a route file that gives a panel's own table back as a file, noted in the log. */
export function panelExport({ format, type, write }: Written): ReturnType<typeof methods> {
  const post: Handler = route({
    permission: 'export',
    keys: 'query',
    input: async (request) => parsePanelFile(await readJson(request, LARGEST_PANEL)),
    async handler(asked) {
      const { db, viewer, input } = asked;
      const [{ name, time_zone, currency }, demo] = await Promise.all([readSettings(db), holdsDemo(db)]);
      const stamp = { demo, workspace: name, timeZone: time_zone, currency, by: viewer.name, at: new Date() };
      const written = await write(input, stamp);
      await notePanel(asked, format, input.rows.length);
      return new Response(typeof written === 'string' ? written : new Uint8Array(written), {
        headers: {
          'content-type': type,
          'content-disposition': attachment(`${panelFileName(input, demo)}.${format}`),
        },
      });
    },
  });
  return methods({ POST: post });
}
