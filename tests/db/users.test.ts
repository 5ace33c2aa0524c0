import { describe, expect, test } from 'vitest';
import { setDisabled, userByEmail } from '@/db/users';
import { firstAdminToken, redeemFirstAdmin } from '@/lib/auth/first-admin';
import { authOptions } from '@/lib/auth/options';
import { LIMITS, signIn } from '@/lib/auth/sign-in';
import { issueToken, sessionCookie, sessionViewer } from '@/lib/auth/token';
import { addUser, allUsers, disableUser, enableUser, setPassword } from '@/lib/auth/users';
import { readEnv } from '@/lib/env';
import { useServer } from '../support/api';

const t = useServer();
const PASSWORD = 'correct horse battery';

const enter = (email: string, password: string, address = '10.0.0.1') => signIn(t.db, { email, password, address });

async function viewerWith(token: string) {
  const env = readEnv();
  return sessionViewer(t.db, `other=1; ${sessionCookie(env)}=${token}; more=2`, env);
}

describe('the first administrator', () => {
  test('comes in by a link that works once; of two at the same moment one wins', async () => {
    const tokens = [(await firstAdminToken(t.db))!, (await firstAdminToken(t.db))!];
    await expect(redeemFirstAdmin(t.db, 'guessed', 'a@example.com', PASSWORD)).rejects.toMatchObject({ status: 404 });
    await expect(redeemFirstAdmin(t.db, tokens[0]!, 'a@example.com', 'short')).rejects.toMatchObject({ status: 422 });
    const both = await Promise.allSettled([
      redeemFirstAdmin(t.db, tokens[0]!, 'first@example.com', PASSWORD),
      redeemFirstAdmin(t.db, tokens[1]!, 'second@example.com', PASSWORD),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const users = await allUsers(t.db);
    expect(users).toHaveLength(1);
    expect(users[0]!.grants).toEqual([{ role: 'admin', departments: [], until: null }]);
    expect(await firstAdminToken(t.db)).toBeNull();
    for (const token of tokens)
      await expect(redeemFirstAdmin(t.db, token, 'third@example.com', PASSWORD)).rejects.toMatchObject({ status: 404 });
  });
});

describe('people', () => {
  test('are added with an argon2id hash, addresses without regard to case', async () => {
    expect(await addUser(t.db, { email: ' Ann@Example.com', role: 'executive', password: PASSWORD })).toEqual({
      email: 'ann@example.com',
      created: true,
    });
    const { rows } = await t.pool.query(`select password_hash from app_user where email = 'ann@example.com'`);
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await enter('ANN@example.com', PASSWORD))?.email).toBe('ann@example.com');
    expect(await enter('ann@example.com', `${PASSWORD}!`)).toBeNull();
  });

  test('without a password get a random one, told once, that works', async () => {
    const { password } = await addUser(t.db, { email: 'random@example.com', role: 'analyst' });
    expect(password).toMatch(/^[\w-]{24}$/);
    expect((await enter('random@example.com', password!))?.email).toBe('random@example.com');
  });

  test('hold several roles, with scope and end; the same one twice is refused', async () => {
    await addUser(t.db, { email: 'many@example.com', role: 'team_lead', departments: ['Legal'], until: '2030-01-01' });
    expect(await addUser(t.db, { email: 'many@example.com', role: 'service_lead' })).toEqual({
      email: 'many@example.com',
      created: false,
    });
    await expect(addUser(t.db, { email: 'many@example.com', role: 'service_lead' })).rejects.toMatchObject({
      status: 409,
    });
    await expect(
      addUser(t.db, { email: 'many@example.com', role: 'analyst', password: PASSWORD }),
    ).rejects.toMatchObject({ status: 409 });
    expect((await userByEmail(t.db, 'many@example.com'))!.grants).toEqual([
      { role: 'team_lead', departments: ['Legal'], until: '2030-01-01' },
      { role: 'service_lead', departments: [], until: null },
    ]);
  });

  test('with a bad address, role, scope or password are refused and not kept', async () => {
    const refused = [
      { email: 'nobody', role: 'analyst' },
      { email: 'n@example.com', role: 'boss' },
      { email: 'n@example.com', role: 'team_lead' },
      { email: 'n@example.com', role: 'analyst', departments: ['Legal'] },
      { email: 'n@example.com', role: 'analyst', password: '1234567' },
      { email: 'n@example.com', role: 'analyst', until: 'soon' },
    ];
    for (const one of refused) await expect(addUser(t.db, one)).rejects.toMatchObject({ status: 422 });
    expect(await userByEmail(t.db, 'n@example.com')).toBeUndefined();
  });

  test('who are unknown answer 404', async () => {
    for (const act of [disableUser, enableUser, setPassword])
      await expect(act(t.db, 'ghost@example.com')).rejects.toMatchObject({ status: 404 });
  });
});

describe('a session', () => {
  const env = readEnv;
  const tokenOf = async (email: string) => issueToken(env(), (await userByEmail(t.db, email))!);

  test('speaks for the person as they are at this moment: a new role counts at once', async () => {
    await addUser(t.db, { email: 'live@example.com', role: 'analyst', password: PASSWORD });
    const token = await tokenOf('live@example.com');
    expect((await viewerWith(token))?.grants).toHaveLength(1);
    await addUser(t.db, { email: 'live@example.com', role: 'executive' });
    expect((await viewerWith(token))?.grants.map(({ role }) => role)).toEqual(['analyst', 'executive']);
  });

  test('ends when its person is disabled, and stays ended when they are enabled again', async () => {
    await addUser(t.db, { email: 'leaver@example.com', role: 'analyst', password: PASSWORD });
    const token = await tokenOf('leaver@example.com');
    expect((await viewerWith(token))?.name).toBe('leaver@example.com');
    await disableUser(t.db, 'leaver@example.com');
    expect(await viewerWith(token)).toBeNull();
    expect(await enter('leaver@example.com', PASSWORD)).toBeNull();
    await enableUser(t.db, 'leaver@example.com');
    expect(await viewerWith(token)).toBeNull();
    expect((await enter('leaver@example.com', PASSWORD))?.email).toBe('leaver@example.com');
  });

  test('ends when the password changes', async () => {
    await addUser(t.db, { email: 'changer@example.com', role: 'analyst', password: PASSWORD });
    const token = await tokenOf('changer@example.com');
    const { password } = await setPassword(t.db, 'changer@example.com');
    expect(await viewerWith(token)).toBeNull();
    expect(await enter('changer@example.com', PASSWORD)).toBeNull();
    expect(await enter('changer@example.com', password!)).not.toBeNull();
    expect(await viewerWith(await tokenOf('changer@example.com'))).not.toBeNull();
  });

  test('that is forged, cut or empty speaks for nobody', async () => {
    const token = await tokenOf('live@example.com');
    const middle = Math.floor(token.length / 2);
    const changed = token.slice(0, middle) + (token[middle] === 'A' ? 'B' : 'A') + token.slice(middle + 1);
    for (const forged of ['', 'x', token.slice(0, -4), changed]) expect(await viewerWith(forged)).toBeNull();
    expect(await sessionViewer(t.db, null, env())).toBeNull();
  });

  test('is refreshed by next-auth only while it lives', async () => {
    const { callbacks } = authOptions(env());
    const user = (await userByEmail(t.db, 'live@example.com'))!;
    const refresh = (session_version: number) =>
      callbacks!.jwt!({ token: { sub: user.id, session_version }, user: undefined as never, account: null });
    const { id, email, session_version } = user;
    expect(await refresh(session_version)).toEqual({ sub: id, session_version, email });
    await expect(refresh(user.session_version - 1)).rejects.toThrow('ended');
    await setDisabled(t.db, 'live@example.com', true);
    await expect(refresh(user.session_version)).rejects.toThrow('ended');
  });
});

describe('signing in', () => {
  test('is throttled per account: the right password too, until the window has passed', async () => {
    await addUser(t.db, { email: 'target@example.com', role: 'analyst', password: PASSWORD });
    for (let i = 0; i < LIMITS.perAccount; i++)
      expect(await enter('target@example.com', 'wrong password', `10.1.0.${i}`)).toBeNull();
    await expect(enter('TARGET@example.com ', PASSWORD, '10.1.1.1')).rejects.toMatchObject({ status: 429 });
    expect((await enter('random@example.com', 'another account', '10.1.1.1')) === null).toBe(true);
    await t.pool.query(`update sign_in_attempt set at = at - interval '16 minutes'`);
    expect((await enter('target@example.com', PASSWORD, '10.1.1.1'))?.email).toBe('target@example.com');
  });

  test('lets exactly the limit through when a hundred come at the same moment', async () => {
    await addUser(t.db, { email: 'rush@example.com', role: 'analyst', password: PASSWORD });
    const all = await Promise.allSettled(
      Array.from({ length: 100 }, (_, i) => enter('rush@example.com', 'wrong password', `10.2.0.${i}`)),
    );
    const looked = all.filter(({ status }) => status === 'fulfilled').length;
    expect(looked).toBe(LIMITS.perAccount);
  });

  test('is throttled per network address over many accounts, known or not', async () => {
    for (let i = 0; i < LIMITS.perAddress; i++)
      expect(await enter(`guess${i}@example.com`, 'wrong password', '10.3.0.1')).toBeNull();
    await expect(enter('guess@example.com', 'wrong', '10.3.0.1')).rejects.toMatchObject({ status: 429 });
    expect(await enter('guess@example.com', 'wrong', '10.3.0.2')).toBeNull();
  });

  test('keeps no address as it was typed', async () => {
    await enter('my secret password', 'x', '10.4.0.1');
    const { rows } = await t.pool.query(`select encode(account, 'escape') as account from sign_in_attempt`);
    expect(rows.map(({ account }) => account).join()).not.toContain('secret');
  });

  test('takes as long for an account that does not exist as for one that does', async () => {
    const time = async (email: string) => {
      const times: number[] = [];
      for (let i = 0; i < 5; i++) {
        const started = performance.now();
        await enter(email, 'wrong password', `10.5.0.${i}`);
        times.push(performance.now() - started);
      }
      return times.sort((a, b) => a - b)[2]!;
    };
    await addUser(t.db, { email: 'known@example.com', role: 'analyst', password: PASSWORD });
    const [known, unknown] = [await time('known@example.com'), await time('unknown@example.com')];
    // Without a hash to compare with, the unknown one would answer in about a tenth of the time.
    expect(unknown).toBeGreaterThan(known / 3);
  });
});
