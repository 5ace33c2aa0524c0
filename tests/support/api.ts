import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { closeServerDatabase } from '@/db/server';
import { userByEmail } from '@/db/users';
import { issueToken, sessionCookie } from '@/lib/auth/token';
import { addUser } from '@/lib/auth/users';
import type { Grant } from '@/lib/core/viewer';
import { readEnv } from '@/lib/env';
import type { Handler } from '@/lib/http/route';
import { type TestDatabase, useDatabase } from './database';

export interface TestServer extends TestDatabase {
  /** headers of somebody signed in with these roles; the person is made on first use */
  session(email: string, ...grants: Grant[]): Promise<Record<string, string>>;
  dataFolder: string;
}

export const PASSWORD = 'correct horse battery';

/** A database of its own behind the route handlers of this process, and a data folder for its secrets. */
export function useServer(): TestServer {
  const database = useDatabase();
  const server = database as TestServer;
  const before = { DATABASE_URL: process.env.DATABASE_URL, TANDEM_DATA_DIR: process.env.TANDEM_DATA_DIR };
  beforeAll(() => {
    server.dataFolder = mkdtempSync(path.join(tmpdir(), 'tandem-data-'));
    process.env.DATABASE_URL = database.url;
    process.env.TANDEM_DATA_DIR = server.dataFolder;
    server.session = (email, ...grants) => session(server, email, grants);
  });
  afterAll(async () => {
    await closeServerDatabase();
    rmSync(server.dataFolder, { recursive: true, force: true });
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });
  return server;
}

async function session({ db }: TestServer, email: string, grants: Grant[]): Promise<Record<string, string>> {
  if (!(await userByEmail(db, email))) {
    const [first, ...more] = grants;
    await addUser(db, { email, ...first!, password: PASSWORD });
    for (const grant of more) await addUser(db, { email, ...grant });
  }
  const env = readEnv();
  return { cookie: `${sessionCookie(env)}=${await issueToken(env, (await userByEmail(db, email))!)}` };
}

export interface Called {
  status: number;
  headers: Headers;
  json: () => unknown;
  bytes: Buffer;
}

/** Calls a route handler as Next would. `body` is sent as it is, or as JSON when it is an object. */
export async function call(
  handler: Handler,
  url: string,
  {
    method = 'GET',
    headers = {},
    body,
    params = {},
  }: {
    method?: string;
    headers?: Record<string, string>;
    body?: object | string | Buffer | ReadableStream;
    params?: Record<string, string>;
  } = {},
): Promise<Called> {
  const plain = typeof body === 'string' || body instanceof Buffer || body instanceof ReadableStream;
  const request = new Request(new URL(url, 'http://127.0.0.1:3000'), {
    method,
    headers: { host: '127.0.0.1:3000', ...headers },
    body: (body === undefined || plain ? body : JSON.stringify(body)) as BodyInit,
    duplex: 'half',
  } as RequestInit);
  const response = await handler(request, { params: Promise.resolve(params) });
  const bytes = Buffer.from(await response.arrayBuffer());
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    json: () => JSON.parse(bytes.toString('utf8')) as unknown,
  };
}
