import { z } from 'zod';
import { UNITS } from '@/lib/core/answer';
import type { PanelAsked, PanelFile } from '@/lib/core/panel-table';
import { isClean } from '@/lib/core/record-schema';
import { metrics } from '@/lib/metrics/registry';
import { date, filter, parsed, text } from '@/lib/query/parse';
import { STAMPED } from './panel';

const MOST_COLUMNS = 40;
const MOST_ROWS = 10_000;
const MOST_LINES = 60;

const longText = z.string().max(2000).refine(isClean, 'holds a character that no file can hold');
const cell = z.union([longText, z.number(), z.boolean(), z.null()], 'must be a text, a number, yes or no, or null');

const asked = z.strictObject({
  title: text.min(1),
  metrics: z
    .array(z.string().refine((id) => metrics.has(id), 'is not a metric'))
    .max(60)
    .default([]),
  from: date.optional(),
  to: date.optional(),
  filter: filter.optional(),
});

const file = asked.extend({
  slug: z
    .string()
    .max(120)
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens'),
  columns: z
    .array(z.strictObject({ title: text, unit: z.enum(UNITS).optional() }))
    .min(1)
    .max(MOST_COLUMNS),
  rows: z.array(z.array(cell).max(MOST_COLUMNS)).max(MOST_ROWS),
  about: z
    .array(z.tuple([text.min(1).refine((name) => !STAMPED.includes(name), 'is written by the server'), cell]))
    .max(MOST_LINES),
});

interface Ranged {
  from?: string;
  to?: string;
}
const isRange = ({ from, to }: Ranged) => (from === undefined ? to === undefined : to !== undefined && from < to);
const RANGE = { path: ['from'], message: 'must be before to, and neither stands alone' };

const imageSchema = asked.refine(isRange, RANGE);
const fileSchema = file
  .refine(isRange, RANGE)
  .refine(({ columns, rows }) => rows.every(({ length }) => length === columns.length), {
    path: ['rows'],
    message: 'must each have a cell for every column',
  });

/** Checks a panel's own table on its way into a file. Throws a 422 naming each field that does not hold. */
export const parsePanelFile = (input: unknown): PanelFile => parsed(fileSchema, input) as PanelFile;

/** The same for a panel that becomes an image. */
export const parsePanelImage = (input: unknown): PanelAsked => parsed(imageSchema, input) as PanelAsked;
