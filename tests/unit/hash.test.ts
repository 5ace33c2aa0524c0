import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';

const key = Buffer.alloc(32, 1);
const hasher = makeHasher(key);

test('SHA-256 of key, domain and value, the first 128 bits', () => {
  const whole = createHash('sha256')
    .update(`${'01'.repeat(32)}:customer:anna`)
    .digest('hex');
  expect(hashAsUuid(hasher, 'customer', 'anna').replaceAll('-', '')).toBe(whole.slice(0, 32));
});

test('the same person under two domains or two keys has nothing in common', () => {
  const all = (['customer', 'agent', 'employee', 'email'] as const).map((domain) => hashAsUuid(hasher, domain, 'anna'));
  all.push(hashAsUuid(makeHasher(Buffer.alloc(32, 2)), 'customer', 'anna'));
  expect(new Set(all).size).toBe(5);
});

test('addresses are trimmed and lower-cased, numbers are not', () => {
  expect(hasher('email', ' Anna@Example.test ')).toBe(hasher('email', 'anna@example.test'));
  expect(hasher('employee', 'E1')).not.toBe(hasher('employee', 'e1'));
});

test('what is remembered is bounded and stays right', () => {
  const fresh = makeHasher(key);
  const before = fresh('agent', 'a1');
  for (let i = 0; i < 50_000; i++) fresh('agent', `a${i}`);
  expect(fresh('agent', 'a1')).toBe(before);
});
