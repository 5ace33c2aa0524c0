import type { Field } from '@/lib/core/record';
import type { LengthFormat, MappedField, Mapping, Scalar, TimeFormat } from '@/lib/core/setup';
import { dayOf, instantOf } from './mapped-times';
import { slug } from './values';

/** What a cell means, or what is wrong with it, as the end of a sentence that begins with the column. */
export type CellRead = { value: unknown } | { problem: string };

const value = (given: unknown): CellRead => ({ value: given });
const problem = (what: string): CellRead => ({ problem: what });

/** Texts that other systems write where they have nothing. */
const NOTHING = /^(?:-{1,2}|–|n\/?a|null|none|nil|\(blank\))$/i;
const YES = /^(?:true|yes|y|1|x|t)$/i;
const NO = /^(?:false|no|n|0|f)$/i;

const FORMAT_WORDS: Record<TimeFormat, string> = {
  iso: 'year-month-day',
  dmy: 'day/month/year',
  mdy: 'month/day/year',
  unix_s: 'seconds since 1970',
  unix_ms: 'milliseconds since 1970',
};

/** A field that may be told by a topic's or a tool's name: stored as a slug, so that two spellings are one. */
const SLUGS = new Set(['intent', 'tool', 'escalation_reason', 'channel']);

/** Reads the cells of one field, by its kind and by what the mapping says. Empty cells never come here. */
export function cellReader(name: string, field: Field, mapped: MappedField, mapping: Mapping) {
  const translated = new Map(Object.entries(mapped.values ?? {}).map(([from, to]) => [key(from), to]));
  const format = mapped.format;
  const read = readerOf(name, field, mapping, format);
  return (text: string): CellRead => {
    const meant = translated.get(key(text));
    // A translation is written in our own words already.
    if (meant !== undefined) return meant === null || typeof meant !== 'string' ? value(meant) : readMeant(meant);
    if (field.kind !== 'choice' && NOTHING.test(text)) return value(null);
    return read(text);
  };
  function readMeant(meant: string): CellRead {
    return field.kind === 'boolean' || field.kind === 'integer' || field.kind === 'number' ? read(meant) : value(meant);
  }
}

const key = (text: string) => text.trim().toLowerCase();

/** One value for every row, as a cell would say it. */
export const constantText = (constant: Scalar | undefined): string =>
  constant === null || constant === undefined ? '' : String(constant).trim();

function readerOf(
  name: string,
  field: Field,
  { zone, decimalComma }: Mapping,
  format: MappedField['format'],
): (text: string) => CellRead {
  switch (field.kind) {
    case 'text':
      return (text) => value(textFor(name, text));
    case 'secret':
      return value;
    case 'choice':
      return (text) => {
        const plain = text.toLowerCase().replace(/[^a-z]+/g, '_');
        return field.choices.includes(plain) ? value(plain) : problem(`is none of ${field.choices.join(', ')}`);
      };
    case 'boolean':
      return (text) => (YES.test(text) ? value(true) : NO.test(text) ? value(false) : problem('is neither yes nor no'));
    case 'time': {
      const how = (format ?? 'iso') as TimeFormat;
      return (text) => {
        const at = instantOf(text, how, zone);
        if (at === null) return problem(`is not a time (${FORMAT_WORDS[how]})`);
        return at === 'day' ? problem('has a day and no time of day') : value(at);
      };
    }
    case 'date': {
      const how = (format ?? 'iso') as TimeFormat;
      return (text) => {
        const day = dayOf(text, how, zone);
        return day === null ? problem(`is not a date (${FORMAT_WORDS[how]})`) : value(day);
      };
    }
    case 'quarter':
      return (text) => {
        const found = /^(?:(\d{4})\D{0,2}Q([1-4])|Q([1-4])\D{0,2}(\d{4}))$/i.exec(text);
        return found
          ? value(`${found[1] ?? found[4]}-Q${found[2] ?? found[3]}`)
          : problem('is not a quarter (2024-Q1)');
      };
    case 'integer':
    case 'number': {
      const length = format as LengthFormat | undefined;
      return (text) => {
        const clock = name === 'handle_seconds' ? clockOf(text) : null;
        if (clock !== null) return value(clock);
        const plain = numberText(text, decimalComma);
        return plain === null ? problem('is not a number') : value(Number(plain) * secondsPer(length));
      };
    }
    case 'decimal':
      return (text) => {
        const plain = numberText(text, decimalComma);
        return plain === null ? problem('is not an amount') : value(plain);
      };
  }
}

function textFor(name: string, text: string): string | null {
  if (SLUGS.has(name)) return slug(text);
  if ((name === 'market' || name === 'country') && /^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  if (name === 'language' && /^[a-z]{2,3}([-_].+)?$/i.test(text)) return text.split(/[-_]/)[0]!.toLowerCase();
  return text;
}

const secondsPer = (format: LengthFormat | undefined) => (format === 'minutes' ? 60 : format === 'hours' ? 3600 : 1);

/** `00:12:30` → 750. */
function clockOf(text: string): number | null {
  const found = /^(\d{1,4}):([0-5]\d):([0-5]\d)$/.exec(text);
  return found ? Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3]) : null;
}

/** Digits as JSON has them out of `1,234.50`, `1.234,50`, `€ 1 234` or `(12.00)`; null where it is no number. */
export function numberText(text: string, decimalComma: boolean): string | null {
  let plain = text.replace(/^[\p{Sc}\s]+|[\p{Sc}\s]+$/gu, '');
  if (/^-?\d{1,3}(?:[\s'’]\d{3})+(?:[.,]\d+)?$/.test(plain)) plain = plain.replace(/[\s'’]/g, '');
  const isNegative = /^\(.*\)$/.test(plain);
  if (isNegative) plain = `-${plain.slice(1, -1)}`;
  const [point, group] = decimalComma ? [',', '\\.'] : ['\\.', ','];
  const grouped = new RegExp(`^-?\\d{1,3}(?:${group}\\d{3})+(?:${point}\\d+)?$`);
  if (grouped.test(plain)) plain = plain.replace(new RegExp(group, 'g'), '');
  else if (!new RegExp(`^-?\\d+(?:${point}\\d+)?$`).test(plain)) return null;
  return plain.replace(',', '.');
}
