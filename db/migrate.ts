import { promises as fs } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Migration, type MigrationProvider, Migrator } from 'kysely';
import type { Db } from './client';

const FOLDER = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'migrations');

const files: MigrationProvider = {
  async getMigrations() {
    const found: Record<string, Migration> = {};
    for (const file of (await fs.readdir(FOLDER)).filter((name) => name.endsWith('.ts')).sort())
      found[file.slice(0, -3)] = await import(pathToFileURL(path.join(FOLDER, file)).href);
    return found;
  },
};

/**
 * Brings the schema up to date and returns what it applied. Safe to repeat and to run twice at once:
 * kysely takes a lock for it. Throws the database's own error, with nothing half-applied.
 */
export async function migrate(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: files });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

/** Names of migrations the database still lacks; empty when the schema is current. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const migrator = new Migrator({ db, provider: files });
  return (await migrator.getMigrations()).filter((one) => !one.executedAt).map((one) => one.name);
}
