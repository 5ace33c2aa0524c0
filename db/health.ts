import { promises as fs } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import type { Db } from './client';

/**
 * Names of migrations this database lacks. It compares names and loads none of the files, since the built server
 * cannot load TypeScript. Throws the database's own error when it does not answer.
 */
export async function missingMigrations(db: Db): Promise<string[]> {
  const { rows } = await sql<{ table: string | null }>`select to_regclass('kysely_migration')::text as table`.execute(
    db,
  );
  const applied = rows[0]?.table
    ? await sql<{ name: string }>`select name from kysely_migration`.execute(db)
    : { rows: [] };
  const known = new Set(applied.rows.map(({ name }) => name));
  const files = await fs.readdir(path.join(/* turbopackIgnore: true */ process.cwd(), 'migrations'));
  return files.flatMap((file) => (file.endsWith('.ts') && !known.has(file.slice(0, -3)) ? [file.slice(0, -3)] : []));
}
