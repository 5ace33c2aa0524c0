import type { Definition } from './definition';

type Searched = Pick<Definition, 'id' | 'title' | 'question' | 'formula' | 'alsoCalled'>;

/** Where a word was found says how near the definition is to what was meant. */
const WEIGHTS = { title: 8, name: 6, question: 3, formula: 1 } as const;
const BEGINS = 2;

/** Lower case without accents, ids as words: `Csat_Mean` → `csat mean`. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('_', ' ');

/** The words of a search, each once. */
function searchWords(query: string): string[] {
  return [...new Set(plain(query).split(/\s+/).filter(Boolean))];
}

/** Definitions that hold every word somewhere, the nearest first; all of them, in their own order, without a word. */
export function searchDefinitions<D extends Searched>(definitions: readonly D[], query: string): D[] {
  const words = searchWords(query);
  if (words.length === 0) return [...definitions];
  return definitions
    .map((definition, place) => ({ definition, place, score: scoreOf(definition, words) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ definition }) => definition);
}

/** 0 where a word is found nowhere. */
function scoreOf({ id, title, question, formula, alsoCalled }: Searched, words: string[]): number {
  const fields: [string, number][] = [
    [plain(title), WEIGHTS.title],
    [plain([id, ...alsoCalled].join(' ')), WEIGHTS.name],
    [plain(question), WEIGHTS.question],
    [plain(formula), WEIGHTS.formula],
  ];
  let total = 0;
  for (const word of words) {
    const best = Math.max(...fields.map(([text, weight]) => weight * nearness(text, word)));
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

/** 2 where a word of the text begins so, 1 where it is found inside one, 0 where it is not. */
function nearness(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  return ` ${text}`.includes(` ${word}`) ? BEGINS : 1;
}

/** The text cut where the words of a search stand in it, for marking them. */
export function marked(text: string, query: string): { text: string; isHit: boolean }[] {
  const words = searchWords(query);
  const low = text.toLowerCase();
  const hits = words.flatMap((word) => {
    const at = low.indexOf(word);
    return at < 0 ? [] : [{ from: at, to: at + word.length }];
  });
  hits.sort((a, b) => a.from - b.from || b.to - a.to);
  const pieces: { text: string; isHit: boolean }[] = [];
  let end = 0;
  for (const { from, to } of hits) {
    if (from < end) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), isHit: false });
    pieces.push({ text: text.slice(from, to), isHit: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isHit: false });
  return pieces;
}
