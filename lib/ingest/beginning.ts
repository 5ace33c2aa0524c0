import type { Row } from '@/lib/connectors/define';
import { isObject } from '@/lib/connectors/values';

/** How a file's text begins. */
export interface Beginning {
  /** `lines`: one JSON object a line; `document`: an array, or objects over several lines */
  shape: 'csv' | 'lines' | 'document';
  /** the objects in it; a single long one as far as it goes */
  rows: Row[];
}

/** Tells a file's shape from its first bytes; what is broken there is said when the file itself is read. */
export function beginningOf(text: string): Beginning {
  const begins = text.trimStart();
  if (begins[0] === '[') return { shape: 'document', rows: elementsOf(firstValue(begins)?.value) };
  if (begins[0] !== '{') return { shape: 'csv', rows: [] };
  const first = firstValue(begins);
  if (first && /[\r\n]/.test(first.text)) return { shape: 'document', rows: elementsOf([first.value]) };
  const rows = elementsOf(begins.split('\n').map(parsed));
  // A lone brace begins no line of JSON Lines, whatever is wrong further on.
  if (rows.length === 0 && /^\{\s*[\r\n]/.test(begins)) return { shape: 'document', rows: [] };
  return { shape: 'lines', rows: rows.length > 0 ? rows : elementsOf([first?.value]) };
}

const elementsOf = (value: unknown): Row[] => (Array.isArray(value) ? value.filter(isObject) : []);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON value a text begins with, closed where the text breaks off inside it; undefined if it is not JSON. */
function firstValue(text: string): { value: unknown; text: string } | undefined {
  const open: string[] = [];
  let inString = false;
  /** the text up to here, with what is open closed, is whole values only */
  let whole = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
      // A string that runs over a line's end is none: the line is broken, not the object long.
      else if (c === '\n') return undefined;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') {
      open.push(c === '{' ? '}' : ']');
      whole = i + 1;
    } else if (c === '}' || c === ']') {
      if (c !== open.pop()) return undefined;
      whole = i + 1;
      if (open.length === 0) return read(text.slice(0, whole));
    } else if (c === ',') whole = i;
  }
  if (!mayGoOn(text.slice(whole))) return undefined;
  const found = read(text.slice(0, whole) + open.reverse().join(''));
  return found && { ...found, text };
}

function read(text: string): { value: unknown; text: string } | undefined {
  const value = parsed(text);
  return value === undefined ? undefined : { value, text };
}

const SPACE = /\s*/y;
/** with its end, unless the text ends first */
const STRING = /"(?:[^"\\]|\\.)*(?:"|\\?$)/y;
const LITERAL = /-?\d[\d.eE+-]*|-|t[rue]*|f[alse]*|n[ul]*/y;

/** Whether this may stand after the last whole value where a text breaks off: a name, a colon, a value, perhaps halved. */
function mayGoOn(text: string): boolean {
  let at = 0;
  // Sticky patterns one after the other, so that no text makes them try twice.
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const takeChar = (c: string) => {
    take(SPACE);
    const found = text[at] === c;
    if (found) at++;
    return found;
  };
  const takeString = () => {
    take(SPACE);
    return take(STRING);
  };
  takeChar(',');
  if (takeString()) takeChar(':');
  if (!takeString()) take(LITERAL);
  take(SPACE);
  return at === text.length;
}
