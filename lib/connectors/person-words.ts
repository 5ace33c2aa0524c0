/** How customers ask for a person, where the vendor has no event for it and nobody has said anything else. */
export const PERSON_WORDS: readonly string[] = [
  ...['real person', 'real human', 'human agent', 'live agent', 'speak to a human', 'talk to a human'],
  ...['speak to a person', 'talk to a person', 'speak to someone', 'talk to someone', 'speak with someone'],
  ...['speak to an agent', 'talk to an agent', 'customer service representative', 'a human please', 'not a bot'],
  ...['call me', 'operator', 'representative', 'human'],
];

export interface Found {
  word: string;
  /** where in the text, in UTF-16 units */
  from: number;
  to: number;
}

/** Scripts that put no spaces between words: a word of theirs is found wherever it stands. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
const LONGEST_MESSAGE = 20_000;

/** A message as words are looked for in it: without markup, with plain spaces and apostrophes. */
export const plainMessage = (message: string): string =>
  message
    .slice(0, LONGEST_MESSAGE)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&nbsp;|\u00a0/g, ' ')
    .replace(/&#39;|\u2019/g, "'");

/** Finds words in plain messages, whole and in any case and spacing; the longest first, so that `real human` is not `human`. */
export function wordFinder(words: readonly string[]): (text: string) => Found | null {
  const known = [...new Set(words.map(normal))].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (known.length === 0) return () => null;
  const pattern = new RegExp(known.map(patternOf).join('|'), 'iu');
  return (text) => {
    const found = pattern.exec(text);
    return found && { word: normal(found[0]), from: found.index, to: found.index + found[0].length };
  };
}

function patternOf(word: string): string {
  const inner = word.split(' ').map(escaped).join('\\s+');
  const edge = (at: string, look: string) => (UNSPACED.test(at) ? '' : look);
  return `${edge(word[0]!, '(?<![\\p{L}\\p{N}])')}${inner}${edge(word.at(-1)!, '(?![\\p{L}\\p{N}])')}`;
}

const normal = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/\u2019/g, "'")
    .replace(/\s+/g, ' ');
const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
