import { describe, expect, it } from 'vitest';
import { readEnv } from '@/lib/env';

describe('readEnv', () => {
  it('knows a default for everything that needs one', () => {
    expect(readEnv({})).toEqual({
      HOST: '127.0.0.1',
      PORT: 3000,
      TANDEM_DATA_DIR: '.data',
      TANDEM_DEMO: '1',
      TANDEM_LARGEST_UPLOAD_GB: 20,
      TANDEM_PULLING: 'on',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '', TANDEM_DEMO_PASSWORD: '' })).toEqual(readEnv({}));
  });

  it('reads numbers and addresses', () => {
    const env = readEnv({ PORT: '65535', TANDEM_URL: 'https://tandem.example.com/', DATABASE_URL: 'postgresql://h/d' });
    expect(env.PORT).toBe(65535);
    expect(env.TANDEM_URL).toBe('https://tandem.example.com');
    expect(env.DATABASE_URL).toBe('postgresql://h/d');
  });

  it.each([
    [{ PORT: '0' }, 'PORT needs a number from 1 to 65535.'],
    [{ PORT: '65536' }, 'PORT needs a number from 1 to 65535.'],
    [{ PORT: '3e3' }, 'PORT needs a number from 1 to 65535.'],
    [{ PORT: 'http' }, 'PORT needs a number from 1 to 65535.'],
    [{ TANDEM_DEMO: 'no' }, 'TANDEM_DEMO needs 0 or 1.'],
    [{ TANDEM_DEMO_PASSWORD: 'short' }, 'TANDEM_DEMO_PASSWORD needs at least 8 characters.'],
    [{ TANDEM_URL: 'tandem.example.com' }, 'TANDEM_URL needs an address like https://tandem.example.com.'],
    [{ TANDEM_TRUST_PROXY: 'yes' }, 'TANDEM_TRUST_PROXY needs 0 or 1.'],
    [{ TANDEM_LARGEST_UPLOAD_GB: '0' }, 'TANDEM_LARGEST_UPLOAD_GB needs a number above 0, in GB.'],
    [{ TANDEM_LARGEST_UPLOAD_GB: '10 GB' }, 'TANDEM_LARGEST_UPLOAD_GB needs a number above 0, in GB.'],
    [{ TANDEM_URL: 'ftp://x' }, 'TANDEM_URL needs an address like https://tandem.example.com.'],
  ])('says of %o in one line: %s', (source, sentence) => {
    expect(() => readEnv(source)).toThrow(new Error(sentence));
  });

  it('never repeats a value, which may hold a password', () => {
    const sentence = 'DATABASE_URL needs an address like postgres://user:password@host:5432/database.';
    expect(() => readEnv({ DATABASE_URL: 'mysql://root:geheim@h/d' })).toThrow(new Error(sentence));
  });
});
