import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { readEnv } from '@/lib/env';
import { Client } from '@/lib/pulling/client';
import type { Cursor, Puller, Step } from '@/lib/pulling/define';

export interface VendorRequest {
  method: string;
  /** the vendor's host, as the address would have named it */
  host: string;
  /** path and query */
  path: string;
  query: URLSearchParams;
  headers: http.IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** an object becomes JSON */
  body?: object | string;
  /** the connection breaks off in the middle of the body */
  breaksOff?: true;
}

export interface FakeVendor {
  url: string;
  requests: VendorRequest[];
  /** what it answers from now on */
  answer: (request: VendorRequest) => Reply | Promise<Reply>;
  close(): Promise<void>;
}

/** A local server that stands for every vendor: `<url>/api.x.com/y` is what `https://api.x.com/y` would be. */
export async function fakeVendor(answer: FakeVendor['answer'] = () => ({ status: 404 })): Promise<FakeVendor> {
  const vendor = { requests: [] as VendorRequest[], answer } as FakeVendor;
  const server = http.createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const [, host = '', ...rest] = incoming.url!.split('/');
    const path = `/${rest.join('/')}`;
    const request: VendorRequest = {
      ...{ method: incoming.method!, host, path, query: new URL(path, 'https://x').searchParams },
      ...{ headers: incoming.headers, body: Buffer.concat(chunks).toString('utf8') },
    };
    vendor.requests.push(request);
    const { status = 200, headers = {}, body = '', breaksOff } = await vendor.answer(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type = typeof body === 'string' ? {} : { 'content-type': 'application/json' };
    outgoing.writeHead(status, {
      ...type,
      ...headers,
      ...(breaksOff && { 'content-length': String(text.length + 10) }),
    });
    if (breaksOff) outgoing.write(text, () => outgoing.destroy());
    else outgoing.end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  vendor.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vendor.close = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return vendor;
}

export interface Clock {
  /** ms waited, one entry a wait */
  waited: number[];
  client(puller: Pick<Puller, 'title' | 'renew' | 'hosts'>, options?: Record<string, string>): Client;
}

/** Clients of a fake vendor whose waits take no time, and are written down. */
export function clockOf(vendor: FakeVendor, now = () => Date.now()): Clock {
  const waited: number[] = [];
  return {
    waited,
    client: ({ title, renew, hosts }, options = {}) =>
      new Client({
        ...{ title, renew, hosts: hosts(options), through: vendor.url, now, random: () => 0.5 },
        wait: async (ms) => void waited.push(ms),
      }),
  };
}

/** Where a pull would find its vendors and keep its things. */
export const pullEnv = (vendor: FakeVendor, dataFolder: string) => ({
  ...readEnv(),
  TANDEM_PULL_THROUGH: vendor.url,
  TANDEM_DATA_DIR: dataFolder,
});

interface Given {
  client: Client;
  options?: Record<string, string>;
  credentials?: Record<string, string>;
  from?: string;
  until?: string;
  cursor?: Cursor | null;
  remembered?: Record<string, string>;
  /** steps of an earlier process */
  before?: readonly Step[];
  /** stop after so many steps, as a process that dies would */
  most?: number;
}

/** The steps of a puller, as the worker would ask for them. */
export async function stepsOf(
  puller: Puller,
  { before = [], most = Number.POSITIVE_INFINITY, ...given }: Given,
): Promise<Step[]> {
  const steps: Step[] = [];
  const pulling = {
    ...{ options: {}, credentials: {}, remembered: {}, ...given },
    cursor: before.at(-1)?.next ?? given.cursor ?? null,
    window: {
      from: new Date(given.from ?? '2026-11-01T00:00:00Z'),
      until: new Date(given.until ?? '2026-11-04T12:00:00Z'),
    },
    keys: async () => new Set([...before, ...steps].flatMap(({ keys = [] }) => keys)),
  };
  if (most === 0) return steps;
  for await (const step of puller.steps(pulling)) {
    steps.push(step);
    if (steps.length >= most) break;
  }
  return steps;
}

/** All parts, as one would read them. */
export const partsOf = (steps: readonly Step[]) =>
  steps.flatMap(({ parts }) => parts.map(({ name, body }) => ({ name, text: body.toString() })));
