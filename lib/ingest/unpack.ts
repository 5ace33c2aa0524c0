import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { TandemError } from '@/lib/core/errors';

/** Of a packed beginning so much is unpacked: a few bytes may stand for gigabytes. */
const MOST_UNPACKED = 4 << 20;

/** A file's beginning unpacked, as far as it goes, and whether anything was left out. */
export async function unpackedHead(bytes: Buffer): Promise<{ bytes: Buffer; isCut: boolean }> {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return { bytes, isCut: false };
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of Readable.from([bytes]).pipe(gunzip) as AsyncIterable<Buffer>) {
      parts.push(part);
      size += part.length;
      if (size >= MOST_UNPACKED) break;
    }
  } catch {
    throw new TandemError(422, 'It is a damaged gzip file.');
  }
  return { bytes: Buffer.concat(parts), isCut: size >= MOST_UNPACKED };
}
