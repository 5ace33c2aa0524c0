import type { Road } from '@/db/audit';
import type { Db } from '@/db/client';
import type { KeyScope } from '@/db/keys';
import { keyViewer } from '@/lib/auth/keys';
import { sessionViewer } from '@/lib/auth/token';
import { forbidden, TandemError } from '@/lib/core/errors';
import type { Viewer } from '@/lib/core/viewer';
import type { Env } from '@/lib/env';

export interface Caller {
  viewer: Viewer;
  road: Road;
}

/**
 * Who asks: a key, else a session. Throws 401 for nobody, for a key that is unknown or revoked (a session beside it
 * does not help) and for a session that ended; 403 for a key of another scope and for writes from foreign pages.
 */
export async function identify(db: Db, request: Request, env: Env, scope: KeyScope | undefined): Promise<Caller> {
  const authorization = request.headers.get('authorization');
  if (authorization) return { viewer: await fromKey(db, authorization, scope), road: 'key' };
  const viewer = await sessionViewer(db, request.headers.get('cookie'), env);
  if (!viewer) throw new TandemError(401, 'Sign in, or send a key: Authorization: Bearer KEY.');
  if (request.method !== 'GET' && request.method !== 'HEAD') assertSameOrigin(request, env);
  return { viewer, road: roadOf(request) };
}

/** Only a browser's own pages send this header, and pages are what runs in browsers. */
export const roadOf = (request: Request): Road =>
  request.headers.get('sec-fetch-site') === 'same-origin' ? 'page' : 'api';

async function fromKey(db: Db, authorization: string, scope: KeyScope | undefined): Promise<Viewer> {
  const [scheme, key] = authorization.split(' ', 2);
  const found = scheme?.toLowerCase() === 'bearer' && key ? await keyViewer(db, key) : null;
  if (!found) throw new TandemError(401, 'This key is not known, or was revoked.');
  if (found.scope !== scope) throw forbidden(`A key with scope ${found.scope} does not open this.`);
  return found.viewer;
}

/**
 * A page of another site must not write with somebody's cookie. Browsers name the origin of every write; a program
 * that names none holds the cookie by its own doing.
 */
export function assertSameOrigin(request: Request, env: Env): void {
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin') return;
  const origin = request.headers.get('origin');
  if (!site && !origin) return;
  if (!site && origin && isOurs(origin, request, env)) return;
  throw forbidden('This was sent by a page of another site.');
}

function isOurs(origin: string, request: Request, env: Env): boolean {
  if (env.TANDEM_URL) return origin === new URL(env.TANDEM_URL).origin;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get('host');
}
