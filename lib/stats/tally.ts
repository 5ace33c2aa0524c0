/**
 * Mergeable counts of values, e.g. of markets: each entry is the length of the value, the value, and the count,
 * lengths and counts in seven bits a byte, lowest first. Concatenated bytes are the merged tally.
 */

/** Bytes that `writeTally` needs for a value of so many bytes, at most. */
export const tallyBytes = (length: number) => length + 10;

/** Writes one entry, the value being `source[from, to)`, and returns the offset behind it. */
export function writeTally(
  target: Uint8Array,
  offset: number,
  { source, from, to }: { source: Uint8Array; from: number; to: number },
  count: number,
): number {
  let at = writeNumber(target, offset, to - from);
  for (let i = from; i < to; i++) target[at++] = source[i]!;
  return writeNumber(target, at, count);
}

/** How many values reach a count of `enough`, entries of the same value added up. */
export function countReaching(bytes: Uint8Array, enough: number): number {
  const counts = new Map<string | number, number>();
  const reader = { at: 0 };
  while (reader.at < bytes.length) {
    const key = readKey(bytes, reader, readNumber(bytes, reader));
    counts.set(key, (counts.get(key) ?? 0) + readNumber(bytes, reader));
  }
  let reaching = 0;
  for (const count of counts.values()) if (count >= enough) reaching++;
  return reaching;
}

/** Codes of markets and languages fit a number, which is found in a Map many times faster than a string. */
const LONGEST_AS_NUMBER = 6;

function readKey(bytes: Uint8Array, reader: { at: number }, length: number): string | number {
  const from = reader.at;
  reader.at += length;
  if (length > LONGEST_AS_NUMBER) return Buffer.from(bytes.subarray(from, reader.at)).toString('latin1');
  let key = 1;
  for (let i = from; i < reader.at; i++) key = key * 256 + bytes[i]!;
  return key;
}

function writeNumber(target: Uint8Array, offset: number, value: number): number {
  let at = offset;
  let left = value;
  for (; left > 0x7f; left = Math.floor(left / 128)) target[at++] = (left & 0x7f) | 0x80;
  target[at++] = left;
  return at;
}

function readNumber(bytes: Uint8Array, reader: { at: number }): number {
  let value = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[reader.at++]!;
    value += (byte & 0x7f) * scale;
    if (byte <= 0x7f) return value;
  }
}
