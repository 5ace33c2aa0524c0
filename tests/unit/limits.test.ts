import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { addressOf } from '@/lib/auth/address';
import { TooManyRequests, type TryLater } from '@/lib/core/errors';
import { readEnv, trustsProxy } from '@/lib/env';
import { holdingExport, holdingUpload, spend } from '@/lib/http/limits';
import { problem } from '@/lib/http/problem';
import { openRoute } from '@/lib/http/route';
import { forgetForwarded } from '@/scripts/lib/forwarded.mjs';

const refusal = (use: () => void): TooManyRequests => {
  try {
    use();
  } catch (error) {
    if (error instanceof TooManyRequests) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('an allowance', () => {
  const allowance = { burst: 3, perSecond: 0.5 };

  test('lets a burst through, then says how long to wait, and fills up again', () => {
    const at = 1_000_000;
    for (let i = 0; i < 3; i++) spend('anna', allowance, at);
    const refused = refusal(() => spend('anna', allowance, at));
    expect(refused.retryAfterSeconds).toBe(2);
    expect(refused.detail).toBe('Too many requests. Try again in 2 seconds.');
    expect(refusal(() => spend('anna', allowance, at + 1000)).retryAfterSeconds).toBe(1);
    spend('anna', allowance, at + 2000);
    expect(() => spend('anna', allowance, at + 2000)).toThrow(TooManyRequests);
    for (let i = 0; i < 3; i++) spend('anna', allowance, at + 60_000);
    expect(() => spend('anna', allowance, at + 60_000)).toThrow(TooManyRequests);
  });

  test('is each one’s own, and a clock set back gives and takes nothing', () => {
    for (let i = 0; i < 3; i++) spend('ben', allowance, 5_000_000);
    expect(() => spend('ben', allowance, 4_000_000)).toThrow(TooManyRequests);
    spend('cleo', allowance, 5_000_000);
  });

  test('is forgotten oldest first, so that memory stays bounded', () => {
    const tight = { burst: 1, perSecond: 0.0001 };
    spend('first', tight, 0);
    for (let i = 0; i < 20_001; i++) spend(`crowd ${i}`, tight, 0);
    spend('first', tight, 0);
    expect(() => spend('crowd 20000', tight, 0)).toThrow(TooManyRequests);
  });

  test('is told in the answer', async () => {
    const slow = { burst: 1, perSecond: 0.1 };
    spend('dora', slow, 0);
    const response = problem(refusal(() => spend('dora', slow, 0)));
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '10']);
    expect(await response.json()).toMatchObject({ status: 429, title: 'Too many requests' });
  });

  test('of a stranger is by network address', async () => {
    // A slow machine would refill the allowance meanwhile.
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const GET = openRoute(async () => ({}));
    const from = async (address: string) =>
      (
        await GET(new Request('http://x/api/health', { headers: { 'x-forwarded-for': address } }), {
          params: Promise.resolve({}),
        })
      ).status;
    let answered = 0;
    while ((await from('192.0.2.1')) === 200) answered++;
    expect(answered).toBe(300);
    expect(await from('192.0.2.2')).toBe(200);
    // What the caller wrote before the nearest proxy's own word does not help.
    expect(await from('198.51.100.7, 192.0.2.1')).toBe(429);
  });
});

describe('a network address', () => {
  test.each([
    ['10.0.0.1', '10.0.0.1'],
    ['forged, 10.0.0.1', '10.0.0.1'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', 'unknown'],
  ])('%s counts as %s', (given, counted) => {
    expect(addressOf(given)).toBe(counted);
  });

  test('that a caller claims is dropped where no proxy stands before the server', () => {
    const headers = {
      ...{ host: 'h', 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'evil.example', forwarded: 'for=1.2.3.4' },
      ...{ 'x-real-ip': '1.2.3.4', 'x-forward': 'kept' },
    };
    forgetForwarded(headers);
    expect(headers).toEqual({ host: 'h', 'x-forward': 'kept' });
  });

  test('is taken from a proxy only where one is said to stand', () => {
    const trusted = (source: Record<string, string>) => trustsProxy(readEnv(source));
    expect(trusted({})).toBe(false);
    expect(trusted({ TANDEM_URL: 'https://tandem.example' })).toBe(true);
    expect(trusted({ TANDEM_URL: 'https://tandem.example', TANDEM_TRUST_PROXY: '0' })).toBe(false);
    expect(trusted({ TANDEM_TRUST_PROXY: '1' })).toBe(true);
  });
});

const held = () => {
  let finish: () => void = () => undefined;
  const until = new Promise<void>((resolve) => {
    finish = resolve;
  });
  return { until, finish: () => finish() };
};

describe('exports of telemetry at once', () => {
  test('are four; 32 wait for their turn unread, the next is told to come again', async () => {
    const { until, finish } = held();
    let begun = 0;
    const reading = () => {
      begun++;
      return until;
    };
    const taken = Array.from({ length: 4 + 32 }, () => holdingExport(reading));
    await Promise.resolve();
    expect(begun).toBe(4);
    const refused = await holdingExport(reading).catch((error: Error) => error);
    expect(refused).toMatchObject({ status: 503, retryAfterSeconds: 5 });
    const answer = problem(refused as TryLater);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(await answer.json()).toMatchObject({
      detail: '4 exports are being read and 32 wait. Send it again in 5 seconds.',
    });
    finish();
    await Promise.all(taken);
    expect(begun).toBe(36);
  });

  test('leave their place when they fail', async () => {
    const failing = () => holdingExport(() => Promise.reject(new Error('broke')));
    for (let i = 0; i < 50; i++) await expect(failing()).rejects.toThrow('broke');
    const { until, finish } = held();
    const taken = Array.from({ length: 36 }, () => holdingExport(() => until));
    await expect(failing()).rejects.toMatchObject({ status: 503 });
    finish();
    await Promise.all(taken);
  });
});

describe('uploads at once', () => {
  test('are two by one caller and four by all; a place is free again when one is done or failed', async () => {
    const { until, finish } = held();
    const [a1, a2, b1] = ['a', 'a', 'b'].map((who) => holdingUpload(who, () => until));
    await expect(holdingUpload('a', async () => 1)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 30 });
    const c1 = holdingUpload('c', () => until);
    await expect(holdingUpload('d', async () => 1)).rejects.toThrow('4 uploads are being taken in already.');
    finish();
    await Promise.all([a1, a2, b1, c1]);
    await expect(
      holdingUpload('a', async () => {
        throw new Error('broke');
      }),
    ).rejects.toThrow('broke');
    expect(await Promise.all(['a', 'a', 'b', 'c'].map((who) => holdingUpload(who, async () => who)))).toHaveLength(4);
  });
});
