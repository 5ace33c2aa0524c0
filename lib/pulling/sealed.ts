import type { PullRow } from '@/db/pulling/pulls';
import type { Env } from '@/lib/env';
import { seal, unseal } from '@/lib/seal';
import { credentialKey } from '@/lib/secrets';

const OTHER_KEY = 'Its credentials cannot be read: they were encrypted under another key. Enter them again.';

/** What a row's credentials are bound to. */
const place = ({ vendor, source }: Pick<PullRow, 'vendor' | 'source'>) => `${vendor} ${source}`;

export const credentialsOf = (pull: PullRow, env: Env): Record<string, string> =>
  pull.credentials ? unseal(pull.credentials, place(pull), credentialKey(env), OTHER_KEY) : {};

export const sealedFor = (
  credentials: Record<string, string>,
  pull: Pick<PullRow, 'vendor' | 'source'>,
  env: Env,
): Buffer => seal(credentials, place(pull), credentialKey(env));

/** What the last pull was told to remember: it names people, so it is sealed like a secret. */
export const memoryOf = (pull: PullRow, env: Env): Record<string, string> =>
  pull.memory ? unseal(pull.memory, `memory ${place(pull)}`, credentialKey(env), OTHER_KEY) : {};

export const sealedMemory = (memory: Record<string, string>, pull: PullRow, env: Env): Buffer =>
  seal(memory, `memory ${place(pull)}`, credentialKey(env));
