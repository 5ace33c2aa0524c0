import { isIPv6 } from 'node:net';

/**
 * The network address a request came from: the last hop the nearest proxy (or Next itself) wrote down. Without a
 * proxy the server drops what the caller wrote there (scripts/lib/serve.mjs). Of IPv6 the half that names a network:
 * the other half is anybody's to choose.
 */
export function addressOf(forwardedFor: string | null | undefined): string {
  const last = forwardedFor?.split(',').at(-1)?.trim();
  if (!last) return 'unknown';
  if (!isIPv6(last) || last.includes('.')) return last.slice(0, 64);
  return networkOf(last);
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [before, after] = [groups(head), groups(tail)];
  const all = [...before, ...new Array(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
