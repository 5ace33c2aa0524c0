import NextAuth from 'next-auth';
import { TandemError } from '@/lib/core/errors';
import { type Env, readEnv } from '@/lib/env';
import { readBytes } from '@/lib/http/body';
import { type Handler, openRoute } from '@/lib/http/route';
import { authOptions, TOO_MANY_ATTEMPTS } from './options';

/** What next-auth is asked for; its `_log`, by which anybody may write into our log, is not among it. */
const ACTIONS = new Set(['csrf', 'session', 'providers', 'signin', 'signout', 'callback', 'error']);
const SEGMENT = /^[\w-]{1,64}$/;
/** An address, a password and a token. */
const LARGEST_FORM = 16 * 1024;

/** next-auth knows its address from the environment alone: the public one, else that of each request. */
function nameOrigin(env: Env): void {
  if (env.TANDEM_URL) process.env.NEXTAUTH_URL = env.TANDEM_URL;
  else process.env.AUTH_TRUST_HOST = '1';
}

/** GET and POST under /api/auth. Too many attempts answer 429; next-auth itself would say 401. */
export const handleAuth: Handler = openRoute(async (request) => {
  const env = readEnv();
  nameOrigin(env);
  const url = new URL(request.url);
  const segments = url.pathname.split('/').slice(3);
  if (!ACTIONS.has(segments[0] ?? '') || !segments.every((one) => SEGMENT.test(one)))
    throw new TandemError(404, 'There is nothing at this address of the sign-in.');
  const given = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: usable(cookiesOf(request)),
    body: request.method === 'POST' ? usable(await formOf(request)) : undefined,
    query: { ...usable(Object.fromEntries(url.searchParams)), nextauth: segments },
  };
  const host = given.headers['x-forwarded-host'] ?? given.headers.host;
  if (!host || !URL.canParse(`http://${host}`)) throw new TandemError(400, 'The Host header names no host.');
  const answer = collecting();
  await NextAuth(given as never, answer as never, authOptions(env));
  return answered(answer.response());
});

/** Its refusals of what it does not know are texts in HTML, and a spent allowance looks like a wrong password. */
async function answered(response: Response): Promise<Response> {
  if (response.status < 400) return response;
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  if (!isJson) throw new TandemError(response.status, 'The sign-in does not know this request.');
  const body = await response.clone().text();
  if (response.status !== 401 || !body.includes(`error=${TOO_MANY_ATTEMPTS}`)) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', '900');
  return new Response(body, { status: 429, headers });
}

/** The form's fields, texts alone, from either encoding. */
async function formOf(request: Request): Promise<Record<string, string>> {
  const text = (await readBytes(request, LARGEST_FORM)).toString('utf8');
  const type = request.headers.get('content-type') ?? '';
  if (type.includes('application/x-www-form-urlencoded')) return Object.fromEntries(new URLSearchParams(text));
  if (!type.includes('application/json')) return {};
  try {
    const entries = Object.entries(JSON.parse(text) ?? {});
    return Object.fromEntries(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    throw new TandemError(400, 'The body is not valid JSON.');
  }
}

function cookiesOf(request: Request): Record<string, string> {
  const parts = (request.headers.get('cookie') ?? '').split(/; */).map((part) => part.split(/=(.*)/s));
  return Object.fromEntries(parts.map(([name = '', value = '']) => [name.trim(), decoded(value)]));
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // it was not encoded
  }
}

/** Without what next-auth would call a fault of the server: an address to return to that is none, an odd error. */
function usable(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => {
      if (name.toLowerCase().replace(/.*\./, '').replace('-', '') === 'callbackurl') return isAddress(value);
      return name !== 'error' || SEGMENT.test(value);
    }),
  );
}

function isAddress(text: string): boolean {
  const base = text.startsWith('/') ? 'http://here.invalid' : undefined;
  return URL.canParse(text, base) && /^https?:$/.test(new URL(text, base).protocol);
}

/** The part of a Node response that next-auth writes to. */
function collecting() {
  const headers = new Headers();
  let status = 200;
  let body: string | null = null;
  const answer = {
    status(code: number) {
      status = code;
      return answer;
    },
    getHeader: (name: string) => (/^set-cookie$/i.test(name) ? headers.getSetCookie() : headers.get(name)),
    setHeader(name: string, value: string | string[]) {
      headers.delete(name);
      for (const one of [value].flat()) headers.append(name, one);
      return answer;
    },
    json(value: unknown) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(value);
    },
    send(value: unknown) {
      if (typeof value === 'string') body = value;
      else if (value !== undefined) answer.json(value);
    },
    end: () => undefined,
    response: () => new Response(body, { status, headers }),
  };
  return answer;
}
