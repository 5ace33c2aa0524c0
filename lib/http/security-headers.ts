/** For every answer, whatever it is. `Strict-Transport-Security` is added where the public address is https. */
export const SECURITY_HEADERS: Record<string, string> = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** For what is no page: data and files run nothing and stand in no frame. A page's own policy takes its place. */
export const NO_PAGE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What a page may load and run: scripts that bear this answer's nonce and what those load. Charts and bars set style
 * attributes, which run nothing; style elements need the nonce as well.
 */
export function pagePolicy(nonce: string, { development }: { development: boolean }): string {
  const policy = {
    'default-src': "'self'",
    // React rebuilds server stacks by eval while developing.
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    // The development server puts its styles in without a nonce.
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'object-src': "'none'",
    // Images of panels look fonts up from the style sheet's place, by a base of a document of their own.
    'base-uri': "'self'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(policy)
    .map((parts) => parts.join(' '))
    .join('; ');
}

/** `https:` tells browsers to come by no other way for a year. */
export function headersAt(publicUrl: string | undefined): Record<string, string> {
  if (!publicUrl?.startsWith('https:')) return SECURITY_HEADERS;
  return { ...SECURITY_HEADERS, 'Strict-Transport-Security': 'max-age=31536000' };
}
