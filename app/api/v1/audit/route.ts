import { listAccess, loggedPeople } from '@/db/audit';
import { readSettings } from '@/db/settings';
import { logFilter, PAGE } from '@/lib/http/audit-log';
import { methods, route } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'settings',
    input: logFilter,
    async handler({ db, input }) {
      const { time_zone: timeZone } = await readSettings(db);
      const [found, people] = await Promise.all([listAccess(db, PAGE + 1, { ...input, timeZone }), loggedPeople(db)]);
      const entries = found.slice(0, PAGE);
      return { entries, next: found.length > PAGE ? entries.at(-1)!.id : null, people };
    },
  }),
});
