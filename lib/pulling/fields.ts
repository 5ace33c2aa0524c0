import { type FieldError, TandemError } from '@/lib/core/errors';
import type { PullField } from '@/lib/core/pulls';
import type { Puller } from './define';

/** Nothing else may stand in an address or a header. */
const PLAIN = /^[\x21-\x7e]{1,4000}$/;

export interface Entered {
  options: Record<string, string>;
  credentials: Record<string, string>;
}

/**
 * What was entered in a vendor's form, told apart into what may be shown and what may not. Of a pull that is there
 * (`kept`: its options) secrets may be left out, unless they would go to another account than they were entered for.
 * Throws a 422 naming each field that is wrong.
 */
export function entered(puller: Puller, given: Record<string, string>, kept?: Record<string, string>): Entered {
  const errors: FieldError[] = [];
  const found: Entered = { options: {}, credentials: {} };
  const unknown = Object.keys(given).find((name) => !puller.fields.some((field) => field.name === name));
  if (unknown !== undefined) errors.push({ field: unknown, detail: `${unknown.slice(0, 40)} is not known.` });
  const secretsGiven = puller.fields.some(({ name, secret }) => secret && (given[name] ?? '').trim() !== '');
  const isAnother = puller.fields.some(({ name, secret }) => !secret && (given[name] ?? '').trim() !== kept?.[name]);
  for (const field of puller.fields) {
    const value = (given[field.name] ?? '').trim();
    if (field.secret && kept && !isAnother && !secretsGiven) continue;
    const wrong = wrongWith(field, value);
    if (wrong) errors.push({ field: field.name, detail: wrong });
    else found[field.secret ? 'credentials' : 'options'][field.name] = value;
  }
  if (errors.length > 0) throw new TandemError(422, errors[0]!.detail, errors);
  return found;
}

function wrongWith({ label, choices, pattern, wrong }: PullField, value: string): string | null {
  if (value === '') return `${label} is missing.`;
  if (choices) return choices.some((choice) => choice.value === value) ? null : `${label} is not one of the choices.`;
  if (!PLAIN.test(value)) return `${label} holds spaces or characters that cannot be right.`;
  return pattern && !new RegExp(pattern, 'i').test(value) ? `${label}: ${wrong}.` : null;
}
