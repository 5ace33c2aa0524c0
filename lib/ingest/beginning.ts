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
  // A lone brace begins no line of JSON Lines, whatever is wrong further on.
  if (/^\{\s*[\r\n]/.test(begins)) return { shape: 'document', rows: [] };
  const rows = elementsOf(begins.split('\n').map(parsed));
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

/** What may follow the last whole value where a text breaks off: a member's name, a colon, a value, each half perhaps. */
const BROKEN_OFF =
  /^\s*,?\s*(?:"(?:[^"\\]|\\.)*(?:"\s*(?::\s*)?|\\?$))?(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|-?\d[\d.eE+-]*|-|t[rue]*|f[alse]*|n[ul]*)?\s*$/;

/** The JSON value a text begins with, closed where the text breaks off inside it; undefined if it is not JSON. */
function firstValue(text: string): { value: unknown; text: string } | undefined {
  const closers: string[] = [];
  let inString = false;
  /** the text up to here, with what then was open closed, is whole values only */
  let whole = { to: 0, closing: '' };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (inString) {
      if (c === '\\') i++;
      else if (c === '"') inString = false;
      // A string that runs over a line's end is none: the line is broken, not the object long.
      else if (c === '\n') return undefined;
    } else if (c === '"') inString = true;
    else if (c === '{' || c === '[') {
      closers.unshift(c === '{' ? '}' : ']');
      whole = { to: i + 1, closing: closers.join('') };
    } else if (c === '}' || c === ']') {
      if (c !== closers.shift()) return undefined;
      if (closers.length === 0) return read(text.slice(0, i + 1));
      whole = { to: i + 1, closing: closers.join('') };
    } else if (c === ',') whole = { to: i, closing: closers.join('') };
  }
  if (!BROKEN_OFF.test(text.slice(whole.to))) return undefined;
  const found = read(text.slice(0, whole.to) + whole.closing);
  return found && { ...found, text };
}

function read(text: string): { value: unknown; text: string } | undefined {
  const value = parsed(text);
  return value === undefined ? undefined : { value, text };
}
