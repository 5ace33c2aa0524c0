import { z } from 'zod';
import { parseDay, parseInstant } from './instant';
import { type Field, fieldsOf, RECORD_TYPES, type RecordType } from './record';
import { Refusal, type Values } from './record-rules';

/** Says that a field is missing when it is, else what is wrong with it. */
const saying = (problem: string) => ({
  error: ({ input }: { input: unknown }) => (input === undefined || input === null ? 'is missing' : problem),
});

/** False for text PostgreSQL cannot keep (NUL) or that is no Unicode (half a surrogate pair). */
export const isClean = (text: string) => !text.includes('\0') && text.isWellFormed();

const string = (problem = 'is not a text') =>
  z
    .string(saying(problem))
    .min(1, 'is empty')
    .refine((text) => !text.includes('\0'), 'contains a NUL character')
    .refine((text) => text.isWellFormed(), 'contains half of a surrogate pair');

const parsed = (problem: string, parse: (text: string) => number) =>
  z.string(saying(problem)).transform((text, context) => {
    const value = parse(text);
    if (Number.isNaN(value)) context.issues.push({ code: 'custom', input: text, message: problem });
    return value;
  });

/** Digits with an optional fraction, short enough for any sum of money. */
export const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;
const MOST = 1e30;
export const QUARTER = /^\d{4}-Q[1-4]$/;

function valueSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'text':
      return string().max(field.longest, `is longer than ${field.longest} characters`);
    case 'secret':
      return string();
    case 'choice':
      return z.enum(field.choices as [string, ...string[]], saying(`is not one of ${field.choices.join(', ')}`));
    case 'time':
      return parsed('is not a time (ISO 8601 with an offset or Z)', parseInstant);
    case 'date':
      return parsed('is not a date (YYYY-MM-DD)', parseDay);
    case 'quarter':
      return z.string(saying('is not a quarter (2024-Q1)')).regex(QUARTER, 'is not a quarter (2024-Q1)');
    case 'boolean':
      return z.boolean(saying('is not true or false'));
    case 'integer': {
      const range =
        field.most === Number.MAX_SAFE_INTEGER ? `of at least ${field.least}` : `from ${field.least} to ${field.most}`;
      const problem = `is not a whole number ${range}`;
      return z.int(saying(problem)).min(field.least, problem).max(field.most, problem);
    }
    case 'number':
      return z.number(saying('is not a number')).min(field.least, `is less than ${field.least}`);
    case 'decimal': {
      const { least = -MOST } = field;
      return z
        .union([z.number(), z.string().regex(DECIMAL, 'is not a decimal number')], saying('is not a decimal number'))
        .refine((value) => Number(value) >= least, `is less than ${least}`)
        .refine((value) => Number(value) < MOST, 'is too large');
    }
  }
}

/** An optional field may be null or, as in a spreadsheet, empty. */
const orNothing = (schema: z.ZodType) => z.preprocess((value) => (value === '' ? null : value), schema.nullish());

const schemas = Object.fromEntries(
  RECORD_TYPES.map((type) => [
    type,
    z.object(
      Object.fromEntries(
        fieldsOf(type).map(({ name, field }) => [
          name,
          field.required ? valueSchema(field) : orNothing(valueSchema(field)),
        ]),
      ),
    ),
  ]),
) as Record<RecordType, z.ZodObject>;

/** The verdict on the fields of one record, with its reason. Rules between fields follow in record-rules.ts. */
export function parseRecord(type: RecordType, raw: unknown): Values | Refusal {
  const result = schemas[type].safeParse(raw);
  if (result.success) return fieldsOf(type).map(({ name }) => result.data[name] ?? null);
  const issue = result.error.issues[0]!;
  const field = String(issue.path[0]);
  return new Refusal(field, `${field} ${issue.message}`);
}
