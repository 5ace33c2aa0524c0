import { Command } from 'commander';
import { describe, expect, test } from 'vitest';
import { acceptInvite } from '@/lib/auth/invites';
import { keyViewer } from '@/lib/auth/keys';
import { signIn } from '@/lib/auth/sign-in';
import { register as registerKeys } from '@/scripts/commands/keys';
import { register as registerUsers } from '@/scripts/commands/users';
import { useDatabase } from '../support/database';

const t = useDatabase();

/** Runs one command line and returns its result, as `--json` prints it, and as text. */
async function run(...args: string[]): Promise<{ result: Record<string, unknown>; text: string }> {
  const done: { result: object; text: string }[] = [];
  const io = {
    json: true,
    database: <T>(use: (connection: typeof t) => Promise<T>) => use(t),
    say: () => undefined,
    finish: (result: object, text: string) => void done.push({ result, text }),
  };
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerUsers(program, io);
  registerKeys(program, io);
  for (const command of program.commands.flatMap(({ commands }) => commands)) command.exitOverride();
  await program.parseAsync(args, { from: 'user' });
  return done[0] as { result: Record<string, unknown>; text: string };
}

const enter = (email: string, password: unknown) =>
  signIn(t.db, { email, password: String(password), address: '10.0.0.1' });

describe('users', () => {
  test('add without a password prints a random one, once, and it opens', async () => {
    const { result, text } = await run('users', 'add', 'Ann@example.com', '--role', 'executive');
    expect(result).toMatchObject({ email: 'ann@example.com', created: true });
    expect(text).toContain(String(result.password));
    expect((await enter('ann@example.com', result.password))?.email).toBe('ann@example.com');
  });

  test('add takes departments and an end date; list shows them and no hash', async () => {
    await run(
      'users',
      'add',
      'lead@example.com',
      '--role',
      'team_lead',
      '--department',
      'R&D',
      '--department',
      'Legal',
    );
    await run('users', 'add', 'lead@example.com', '--role', 'analyst', '--until', '2031-05-01');
    const { result, text } = await run('users', 'list');
    const lead = (result.users as { email: string }[]).find(({ email }) => email === 'lead@example.com');
    expect(lead).toMatchObject({
      disabled: false,
      grants: [
        { role: 'team_lead', departments: ['Legal', 'R&D'], until: null },
        { role: 'analyst', departments: [], until: '2031-05-01' },
      ],
    });
    expect(text).toContain('lead@example.com  team_lead (Legal, R&D); analyst until 2031-05-01');
    expect(JSON.stringify(result)).not.toContain('argon2');
  });

  test('disable and enable; set-password makes a new one', async () => {
    const { result } = await run('users', 'set-password', 'ann@example.com');
    await run('users', 'disable', 'ann@example.com');
    expect(await enter('ann@example.com', result.password)).toBeNull();
    await run('users', 'enable', 'ann@example.com');
    expect(await enter('ann@example.com', result.password)).not.toBeNull();
  });

  test('invite prints a link that lets somebody new choose a password, and somebody known a new one', async () => {
    const link = async (...args: string[]) => {
      const { result, text } = await run('users', 'invite', ...args);
      expect(text).toContain(String(result.link));
      const { origin, pathname, searchParams } = new URL(String(result.link));
      expect(origin + pathname).toBe('http://127.0.0.1:3000/invite');
      return { token: searchParams.get('token')!, address: '10.0.0.2', road: 'page' as const };
    };
    const first = await link('new@example.com', '--role', 'analyst');
    expect((await run('users', 'list')).text).toContain('new@example.com  analyst  invited');
    await acceptInvite(t.db, { ...first, password: 'chosen by them' });
    expect((await enter('new@example.com', 'chosen by them'))?.email).toBe('new@example.com');
    const second = await link('new@example.com');
    await acceptInvite(t.db, { ...second, password: 'chosen again' });
    expect(await enter('new@example.com', 'chosen by them')).toBeNull();
    expect(await enter('new@example.com', 'chosen again')).not.toBeNull();
  });

  test('the last administrator is not disabled', async () => {
    await run('users', 'add', 'only@example.com', '--role', 'admin');
    await expect(run('users', 'disable', 'only@example.com')).rejects.toMatchObject({ status: 409 });
  });

  test.each([
    ['an invitation without a role', ['users', 'invite', 'nobody@example.com']],
    ['a role for somebody known by invitation', ['users', 'invite', 'ann@example.com', '--role', 'analyst']],
    ['an unknown role', ['users', 'add', 'x@example.com', '--role', 'boss']],
    ['a lead of nothing', ['users', 'add', 'x@example.com', '--role', 'team_lead']],
    ['nobody’s address', ['users', 'disable', 'ghost@example.com']],
    ['no role', ['users', 'add', 'x@example.com']],
  ])('refuses %s', async (_, args) => {
    await expect(run(...args)).rejects.toThrow();
  });
});

describe('keys', () => {
  test('create prints the key once; it works until it is revoked', async () => {
    const wanted = ['--name', 'report', '--scope', 'query', '--role', 'team_lead', '--department', 'Legal'];
    const { result, text } = await run('keys', 'create', ...wanted);
    const key = String(result.key);
    expect(text).toBe(key);
    expect((await keyViewer(t.db, key))?.viewer.grants).toEqual([{ role: 'team_lead', departments: ['Legal'] }]);
    const listed = await run('keys', 'list');
    expect(JSON.stringify(listed)).not.toContain(key.slice(4));
    expect(listed.text).toContain('report  query as team_lead Legal  last used');
    await run('keys', 'revoke', String(result.id));
    expect(await keyViewer(t.db, key)).toBeNull();
    await expect(run('keys', 'revoke', String(result.id))).rejects.toMatchObject({ status: 404 });
  });
});
