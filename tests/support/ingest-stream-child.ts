import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { connect } from '@/db/client';
import type { Input } from '@/lib/ingest/inputs';
import { ingest } from '@/lib/ingest/run';
import { conversation, KEY, lines } from './ingest';

/** A process that ingests streams no disk should hold, and tells what came of it and the most memory it ever took. */
const [, , url, kind] = process.argv as [string, string, string, string];

const MIB = 1 << 20;
const xs = Buffer.alloc(MIB, 'x');

function* times<T>(count: number, piece: T): Generator<T> {
  for (let i = 0; i < count; i++) yield piece;
}

function* longLine(open: string, mebibytes: number, close: string): Generator<Buffer> {
  yield Buffer.from(open);
  yield* times(mebibytes, xs);
  yield Buffer.from(close);
}

/** Members of a gzip file may follow each other: little is packed, and a thousand times as much comes out. */
function* bomb(first: string, member: Buffer, count: number): Generator<Buffer> {
  yield gzipSync(first);
  yield* times(count, gzipSync(member));
}

/** One answer of Chatwoot's agent API on one line, as it wraps its conversations. */
function* chatwootPage(mebibytes: number): Generator<Buffer> {
  const list = JSON.parse(readFileSync('tests/fixtures/connectors/chatwoot/list.json', 'utf8'));
  const chat = list.data.payload[0];
  yield Buffer.from(`{"data":{"meta":${JSON.stringify(list.data.meta)},"payload":[`);
  for (let id = 1, bytes = 0; bytes < mebibytes * MIB; id++) {
    const piece = Buffer.from(`${id > 1 ? ',' : ''}${JSON.stringify({ ...chat, id, meta: { sender: { id } } })}`);
    bytes += piece.length;
    yield piece;
  }
  yield Buffer.from(']}}');
}

const row = (id: string) => lines(conversation(id));
const STREAMS: Record<string, () => Iterable<Buffer>> = {
  'a line of 2 GB': () => longLine(`${row('1')}{"type":"conversation","id":"`, 2048, `"}\n${row('2')}`),
  'an element of 64 MB': () => longLine(`[${row('1')},{"id":"`, 64, `"},${row('2')}]`),
  'a CSV cell of 64 MB': () =>
    longLine('quarter,revenue,customer_service_cost,transactions,currency\n"', 64, '",1,1,1,USD\n2026-Q1,1,1,1,USD\n'),
  'a page of 24 MB': () => chatwootPage(24),
  'a bomb of one line': () => bomb(row('1'), Buffer.alloc(64 * MIB, 'x'), 8),
  'a bomb of rubbish': () => bomb(row('1'), Buffer.from('{]\n'.repeat(25_000)), 6),
};

const input: Input = { name: kind, open: () => Readable.from(STREAMS[kind]!()) };
const connection = connect(url);
const summary = await ingest(connection, { source: 'own', road: 'cli', key: KEY, inputs: [input] });
await connection.close();
process.stdout.write(JSON.stringify({ summary, peakMib: process.resourceUsage().maxRSS / 1024 }));
