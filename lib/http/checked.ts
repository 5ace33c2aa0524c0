import type { z } from 'zod';
import { TandemError } from '@/lib/core/errors';
import { readJson } from './body';

/** A value as its schema wants it. Throws a 422 naming each field that is wrong. */
export function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map((issue) => {
    const field = (issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path).join('.');
    return { field, detail: issue.code === 'unrecognized_keys' ? `${field} is not known.` : `${issue.message}.` };
  });
  throw new TandemError(422, errors[0]!.detail, errors);
}

/** The same for a request's JSON body, as `input` of a route. */
export const bodyOf =
  <T>(schema: z.ZodType<T>) =>
  async (request: Request): Promise<T> =>
    checked(schema, await readJson(request));
