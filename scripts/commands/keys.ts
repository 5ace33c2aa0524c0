import type { Command } from 'commander';
import { listKeys } from '@/db/keys';
import { createKey, revokeKey } from '@/lib/auth/keys';
import type { CommandIo } from './io';

interface CreateOptions {
  name: string;
  scope: string;
  role?: string;
  department?: string[];
}

const collect = (name: string, names: string[] = []) => [...names, name];

const day = (at: Date | null) => at?.toISOString().slice(0, 10) ?? 'never';

export function register(program: Command, io: CommandIo): void {
  const keys = program.command('keys').description('keys for programs: Authorization: Bearer KEY');

  keys
    .command('create')
    .description('make a key and print it, once')
    .requiredOption('--name <NAME>', 'what it is for; the log of views shows it')
    .requiredOption('--scope <SCOPE>', 'ingest (sends records in) or query (asks with a role)')
    .option('--role <ROLE>', 'the role a query key asks with')
    .option('--department <NAME>', 'the scope of a team lead; can be repeated', collect)
    .action(async ({ name, scope, role, department }: CreateOptions) => {
      const { id, key } = await io.database(({ db }) => createKey(db, { name, scope, role, departments: department }));
      io.finish({ key, id }, key);
    });

  keys
    .command('list')
    .description('every key, without what only its holder has')
    .action(async () => {
      const all = await io.database(({ db }) => listKeys(db));
      const lines = all.map((key) => {
        const as = key.role ? ` as ${[key.role, ...key.departments].join(' ')}` : '';
        const state = key.revoked_at ? `revoked ${day(key.revoked_at)}` : `last used ${day(key.last_used_at)}`;
        return `${key.id}  ${key.name}  ${key.scope}${as}  ${state}`;
      });
      io.finish({ keys: all }, lines.join('\n') || 'There are no keys.');
    });

  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<ID>', 'as keys list shows it')
    .action(async (text: string) => {
      const id = Number(text);
      await io.database(({ db }) => revokeKey(db, id));
      io.finish({ id, revoked: true }, `Key ${id} no longer works.`);
    });
}
