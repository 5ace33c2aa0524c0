import type { Command } from 'commander';
import { userByEmail } from '@/db/users';
import { roles } from '@/lib/access/policy';
import { INVITE_DAYS, type Invitation, inviteAgain, invitePath, inviteUser } from '@/lib/auth/invites';
import { addUser, allUsers, checkEmail, disableUser, enableUser, setPassword } from '@/lib/auth/users';
import { TandemError } from '@/lib/core/errors';
import { readEnv } from '@/lib/env';
import type { CommandIo } from './io';

interface AddOptions {
  role: string;
  department?: string[];
  until?: string;
  passwordStdin?: true;
}

const collect = (name: string, names: string[] = []) => [...names, name];

/** The first line of standard input, so that a password never stands in the list of processes. */
async function passwordFromStdin(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1);
  if (line === '') throw new TandemError(422, 'Standard input holds no password.');
  return line;
}

/** Where people reach the server. */
function address(): string {
  const { TANDEM_URL, HOST, PORT } = readEnv();
  return TANDEM_URL ?? `http://${HOST}:${PORT}`;
}

const made = (password: string | undefined) => (password ? ` Password, shown only now: ${password}` : '');

export function register(program: Command, io: CommandIo): void {
  const users = program.command('users').description('who may sign in, and as what');

  users
    .command('add')
    .description('add a person, or one more role to somebody who exists')
    .argument('<EMAIL>')
    .requiredOption(
      '--role <ROLE>',
      roles()
        .map(({ id }) => id)
        .join(', '),
    )
    .option('--department <NAME>', 'the scope of a team lead; can be repeated', collect)
    .option('--until <DATE>', 'the role ends on this date (it no longer counts on it)')
    .option('--password-stdin', 'read the password from standard input; without it one is made up and printed once')
    .action(async (email: string, { role, department, until, passwordStdin }: AddOptions) => {
      const password = passwordStdin ? await passwordFromStdin() : undefined;
      const wanted = { email, role, departments: department, until, password };
      const result = await io.database(({ db }) => addUser(db, wanted));
      const what = result.created ? `Added ${result.email} as ${role}.` : `${result.email} is ${role} as well now.`;
      io.finish(result, what + made(result.password));
    });

  users
    .command('invite')
    .description(`print a link, good once and for ${INVITE_DAYS} days, by which a person chooses their password`)
    .argument('<EMAIL>', 'somebody new, with --role; or somebody in the list, who gets a new link')
    .option('--role <ROLE>', 'their first role')
    .option('--department <NAME>', 'the scope of a team lead; can be repeated', collect)
    .option('--until <DATE>', 'the role ends on this date (it no longer counts on it)')
    .action(async (given: string, { role, department, until }: Partial<AddOptions>) => {
      const email = checkEmail(given);
      const { token, expires_at } = await io.database(async ({ db }): Promise<Invitation> => {
        const known = await userByEmail(db, email);
        if (known && role !== undefined)
          throw new TandemError(409, `${email} is in the list already: give roles with users add.`);
        if (known) return inviteAgain(db, known.id);
        if (role === undefined) throw new TandemError(422, `${email} is new: say --role.`);
        return inviteUser(db, { email, grants: [{ role, departments: department, until }] });
      });
      const link = address() + invitePath(token);
      io.finish({ email, link, expires_at }, `Hand this to ${email}; it works once, for ${INVITE_DAYS} days:\n${link}`);
    });

  users
    .command('list')
    .description('everybody, with roles, scopes and end dates')
    .action(async () => {
      const all = await io.database(({ db }) => allUsers(db));
      const shown = all.map(({ email, disabled, invited, grants, created_at, last_sign_in_at }) => {
        return { email, disabled, invited, grants, created_at, last_sign_in_at };
      });
      const lines = shown.map(({ email, disabled, invited, grants }) => {
        const held = grants.map(({ role, departments, until }) =>
          [role, departments.length ? `(${departments.join(', ')})` : '', until ? `until ${until}` : '']
            .filter(Boolean)
            .join(' '),
        );
        return `${email}  ${held.join('; ')}${disabled ? '  disabled' : invited ? '  invited' : ''}`;
      });
      io.finish({ users: shown }, lines.join('\n') || 'There are no users.');
    });

  users
    .command('disable')
    .description('end their sessions and refuse to let them in')
    .argument('<EMAIL>')
    .action(async (email: string) => {
      await io.database(({ db }) => disableUser(db, email));
      io.finish({ email, disabled: true }, `${email} can no longer sign in; their sessions have ended.`);
    });

  users
    .command('enable')
    .description('let them in again')
    .argument('<EMAIL>')
    .action(async (email: string) => {
      await io.database(({ db }) => enableUser(db, email));
      io.finish({ email, disabled: false }, `${email} can sign in again.`);
    });

  users
    .command('set-password')
    .description('give a new password and end their sessions')
    .argument('<EMAIL>')
    .option('--password-stdin', 'read the password from standard input; without it one is made up and printed once')
    .action(async (email: string, { passwordStdin }: { passwordStdin?: true }) => {
      const password = passwordStdin ? await passwordFromStdin() : undefined;
      const result = await io.database(({ db }) => setPassword(db, email, password));
      io.finish(
        { email, ...result },
        `${email} has a new password; their sessions have ended.${made(result.password)}`,
      );
    });
}
