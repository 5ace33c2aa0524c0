import { marked } from '@/lib/core/definition-search';

/** A text with the words of a search marked in it. */
export function Marked({ text, query }: { text: string; query: string }) {
  const pieces = marked(text, query);
  // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name, and never move
  return pieces.map(({ text: piece, isHit }, index) => (isHit ? <mark key={index}>{piece}</mark> : piece));
}
