/**
 * Drops from a request's headers what a caller says about where it comes from; Next then writes down the address of
 * its connection. For a server that no proxy stands before.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
export function forgetForwarded(headers) {
  for (const name of Object.keys(headers))
    if (/^(x-forwarded-.*|forwarded|x-real-ip)$/.test(name)) delete headers[name];
}
