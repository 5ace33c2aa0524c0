// The web server's own process, forked by start: plain Node, so that no loader slows the server down.
import http from 'node:http';
import next from 'next';

const GRACE_MS = 5_000;
const [host, port] = process.argv.slice(2);

const app = next({ dev: false, dir: process.cwd(), hostname: host, port: Number(port) });
await app.prepare();
const server = http.createServer(app.getRequestHandler());
// A month of conversations takes longer to upload than Node's five minutes.
server.requestTimeout = 0;
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
