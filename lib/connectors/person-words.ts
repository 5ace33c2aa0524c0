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

/** The longest words first, so that `real human` is not told as `human`. Whole words in any case and spacing. */
export function wordFinder(words: readonly string[]): (text: string) => Found | null {
  const known = [...new Set(words.map(normal))].filter((word) => word !== '').sort((a, b) => b.length - a.length);
  if (known.length === 0) return () => null;
  const alternatives = known.map((word) => word.split(' ').map(escaped).join('\\s+')).join('|');
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives})(?![\\p{L}\\p{N}])`, 'iu');
  return (text) => {
    const found = pattern.exec(text);
    return found && { word: normal(found[0]), from: found.index, to: found.index + found[0].length };
  };
}

const normal = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ');
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
