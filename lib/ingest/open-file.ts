import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Connector, Head, Row } from '@/lib/connectors/define';
import { cellOf } from '@/lib/connectors/mapped';
import { connectorFor } from '@/lib/connectors/registry';
import { TandemError } from '@/lib/core/errors';
import type { RecordType } from '@/lib/core/record';
import { type Beginning, beginningOf } from './beginning';
import type { Carrier, RowSink } from './carrier';
import { CsvRows } from './csv-rows';
import type { Input } from './inputs';
import { JsonDocument } from './json-document';
import { JsonLines } from './json-lines';

/** A file whose beginning has been looked at. */
export interface OpenFile {
  head: Head;
  connector: Connector;
  /** its text from the beginning, unpacked, without a byte order mark; throws a TandemError when it breaks off */
  chunks: AsyncIterable<Buffer>;
  carrier(sink: RowSink): Carrier;
  /** for one that is not read to its end */
  close(): Promise<void>;
}

/** Finds the connector of a file that begins so; throws a TandemError where there is none. */
export type Choose = (head: Head) => Connector;

const PEEKED = 64 * 1024;

/**
 * Opens a file and tells its packing, carrier and connector from its content; null when it is empty.
 * `onBytes` hears of bytes as they are read; `choose` finds the connector where it is not told from the content alone.
 * Throws a TandemError with one sentence about the file.
 */
export async function openFile(
  input: Input,
  type: RecordType | undefined,
  onBytes: (bytes: number) => void,
  choose: Choose = connectorFor,
): Promise<OpenFile | null> {
  const packed = new Chunks(input.open(), onBytes);
  const isGzip = (await packed.peek(2)).subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));
  const chunks = isGzip
    ? new Chunks(pipeline(packed, createGunzip({ chunkSize: PEEKED * 4 }), () => undefined))
    : packed;
  let start = await chunks.peek(PEEKED);
  if (start.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) {
    chunks.drop(3);
    start = start.subarray(3);
  }
  try {
    return await told(start, chunks, type, choose);
  } catch (error) {
    await chunks.close();
    throw error;
  }
}

async function told(
  start: Buffer,
  chunks: Chunks,
  type: RecordType | undefined,
  choose: Choose,
): Promise<OpenFile | null> {
  refuseForeign(start);
  const text = start.toString('utf8');
  if (text.trim() === '') {
    await chunks.close();
    return null;
  }
  const { shape, rows } = beginningOf(text);
  const carrier = shape === 'csv' ? 'csv' : 'json';
  const fields = shape === 'csv' ? headerOf(start) : Object.keys(rows[0] ?? {});
  const head: Head = { carrier, fields, rows, type };
  const connector = choose(head);
  return { head, connector, chunks, carrier: carrierOf(shape, rows, connector.rowsIn), close: () => chunks.close() };
}

function carrierOf(shape: Beginning['shape'], rows: Row[], rowsIn: readonly string[]): OpenFile['carrier'] {
  if (shape === 'csv') return (sink) => new CsvRows(sink);
  const wraps = rows.some((row) => rowsIn.some((path) => Array.isArray(cellOf(row, path))));
  return shape === 'document' || wraps ? (sink) => new JsonDocument(sink, rowsIn) : (sink) => new JsonLines(sink);
}

function refuseForeign(start: Buffer): void {
  if (start.subarray(0, 4).equals(Buffer.from('PK\x03\x04')))
    throw new TandemError(422, 'It is a ZIP archive or an Excel workbook: unpack it, or save it as CSV.');
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff))
    throw new TandemError(422, 'It is UTF-16: save it as UTF-8.');
}

/** The names in the CSV header, as far as the beginning tells them; throws if it is broken. */
function headerOf(start: Buffer): string[] {
  let fields: string[] = [];
  const header = (columns: string[]) => {
    fields = columns;
  };
  const reader = new CsvRows({ header, row: () => undefined, refuse: () => undefined });
  reader.push(start);
  if (start.length < PEEKED) reader.end();
  return fields;
}

/** A stream's chunks, with the first ones looked at before. */
class Chunks implements AsyncIterable<Buffer> {
  private readonly iterator: AsyncIterator<Buffer>;
  private peeked: Buffer[] = [];

  constructor(
    stream: Readable,
    private readonly onBytes: (bytes: number) => void = () => undefined,
  ) {
    this.iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** At least so many bytes from the beginning, or all there are. */
  async peek(bytes: number): Promise<Buffer> {
    let size = 0;
    while (size < bytes) {
      const chunk = await this.next();
      if (!chunk) break;
      this.peeked.push(chunk);
      size += chunk.length;
    }
    this.peeked = [Buffer.concat(this.peeked)];
    return this.peeked[0]!;
  }

  drop(bytes: number): void {
    this.peeked = [Buffer.concat(this.peeked).subarray(bytes)];
  }

  async close(): Promise<void> {
    await this.iterator.return?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    try {
      for (const chunk of this.peeked) yield chunk;
      for (let chunk = await this.next(); chunk; chunk = await this.next()) yield chunk;
    } finally {
      await this.close();
    }
  }

  private async next(): Promise<Buffer | null> {
    try {
      const { value, done } = await this.iterator.next();
      if (done) return null;
      const chunk =
        typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      this.onBytes(chunk.length);
      return chunk;
    } catch (error) {
      throw error instanceof TandemError ? error : new TandemError(422, whyUnreadable(error as NodeJS.ErrnoException));
    }
  }
}

const WHY: Record<string, string> = {
  ENOENT: 'It does not exist.',
  EACCES: 'It may not be read.',
  EISDIR: 'It is a folder.',
  ECONNRESET: 'The connection broke off before its end.',
  ERR_STREAM_PREMATURE_CLOSE: 'It broke off before its end.',
  Z_BUF_ERROR: 'It is a gzip file that breaks off before its end.',
  Z_DATA_ERROR: 'It is a damaged gzip file.',
};

const whyUnreadable = (error: NodeJS.ErrnoException) => WHY[error.code ?? ''] ?? `It cannot be read: ${error.message}.`;
