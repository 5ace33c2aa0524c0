import { z } from 'zod';
import { DIMENSIONS, type Dimension } from '@/lib/core/dimensions';
import { TandemError } from '@/lib/core/errors';
import { isDate } from '@/lib/core/period';
import { isClean } from '@/lib/core/record-schema';
import { GRAINS, type MetricRequest } from '@/lib/core/request';

const date = z.string().refine(isDate, 'is not a date that exists (YYYY-MM-DD)');
const range = z.strictObject({ from: date, to: date }).refine(({ from, to }) => from < to, {
  path: ['from'],
  message: 'must be before to',
});
const text = z.string().max(200).refine(isClean, 'holds a character that no record can hold');
const dimension = z.enum(DIMENSIONS as [Dimension, ...Dimension[]]);

export const requestSchema = z
  .strictObject({
    metrics: z.array(z.string()).min(1).max(60),
    from: date,
    to: date,
    grain: z.enum(GRAINS).optional(),
    by: z.array(dimension).max(DIMENSIONS.length).optional(),
    filter: z.partialRecord(dimension, z.array(text).min(1).max(500)).optional(),
    compare: z.union([z.enum(['previous_period', 'previous_year', 'baseline']), range]).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' })
  .refine(({ by }) => !by || new Set(by).size === by.length, { path: ['by'], message: 'names a dimension twice' });

/** Checks a request from outside. Throws a 422 naming each field that does not hold. */
export function parseRequest(input: unknown): MetricRequest {
  const parsed = requestSchema.safeParse(input);
  if (parsed.success) return parsed.data as MetricRequest;
  const errors = parsed.error.issues.map((issue) => {
    const keys = 'keys' in issue ? ` ${issue.keys.join(', ')}` : '';
    return { field: issue.path.join('.') + keys || 'request', detail: issue.message };
  });
  throw new TandemError(422, `${errors[0]!.field}: ${errors[0]!.detail}.`, errors);
}
