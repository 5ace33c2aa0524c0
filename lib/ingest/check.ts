import { parseDay, parseInstant } from '@/lib/core/instant';
import { type Field, fieldsOf, type RecordType } from '@/lib/core/record';
import { Refusal, RULES, type RuleContext, type Values } from '@/lib/core/record-rules';
import { DECIMAL, isClean, parseRecord, QUARTER } from '@/lib/core/record-schema';

/** Counts a field Tandem does not know. */
export type CountUnknown = (field: string) => void;

/**
 * Checks records of one type. The answer is one array that the next call overwrites, or a refusal.
 * `plain` = the carrier saw no escape and no NUL, so the texts of this row need no look.
 */
export type Check = (raw: Record<string, unknown>, plain: boolean) => Values | Refusal;

/**
 * Zod decides what a record is, but at five times the cost of reading the line. Values that are plainly well-formed are
 * taken here; anything else goes to zod, for the verdict and its reason. A property test holds the two together.
 */
export function makeCheck(type: RecordType, context: RuleContext, countUnknown: CountUnknown): Check {
  const list = fieldsOf(type);
  const fields = list.map(({ field }) => field);
  const place = new Map(list.map(({ name }, index) => [name, index]));
  const required = list.flatMap(({ field }, index) => (field.required ? [index] : []));
  const rules = RULES[type];
  const values: Values = new Array(fields.length).fill(null);

  const decide = (raw: Record<string, unknown>) => {
    const verdict = parseRecord(type, raw);
    return verdict instanceof Refusal ? verdict : (rules(verdict, context) ?? verdict);
  };

  return (raw, plain) => {
    for (let i = 0; i < values.length; i++) values[i] = null;
    let doubtful = false;
    for (const name in raw) {
      const index = place.get(name);
      if (index === undefined) {
        if (name !== 'type') countUnknown(name);
        continue;
      }
      const value = raw[name];
      if (value === null || value === '' || value === undefined) continue;
      const taken = take(fields[index]!, value, plain);
      if (taken === undefined) doubtful = true;
      else values[index] = taken;
    }
    for (let i = 0; i < required.length; i++) if (values[required[i]!] === null) doubtful = true;
    return doubtful ? decide(raw) : (rules(values, context) ?? values);
  };
}

/** The value as stored, or undefined where zod has to look. */
function take(field: Field, value: unknown, plain: boolean): unknown {
  switch (field.kind) {
    case 'text':
      return typeof value === 'string' && value.length <= field.longest && (plain || isClean(value))
        ? value
        : undefined;
    case 'secret':
      return typeof value === 'string' && (plain || isClean(value)) ? value : undefined;
    case 'choice':
      return field.choices.includes(value as string) ? value : undefined;
    case 'time':
      return typeof value === 'string' ? known(parseInstant(value)) : undefined;
    case 'date':
      return typeof value === 'string' ? known(parseDay(value)) : undefined;
    case 'quarter':
      return typeof value === 'string' && QUARTER.test(value) ? value : undefined;
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined;
    case 'integer':
      return Number.isSafeInteger(value) && (value as number) >= field.least && (value as number) <= field.most
        ? value
        : undefined;
    case 'number':
      return typeof value === 'number' && value >= field.least && value < Number.POSITIVE_INFINITY ? value : undefined;
    case 'decimal':
      return takeDecimal(value, field.least ?? -1e30);
  }
}

const known = (value: number) => (Number.isNaN(value) ? undefined : value);

function takeDecimal(value: unknown, least: number): unknown {
  const size =
    typeof value === 'number' ? value : typeof value === 'string' && DECIMAL.test(value) ? Number(value) : Number.NaN;
  return size >= least && size < 1e30 ? value : undefined;
}
