import NextAuth from 'next-auth';
import { type Env, readEnv } from '@/lib/env';
import { authOptions, TOO_MANY_ATTEMPTS } from './options';

/** next-auth knows its address from the environment alone: the public one, else that of each request. */
function nameOrigin(env: Env): void {
  if (env.TANDEM_URL) process.env.NEXTAUTH_URL = env.TANDEM_URL;
  else process.env.AUTH_TRUST_HOST = '1';
}

/** GET and POST under /api/auth. Too many attempts answer 429; next-auth itself would say 401. */
export async function handleAuth(
  request: Request,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const env = readEnv();
  nameOrigin(env);
  const response: Response = await NextAuth(request as never, context as never, authOptions(env));
  if (response.status !== 401) return response;
  const body = await response.clone().text();
  if (!body.includes(`error=${TOO_MANY_ATTEMPTS}`)) return response;
  const headers = new Headers(response.headers);
  headers.set('retry-after', '900');
  return new Response(body, { status: 429, headers });
}
