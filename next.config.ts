import type { NextConfig } from 'next';
import { NO_PAGE_POLICY, SECURITY_HEADERS } from './lib/http/security-headers';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // forbidden() in a page answers 403 with app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // A lock file in a folder above must not make that folder the project.
  turbopack: { root: process.cwd() },
  outputFileTracingRoot: process.cwd(),
  serverExternalPackages: ['pg', 'pg-copy-streams', 'kysely', '@node-rs/argon2', 'write-excel-file'],
  // `npm test` checks the types; a first start shall not wait for it.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    const everywhere = Object.entries({ ...SECURITY_HEADERS, 'Content-Security-Policy': NO_PAGE_POLICY });
    return [{ source: '/:path*', headers: everywhere.map(([key, value]) => ({ key, value })) }];
  },
};

export default config;
