import type { Env } from '@/lib/env';
import { Client, type ClientOptions } from './client';
import type { Puller } from './define';

/** A client that asks a puller's vendor, or what stands for it in tests. */
export function clientFor(
  puller: Puller,
  options: Record<string, string>,
  env: Env,
  more: Partial<ClientOptions> = {},
): Client {
  const { title, renew } = puller;
  return new Client({ title, renew, hosts: puller.hosts(options), through: env.TANDEM_PULL_THROUGH, ...more });
}
