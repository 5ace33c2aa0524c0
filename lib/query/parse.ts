import { z } from 'zod';
import { ASSUMPTION_NAMES } from '@/lib/core/assumptions';
import type { ChangesRequest } from '@/lib/core/changes';
import { DIMENSIONS, type Dimension } from '@/lib/core/dimensions';
import { TandemError } from '@/lib/core/errors';
import type { ImpactRequest } from '@/lib/core/impact';
import type { OwnPopulationsRequest } from '@/lib/core/own-populations';
import type { ParityRequest, ParityTrendRequest } from '@/lib/core/parity';
import { isDate } from '@/lib/core/period';
import { isClean } from '@/lib/core/record-schema';
import { GRAINS, type MetricRequest } from '@/lib/core/request';
import type { ReturnsRequest } from '@/lib/core/returns';
import { STAFFING_LIMITS, type StaffingRequest } from '@/lib/core/staffing';

export const date = z.string().refine(isDate, 'is not a date that exists (YYYY-MM-DD)');
const range = z.strictObject({ from: date, to: date }).refine(({ from, to }) => from < to, {
  path: ['from'],
  message: 'must be before to',
});
export const text = z.string().max(200).refine(isClean, 'holds a character that no record can hold');
const dimension = z.enum(DIMENSIONS as [Dimension, ...Dimension[]]);

export const filter = z.partialRecord(dimension, z.array(text).min(1).max(500));

const comparison = z.union([z.enum(['previous_period', 'previous_year', 'baseline']), range]);

export const requestSchema = z
  .strictObject({
    metrics: z.array(z.string()).min(1).max(60),
    from: date,
    to: date,
    grain: z.enum(GRAINS).optional(),
    by: z.array(dimension).max(DIMENSIONS.length).optional(),
    filter: filter.optional(),
    compare: comparison.optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' })
  .refine(({ by }) => !by || new Set(by).size === by.length, { path: ['by'], message: 'names a dimension twice' });

const MOST_TREND_MS = 3660 * 86_400_000;

const paritySchema = z
  .strictObject({
    from: date,
    to: date,
    filter: filter.optional(),
    arms: z.enum(['first_handler', 'as_handled']).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' });

const trendSchema = z
  .strictObject({ from: date, to: date, grain: z.enum(['month', 'quarter']), filter: filter.optional() })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) < MOST_TREND_MS, {
    path: ['to'],
    message: 'lies more than ten years after from',
  });

const changesSchema = z
  .strictObject({ from: date, to: date, compare: comparison, filter: filter.optional() })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' });

const returnsSchema = z
  .strictObject({ from: date, to: date, filter: filter.optional() })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' });

const tried = z.union([z.number(), z.strictObject({ low: z.number(), base: z.number(), high: z.number() })]);
const impactSchema = z
  .strictObject({
    from: date,
    to: date,
    assumptions: z.partialRecord(z.enum(ASSUMPTION_NAMES), tried).optional(),
    assumptionsVersion: z.number().int().min(0).max(1_000_000).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' });

const between = ({ least, most }: { least: number; most: number }) => z.number().min(least).max(most);
const limits = STAFFING_LIMITS;
const staffingSchema = z
  .strictObject({
    from: date,
    to: date,
    filter: filter.optional(),
    target: z
      .strictObject({ share: between(limits.share), seconds: between(limits.seconds) })
      .partial()
      .optional(),
    patience_seconds: between(limits.patience).optional(),
    concurrency: between(limits.concurrency).int().optional(),
    shrinkage: between(limits.shrinkage).optional(),
    ai_points: between(limits.points).optional(),
  })
  .refine(({ from, to }) => from < to, { path: ['from'], message: 'must be before to' });

/** Checks a request from outside. Throws a 422 naming each field that does not hold. */
export const parseRequest = (input: unknown): MetricRequest => parsed(requestSchema, input) as MetricRequest;

/** The same for a question of parity. */
export const parseParity = (input: unknown): ParityRequest => parsed(paritySchema, input) as ParityRequest;

/** The same for its trend. */
export const parseTrend = (input: unknown): ParityTrendRequest => parsed(trendSchema, input) as ParityTrendRequest;

/** The same for what changed. */
export const parseChanges = (input: unknown): ChangesRequest => parsed(changesSchema, input) as ChangesRequest;

/** The same for when customers come back. */
export const parseReturns = (input: unknown): ReturnsRequest => parsed(returnsSchema, input) as ReturnsRequest;

/** The same for a question of money. */
export const parseImpact = (input: unknown): ImpactRequest => parsed(impactSchema, input) as ImpactRequest;

/** The same for a question of people needed. */
export const parseStaffing = (input: unknown): StaffingRequest => parsed(staffingSchema, input) as StaffingRequest;

/** The same for a question about people of de-identified sources. */
export const parseOwnPopulations = (input: unknown): OwnPopulationsRequest => parsed(range, input);

/** Checks what came from outside. Throws a 422 naming each field that does not hold. */
export function parsed<T>(schema: z.ZodType<T>, input: unknown): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const errors = result.error.issues.map((issue) => {
    const keys = 'keys' in issue ? ` ${issue.keys.join(', ')}` : '';
    return { field: (issue.path.join('.') + keys).trim() || 'request', detail: issue.message };
  });
  throw new TandemError(422, `${errors[0]!.field}: ${errors[0]!.detail}.`, errors);
}
