import fs from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** Something that can be read once from its beginning to its end. */
export interface Input {
  /** as people know it: a path, `-`, or the name of an upload */
  name: string;
  /** bytes, where known */
  size?: number;
  open(): Readable;
  /** open() begins anew every time */
  isRepeatable?: boolean;
}

const IN_FOLDERS = /\.(jsonl|ndjson|csv)(\.gz)?$/i;
/** Large reads keep the file's end of the pipe off the event loop. */
const READ_BYTES = 256 * 1024;

/**
 * The inputs that paths name, in order. A folder stands for the .jsonl, .ndjson and .csv files (.gz too) in it and
 * below, sorted by path; `-` for standard input. A path that does not exist fails when it is opened.
 */
export function inputsOf(paths: string[], stdin: Readable = process.stdin): Input[] {
  return paths.flatMap((given) => {
    if (given === '-') return [{ name: '-', open: () => stdin }];
    const found = fs.statSync(given, { throwIfNoEntry: false });
    return found?.isDirectory() ? filesBelow(given).map(fileInput) : [fileInput(given)];
  });
}

export function fileInput(name: string): Input {
  return {
    name,
    size: fs.statSync(name, { throwIfNoEntry: false })?.size,
    open: () => fs.createReadStream(name, { highWaterMark: READ_BYTES }),
    isRepeatable: true,
  };
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IN_FOLDERS.test(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
