import { describe, expect, test } from 'vitest';
import { headersAt, NO_PAGE_POLICY, pagePolicy } from '@/lib/http/security-headers';
import { config } from '@/proxy';

const parts = (policy: string) => Object.fromEntries(policy.split('; ').map((part) => part.split(/ (.*)/).slice(0, 2)));

describe('the policy of a page', () => {
  test('runs only scripts with its nonce and what they load', () => {
    const policy = parts(pagePolicy('abc', { development: false }));
    expect(policy['script-src']).toBe("'self' 'nonce-abc' 'strict-dynamic'");
    expect(policy['style-src']).toBe("'self' 'nonce-abc'");
    expect(policy).toMatchObject({ 'object-src': "'none'", 'base-uri': "'self'", 'frame-ancestors': "'none'" });
    expect(policy).toMatchObject({ 'form-action': "'self'", 'connect-src': "'self'", 'img-src': "'self' data: blob:" });
  });

  test('allows eval to the development server alone', () => {
    expect(pagePolicy('abc', { development: true })).toContain('unsafe-eval');
    expect(pagePolicy('abc', { development: false })).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  });

  test('is given by a proxy that no upload ever passes: it would cut a body off at 10 MB', () => {
    const [pattern] = config.matcher;
    const passes = (path: string) => new RegExp(`^${pattern}$`).test(path);
    for (const path of ['/', '/overview', '/sign-in', '/definitions/x', '/apiary'])
      expect(passes(path), path).toBe(true);
    for (const path of ['/api/v1/ingest/x', '/api/auth/session', '/_next/static/chunks/a.js'])
      expect(passes(path), path).toBe(false);
  });
});

test('what is no page runs nothing', () => {
  expect(parts(NO_PAGE_POLICY)['default-src']).toBe("'none'");
});

test('browsers are told to come by https where that is the public address', () => {
  expect(headersAt('https://tandem.example')['Strict-Transport-Security']).toBe('max-age=31536000');
  for (const url of ['http://tandem.example', undefined])
    expect(headersAt(url)).not.toHaveProperty('Strict-Transport-Security');
});
