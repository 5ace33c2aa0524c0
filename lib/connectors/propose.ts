import type { Column, Proposal } from '@/lib/core/recognition';
import { type Field, fieldsOf, RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { type MappedField, type Mapping, missingFields, type Scalar } from '@/lib/core/setup';
import { columnsOf, wrapperOf } from './columns';
import type { Row } from './define';
import { formatsOf } from './mapped-times';
import { cellReader } from './mapped-values';
import { MEANINGS, SYNONYMS, TELLING } from './propose-names';
import { objectsIn } from './values';

export interface Proposing {
  /** zone of times that name none */
  zone: string;
  /** filled in where financials name none */
  currency: string;
  /** said already; otherwise guessed */
  type?: RecordType;
}

interface Guess {
  mapped: MappedField;
  confidence: number;
  reason: string;
}

/** A guess at what a file holds and which column is which field, from names and values; with how sure, and why. */
export function propose(
  { fields, rows }: { fields: readonly string[]; rows: readonly Row[] },
  { zone, currency, type }: Proposing,
): Proposal & { columns: Column[] } {
  const rowsIn = wrapperOf(rows);
  const inner = rowsIn === undefined ? rows : objectsIn(rows[0]![rowsIn]);
  const columns = columnsOf(rowsIn === undefined ? fields : [], inner);
  const base = { zone, decimalComma: writesCommas(columns), ...(rowsIn !== undefined && { rowsIn }) };
  const guesses = RECORD_TYPES.map((one) => {
    const guessed = guessFields({ ...base, type: one, fields: {} }, columns, currency);
    return { type: one, guessed, confidence: confidenceIn(one, guessed) };
  }).sort((a, b) => b.confidence - a.confidence);
  const best = guesses.find((one) => one.type === type) ?? guesses[0]!;
  const entries = Object.entries(best.guessed);
  return {
    columns,
    mapping: { ...base, type: best.type, fields: fieldsFrom(best.guessed) },
    confidence: best.confidence,
    reason: `${entries.length} of the ${fieldsOf(best.type).length} fields seem to be there`,
    fields: Object.fromEntries(entries.map(([name, { confidence, reason }]) => [name, { confidence, reason }])),
    missing: missingFields(best.type, fieldsFrom(best.guessed)),
    types: guesses.map(({ type: one, confidence }) => ({ type: one, confidence })),
  };
}

function confidenceIn(type: RecordType, guessed: Record<string, Guess>): number {
  const required = fieldsOf(type).flatMap(({ name, field }) => (field.required ? [name] : []));
  const sureness = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (guessed[name]?.confidence ?? 0), 0) / Math.max(1, names.length);
  return Math.round((0.45 * sureness(required) + 0.55 * sureness(TELLING[type])) * 100) / 100;
}

const fieldsFrom = (guessed: Record<string, Guess>): Mapping['fields'] =>
  Object.fromEntries(Object.entries(guessed).map(([name, { mapped }]) => [name, mapped]));

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '');
/** Fields that one column may tell together: who handled a conversation. */
const SHARED = new Set(['first_handler', 'ai_involved', 'human_involved']);

function guessFields(mapping: Mapping, columns: readonly Column[], currency: string): Record<string, Guess> {
  const ranked = fieldsOf(mapping.type).flatMap(({ name, field }) =>
    columns.flatMap((column) => {
      const likeness = likenessOf(mapping.type, name, column.name);
      const guess = likeness > 0 ? guessOf(mapping, name, field, column, likeness) : null;
      return guess ? [{ name, column: column.name, guess }] : [];
    }),
  );
  ranked.sort((a, b) => b.guess.confidence - a.guess.confidence);
  const guessed: Record<string, Guess> = {};
  const taken = new Map<string, string>();
  for (const { name, column, guess } of ranked) {
    const by = taken.get(column);
    if (guessed[name] || (by !== undefined && !(SHARED.has(name) && SHARED.has(by)))) continue;
    guessed[name] = guess;
    taken.set(column, name);
  }
  if (mapping.type === 'financials' && !guessed.currency && guessed.revenue)
    guessed.currency = { mapped: { constant: currency }, confidence: 0.5, reason: 'the workspace’s currency' };
  return guessed;
}

/** 0–1: how much a column's name is one of those a field goes by. */
function likenessOf(type: RecordType, field: string, column: string): number {
  const names = [plain(field), ...(SYNONYMS[type][field] ?? '').split(' ')];
  const name = plain(column);
  const last = plain(column.split('.').at(-1)!);
  const exact = Math.max(names.indexOf(name), names.indexOf(last));
  if (exact >= 0) return 1 - (exact / names.length) * 0.25;
  const within = names.findIndex((one) => one.length >= 5 && (name.startsWith(one) || name.endsWith(one)));
  return within >= 0 ? 0.55 - (within / names.length) * 0.1 : 0;
}

/** The column as the field, if what it holds can be read so; else null. */
function guessOf(mapping: Mapping, name: string, field: Field, column: Column, likeness: number): Guess | null {
  const texts = column.values.map(({ value }) => value).filter((value) => !value.endsWith('…'));
  const named = `its name is like ${name}`;
  if (column.filled === 0)
    return field.required
      ? null
      : { mapped: { column: column.name }, confidence: likeness * 0.4, reason: `${named}, and it is empty` };
  const mapped: MappedField = { column: column.name };
  let doubt = '';
  if (field.kind === 'time' || field.kind === 'date') {
    const found = formatsOf(texts);
    if (!found) return null;
    mapped.format = found.format;
    if (found.both) doubt = '; day and month could be either way round';
  }
  if (name === 'handle_seconds' && /min/i.test(column.name)) mapped.format = 'minutes';
  const values = meaningsOf(name, texts, cellReader(name, field, mapped, mapping));
  if (Object.keys(values).length > 0) mapped.values = values;
  const read = cellReader(name, field, mapped, mapping);
  const good = texts.filter((text) => fits(read(text), field)).length;
  if (texts.length > 0 && good === 0) return null;
  const share = texts.length === 0 ? 1 : good / texts.length;
  const all = share === 1 ? 'every value fits' : `${good} of ${texts.length} values fit`;
  return {
    mapped,
    confidence: round(likeness * (0.4 + 0.6 * share) * (doubt ? 0.7 : 1)),
    reason: `${named}, ${all}${doubt}`,
  };
}

const round = (value: number) => Math.round(value * 100) / 100;

function fits(read: ReturnType<ReturnType<typeof cellReader>>, field: Field): boolean {
  if ('problem' in read) return false;
  if (field.kind === 'secret' && field.domain === 'email') return /^[^\s@]+@[^\s@]+$/.test(String(read.value));
  if (field.kind === 'integer') {
    const { value } = read;
    return (
      value === null || (Number.isInteger(value) && (value as number) >= field.least && (value as number) <= field.most)
    );
  }
  return true;
}

/** What values mean that cannot be read as they stand. */
function meaningsOf(
  name: string,
  texts: readonly string[],
  read: ReturnType<typeof cellReader>,
): Record<string, Scalar> {
  const known = MEANINGS[name] ?? [];
  const meant = texts.flatMap((text): [string, Scalar][] => {
    const as = read(text);
    if ('value' in as && as.value !== null) return [];
    const found = known.find(([pattern]) => pattern.test(text.toLowerCase()));
    return found ? [[text, found[1]]] : [];
  });
  return Object.fromEntries(meant);
}

/** Amounts with a comma before the cents, and none with a point. */
function writesCommas(columns: readonly Column[]): boolean {
  const texts = columns.flatMap(({ values }) => values.map(({ value }) => value));
  const commas = texts.filter((text) => /^-?\d+(?:\.\d{3})*,\d{1,2}$/.test(text)).length;
  return commas > 0 && !texts.some((text) => /^-?\d+(?:,\d{3})*\.\d{1,2}$/.test(text));
}
