import type { Command } from 'commander';
import { COMMAND_LINE } from '@/db/audit';
import { forget } from '@/db/ingest/forget';
import { TandemError } from '@/lib/core/errors';
import { readEnv } from '@/lib/env';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { hidden } from '@/lib/pushing/keep';
import { takePushed } from '@/lib/pushing/take';
import { credentialKey, hashKey } from '@/lib/secrets';
import type { CommandIo } from './io';

export function register(program: Command, io: CommandIo): void {
  program
    .command('forget')
    .description('erase a customer or an employee from all sources, and rebuild the numbers')
    .option('--customer <ID>', "a customer's id as the source gave it")
    .option('--employee <ID>', "an employee's id or e-mail address")
    .action(async ({ customer, employee }: { customer?: string; employee?: string }) => {
      if ((customer === undefined) === (employee === undefined))
        throw new TandemError(422, 'forget needs either --customer ID or --employee ID.');
      const hasher = makeHasher(hashKey(readEnv()));
      const as = (domain: 'customer' | 'employee' | 'email' | 'agent', id: string) => hashAsUuid(hasher, domain, id);
      const person =
        customer !== undefined
          ? { id: customer, customer: as('customer', customer) }
          : {
              id: employee!,
              employee: as('employee', employee!),
              email: as('email', employee!),
              agent: as('agent', employee!),
            };
      const key = credentialKey(readEnv());
      const known = { ...person, hidden: (text: string) => hidden(text, key) };
      const removed = await io.database(async (connection) => {
        // A conversation that was pushed and waits names its customer once it is taken in.
        await takePushed(connection, readEnv(), { everyMinutes: 0 });
        return forget(connection, known, COMMAND_LINE);
      });
      const total = Object.values(removed).reduce((sum, count) => sum + count, 0);
      io.finish({ removed }, total === 0 ? 'Nothing was known of them.' : `Erased ${total} records.`);
    });
}
