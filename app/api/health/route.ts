import { missingMigrations } from '@/db/health';
import { serverDatabase } from '@/db/server';
import { TandemError } from '@/lib/core/errors';
import { methods, openRoute } from '@/lib/http/route';
import { logError } from '@/lib/log';

async function missing(): Promise<string[]> {
  try {
    return await missingMigrations(serverDatabase().db);
  } catch (error) {
    logError('health', 'database', error);
    throw new TandemError(503, 'The database does not answer.');
  }
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: openRoute(async () => {
    if ((await missing()).length > 0) throw new TandemError(503, 'The database schema is not current: run migrate.');
    return { status: 'ok' };
  }),
});
