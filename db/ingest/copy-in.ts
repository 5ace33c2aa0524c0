import type pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';

const HEADER = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TRAILER = Buffer.from([0xff, 0xff]);
/** What is smaller may still lie in the socket's queue when the stream asks for more. */
const QUEUED = 1 << 16;

/** One running COPY … FROM STDIN in binary. A failure is kept and thrown by the next call. */
export class CopyIn {
  private readonly stream: CopyStreamQuery;
  private failure: Error | null = null;
  private readonly closed: Promise<void>;

  constructor(client: pg.ClientBase, table: string, columns: string[]) {
    this.stream = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin (format binary)`));
    this.closed = new Promise((resolve) => {
      this.stream.once('finish', resolve);
      this.stream.on('error', (error) => {
        this.failure ??= error;
        resolve();
      });
    });
    this.stream.write(HEADER);
  }

  /** Resolves when the bytes have left this process and may be overwritten. */
  async write(rows: Buffer): Promise<void> {
    if (this.failure) throw this.failure;
    const sent = new Promise<void>((resolve) => {
      this.stream.write(rows.length < QUEUED ? Buffer.from(rows) : rows, () => resolve());
    });
    await Promise.race([sent, this.closed]);
    if (this.failure) throw this.failure;
  }

  /** Ends the COPY; its rows are in the table, inside the open transaction. */
  async end(): Promise<void> {
    this.stream.write(TRAILER);
    this.stream.end();
    await this.closed;
    if (this.failure) throw this.failure;
  }

  /** Gives the COPY up; the transaction has to be rolled back. Never throws. */
  async abandon(): Promise<void> {
    this.stream.destroy(new Error('given up'));
    await this.closed;
  }
}
