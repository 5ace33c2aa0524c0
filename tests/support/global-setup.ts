import { connect } from '@/db/client';
import { migrate } from '@/db/migrate';

/**
 * One PostgreSQL for the whole run (TANDEM_TEST_DATABASE_URL, else an embedded one), and in it one migrated
 * template database. Every test file gets a copy of it (database.ts), so tests never meet.
 */
export default async function setup() {
  const server = await openServer();
  const template = `tandem_template_${process.pid}`;
  const admin = connect(server.url, { max: 1 });
  await admin.pool.query(`create database ${template}`);
  const inside = connect(databaseUrl(server.url, template), { max: 1 });
  await migrate(inside.db);
  await inside.close();
  process.env.TANDEM_TEST_SERVER = server.url;
  process.env.TANDEM_TEST_TEMPLATE = template;
  return async () => {
    await admin.pool.query(`drop database if exists ${template} with (force)`);
    await admin.close();
    await server.close();
  };
}

async function openServer(): Promise<{ url: string; close(): Promise<void> }> {
  const given = process.env.TANDEM_TEST_DATABASE_URL;
  if (given) return { url: given, close: async () => undefined };
  const { openTestCluster } = await import('@/db/embedded');
  return openTestCluster();
}

function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
