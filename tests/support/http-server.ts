import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import type { Handler } from '@/lib/http/route';

export interface HttpServer {
  url: string;
  close(): Promise<void>;
}

/** Serves one route handler over real connections, as Next does: bodies stream in, a caller who leaves is an abort. */
export async function serveRoute(handler: Handler, params: (url: URL) => Record<string, string>): Promise<HttpServer> {
  const server = http.createServer(async (incoming, outgoing) => {
    const url = new URL(incoming.url!, `http://${incoming.headers.host}`);
    const left = new AbortController();
    incoming.on('close', () => !incoming.complete && left.abort());
    const request = new Request(url, {
      method: incoming.method,
      headers: incoming.headers as Record<string, string>,
      body: incoming.method === 'GET' ? null : (Readable.toWeb(incoming) as BodyInit),
      signal: left.signal,
      duplex: 'half',
    } as RequestInit);
    const response = await handler(request, { params: Promise.resolve(params(url)) });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  server.requestTimeout = 0;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
