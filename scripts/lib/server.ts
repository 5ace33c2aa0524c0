import { fork } from 'node:child_process';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { childEnv, type Env, trustsProxy } from '@/lib/env';
import { headersAt } from '@/lib/http/security-headers';
import { follow } from './children';

const PATIENCE_MS = 60_000;

export interface Server {
  /** throws one plain sentence when the server ends by itself */
  ended: Promise<never>;
}

/** The host as a browser on this machine writes it. */
export function hostInUrl({ HOST }: Pick<Env, 'HOST'>): string {
  if (HOST === '0.0.0.0') return '127.0.0.1';
  if (HOST === '::') return '[::1]';
  return HOST.includes(':') ? `[${HOST}]` : HOST;
}

/** Throws one plain sentence when the address cannot be listened on. */
export async function checkPortFree({ HOST, PORT }: Env): Promise<void> {
  const fault = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
    const probe = net.createServer();
    probe.once('error', resolve);
    probe.listen(PORT, HOST, () => probe.close(() => resolve(null)));
  });
  if (fault) throw new Error(whyNot(String(fault.code), HOST, PORT));
}

/** Starts the web server on the database at `url` and waits until it answers that all is well. */
export async function serve(env: Env, url: string): Promise<Server> {
  const how = { headers: headersAt(env.TANDEM_URL), trustProxy: trustsProxy(env) };
  const child = fork('scripts/lib/serve.mjs', [env.HOST, String(env.PORT), JSON.stringify(how)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // Next talks on standard output; our log is on standard error
    env: childEnv({ DATABASE_URL: url, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }),
  });
  follow(child);
  let why = 'The web server ended unexpectedly.';
  child.on('message', ({ error }: { error?: string }) => {
    if (error) why = whyNot(error, env.HOST, env.PORT);
  });
  const ended = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error(why))));
  await Promise.race([ended, healthy(`http://${hostInUrl(env)}:${env.PORT}/api/health`)]);
  return { ended };
}

async function healthy(url: string): Promise<void> {
  let last = 'no answer';
  for (const until = Date.now() + PATIENCE_MS; Date.now() < until; await sleep(100)) {
    try {
      const response = await fetch(url);
      if (response.ok) return;
      last = await response.text();
    } catch (error) {
      last = (error as Error).message;
    }
  }
  throw new Error(`The web server does not become healthy: ${last}`);
}

function whyNot(code: string, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken: set PORT to another one.`;
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: set PORT to one above 1023.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return `HOST ${host} is not an address of this machine.`;
  return `The web server cannot listen on ${host}:${port} (${code}).`;
}
