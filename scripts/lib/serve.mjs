// The web server's own process, forked by start: plain Node, so that no loader slows the server down.
import http from 'node:http';
import next from 'next';
import { forgetForwarded } from './forwarded.mjs';

const GRACE_MS = 5_000;
const [host, port, given] = process.argv.slice(2);
/** headers: on every answer, errors too · trustProxy: a proxy of ours writes X-Forwarded-* */
const { headers, trustProxy } = JSON.parse(given ?? '{"headers":{},"trustProxy":false}');

const app = next({ dev: false, dir: process.cwd(), hostname: host, port: Number(port) });
await app.prepare();
const handle = app.getRequestHandler();

const server = http.createServer((request, response) => {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!trustProxy) forgetForwarded(request.headers);
  handle(request, response);
});
// A month of conversations takes longer to upload than Node's five minutes; a body that stalls is ended by its route.
server.requestTimeout = 0;
server.headersTimeout = 20_000;
server.on('error', (error) => {
  process.send?.({ error: error.code ?? error.message });
  process.exit(1);
});
server.listen(Number(port), host, () => process.send?.({ listening: true }));

let stopping = false;
function stop() {
  if (stopping) return;
  stopping = true;
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  setTimeout(() => process.exit(0), GRACE_MS).unref();
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
// Whoever started us is gone, killed perhaps: nobody would ever stop us.
process.on('disconnect', stop);
