import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { TandemError } from '@/lib/core/errors';

const MOST_FILES = 200;
/** bytes */
const LONGEST_NAME = 200;

const unreadable = () => new TandemError(400, 'The form cannot be read. Nothing was stored.');

/** Writes the files of a form into a folder as they arrive, one after the other, each under its own name. */
export class FormFiles {
  readonly sink: Writable;
  private readonly written: string[] = [];
  private readonly writing: Promise<void>[] = [];

  /** Throws a 400 where the header names no form. */
  constructor(
    contentType: string,
    private readonly folder: string,
  ) {
    try {
      this.sink = busboy({
        headers: { 'content-type': contentType },
        defParamCharset: 'utf8',
        limits: { files: MOST_FILES, fields: 50, fieldSize: 1024, parts: MOST_FILES + 50, headerPairs: 50 },
      });
    } catch {
      throw unreadable();
    }
    this.sink.on('file', (_field: string, stream: Readable, { filename }: { filename?: string }) =>
      this.take(stream, filename ?? ''),
    );
    this.sink.on('filesLimit', () =>
      this.sink.destroy(new TandemError(413, `A run takes at most ${MOST_FILES} files. Nothing was stored.`)),
    );
  }

  /** Once the form has come to its end: the files, in its order. Throws a 422 where there is none. */
  async files(): Promise<string[]> {
    await Promise.all(this.writing);
    if (this.written.length === 0)
      throw new TandemError(422, 'The form holds no file.', [{ field: 'file', detail: 'is missing.' }]);
    return this.written;
  }

  private take(stream: Readable, given: string): void {
    const file = path.join(this.folder, this.nameOf(given));
    this.written.push(file);
    const writing = pipeline(stream, createWriteStream(file, { mode: 0o600 }));
    // What went wrong is told by the form's own stream as well, and once more by `files`.
    writing.catch((error: Error) => this.sink.destroy(error));
    this.writing.push(writing);
  }

  /** As a folder can hold it, and different from those before. */
  private nameOf(given: string): string {
    const allowed = given.normalize().replace(/[^\p{L}\p{N} ._()-]/gu, '_');
    const plain = Buffer.from(allowed)
      .subarray(-LONGEST_NAME)
      .toString('utf8')
      .replace(/^[^\p{L}\p{N}]+/u, '');
    const name = plain || 'upload';
    const names = new Set(this.written.map((file) => path.basename(file)));
    for (let n = 1; ; n++) {
      const tried = n === 1 ? name : `${n} ${name}`;
      if (!names.has(tried)) return tried;
    }
  }
}
