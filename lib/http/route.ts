import { randomUUID } from 'node:crypto';
import type { Road } from '@/db/audit';
import type { Db } from '@/db/client';
import { databaseFault } from '@/db/faults';
import type { KeyScope } from '@/db/keys';
import { serverDatabase } from '@/db/server';
import { type Action, mayDo } from '@/lib/access/policy';
import { addressOf } from '@/lib/auth/address';
import { forbidden, TandemError } from '@/lib/core/errors';
import type { Viewer } from '@/lib/core/viewer';
import { type Env, readEnv } from '@/lib/env';
import { logError, logRequest } from '@/lib/log';
import { type Caller, identify } from './caller';
import { CALLER, STRANGER, spend } from './limits';
import { problem } from './problem';

type Params = Record<string, string>;
export type Handler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

export interface Asked<Input> {
  request: Request;
  url: URL;
  params: Params;
  input: Input;
  viewer: Viewer;
  road: Road;
  db: Db;
  env: Env;
}

export interface Route<Input> {
  /** what the caller must be allowed to do */
  permission: Action;
  /** the scope of keys that may come by; none may without it */
  keys?: KeyScope;
  /** reads and checks what was sent; throws TandemError 400, 413 or 422 */
  input?: (request: Request, url: URL, params: Params) => Promise<Input> | Input;
  /** an object becomes JSON */
  handler: (asked: Asked<Input>) => Promise<Response | object>;
}

/** One way in for everything under /api: who → may they → input → handler → log → answer, errors as problem documents. */
export function route<Input = undefined>({ permission, keys, input, handler }: Route<Input>): Handler {
  return (request, context) =>
    handled(request, async (note) => {
      const env = readEnv();
      const { db } = serverDatabase();
      const caller = await identified(db, request, env, keys);
      note(caller.viewer.name);
      spend(`${caller.viewer.kind} ${caller.viewer.name}`, CALLER);
      if (!mayDo(caller.viewer, permission)) throw forbidden('Your roles do not allow this.');
      const url = new URL(request.url);
      const params = await context.params;
      const read = (await input?.(request, url, params)) as Input;
      return handler({ request, url, params, input: read, db, env, ...caller });
    });
}

/** The same for what is open to strangers: health and the first administrator's link. */
export function openRoute(handler: (request: Request) => Promise<Response | object>): Handler {
  return (request) =>
    handled(request, async () => {
      spend(strangerOf(request), STRANGER);
      return handler(request);
    });
}

const strangerOf = (request: Request) => `address ${addressOf(request.headers.get('x-forwarded-for'))}`;

/** Who asks. Whoever guesses keys or sessions is counted by address, without keeping out those known from there. */
async function identified(db: Db, request: Request, env: Env, scope: KeyScope | undefined): Promise<Caller> {
  try {
    return await identify(db, request, env, scope);
  } catch (error) {
    if (error instanceof TandemError && error.status === 401) spend(strangerOf(request), STRANGER);
    throw error;
  }
}

async function handled(
  request: Request,
  answer: (note: (viewer: string) => void) => Promise<Response | object>,
): Promise<Response> {
  const started = performance.now();
  let viewer: string | undefined;
  let detail: string | undefined;
  let response: Response;
  try {
    const result = await answer((name) => {
      viewer = name;
    });
    response = result instanceof Response ? result : Response.json(result);
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
    response.headers.set('x-content-type-options', 'nosniff');
  } catch (error) {
    const known = error instanceof TandemError ? error : unexpected(error);
    detail = known.detail;
    response = problem(known);
  }
  const { pathname: path } = new URL(request.url);
  const milliseconds = Math.round(performance.now() - started);
  logRequest({ method: request.method, path, status: response.status, milliseconds, viewer, detail });
  return response;
}

function unexpected(error: unknown): TandemError {
  const fault = databaseFault(error);
  if (fault && fault.status < 500) return fault;
  const reference = randomUUID().slice(0, 8);
  logError('http', `reference ${reference}`, error);
  return fault ?? new TandemError(500, `Something failed on our side. It was logged with the reference ${reference}.`);
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/** The exports of a route file: what it does not handle answers 405 with a problem document. */
export function methods(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allow = METHODS.filter((method) => handlers[method]).join(', ');
  const refuse: Handler = async (request) =>
    problem(new TandemError(405, `${request.method} is not possible here, only ${allow}.`), { allow });
  return Object.fromEntries(METHODS.map((method) => [method, handlers[method] ?? refuse])) as Record<Method, Handler>;
}
