import type { Unit } from './answer';

const SECONDS: Record<string, number> = { s: 1, sec: 1, min: 60, m: 60, h: 3600, d: 86_400 };
const SCALE: Record<string, number> = { k: 1e3, m: 1e6, b: 1e9 };

/** `1,234.5`, `1 234,5`, `4,2` → a number; null for anything else. A comma before exactly three digits groups them. */
function parseNumber(text: string): number | null {
  const tight = text.replace(/[\s\u00a0\u202f']/g, '').replace('−', '-');
  const grouped = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(tight);
  const plain = grouped ? tight.replaceAll(',', '') : tight.replace(',', '.');
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

/** `2 min 30 s`, `2:30`, `1 h`, `150` → seconds. */
function parseSeconds(text: string): number | null {
  const clock = /^(\d+):([0-5]\d)$/.exec(text);
  if (clock) return Number(clock[1]) * 60 + Number(clock[2]);
  const bare = parseNumber(text);
  if (bare !== null) return bare;
  const pieces = [...text.matchAll(/([\d.,]+)\s*([a-z]+)\.?/gi)];
  const rest = text.replace(/([\d.,]+)\s*([a-z]+)\.?/gi, '').trim();
  if (pieces.length === 0 || rest !== '') return null;
  let total = 0;
  for (const [, figure, word] of pieces) {
    const number = parseNumber(figure!);
    const unit = SECONDS[word!.toLowerCase()];
    if (number === null || unit === undefined) return null;
    total += number * unit;
  }
  return total;
}

function parseMoney(text: string): number | null {
  const found = /^(\D*?)([-−]?[\d.,\s\u00a0]+)([kmb])?\s*(\D*)$/i.exec(text);
  const number = found && parseNumber(found[2]!);
  return number == null ? null : number * (SCALE[found![3]?.toLowerCase() ?? ''] ?? 1);
}

/** Twelve digits are more than anybody types: what a multiplication adds behind them is not kept. */
const clean = (value: number) => Number(value.toPrecision(12));

/** What somebody typed in a metric's unit → the value it stands for (`66.8 %` → 0.668); null if it is none. */
export function parseQuantity(text: string, unit: Unit): number | null {
  const trimmed = text.trim();
  if (unit === 'seconds') return parseSeconds(trimmed);
  if (unit === 'money') return parseMoney(trimmed);
  if (unit !== 'share') return parseNumber(trimmed);
  const percent = parseNumber(trimmed.replace(/%$/, ''));
  return percent === null ? null : clean(percent / 100);
}

/** The value as it is typed: 0.668 → `66.8`, 150 → `2 min 30 s`. `parseQuantity` reads it back as the same. */
export function writeQuantity(value: number, unit: Unit): string {
  if (unit === 'share') return plain(clean(value * 100));
  if (unit === 'seconds') return writeSeconds(value);
  return value >= 10_000 ? value.toLocaleString('en-US', { maximumFractionDigits: 6 }) : String(value);
}

/** Without an exponent, which nobody types. */
const plain = (value: number) => value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 15 });

function writeSeconds(value: number): string {
  if (!Number.isInteger(value) || value < 0) return `${value} s`;
  const pieces: [number, string][] = [
    [Math.floor(value / 3600), 'h'],
    [Math.floor((value % 3600) / 60), 'min'],
    [value % 60, 's'],
  ];
  const words = pieces.filter(([amount]) => amount > 0).map(([amount, word]) => `${amount} ${word}`);
  return words.join(' ') || '0 s';
}

/** Dates among pasted text, each once and in order, and the pieces that are none. */
export function parseDates(text: string, isDate: (piece: string) => boolean): { dates: string[]; others: string[] } {
  const pieces = text.split(/[\s,;]+/).filter(Boolean);
  return {
    dates: [...new Set(pieces.filter(isDate))].sort(),
    others: pieces.filter((piece) => !isDate(piece)),
  };
}
