import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { readEnv } from '@/lib/env';
import { pagePolicy } from '@/lib/http/security-headers';

/** Gives every page its Content-Security-Policy with a fresh nonce, and does nothing else: who may see what is decided later. */
export function proxy(request: NextRequest): NextResponse {
  const development = readEnv().NODE_ENV === 'development';
  const policy = pagePolicy(randomBytes(16).toString('base64'), { development });
  const headers = new Headers(request.headers);
  // Next reads the nonce from here and gives it to the scripts it writes.
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Never /api, nor /v1 of OpenTelemetry: a body that passes here is held in memory and cut off at 10 MB. */
export const config = { matcher: ['/((?!api/|v1/|_next/static/|_next/image).*)'] };
