import { z } from 'zod';
import { connectors } from '@/lib/connectors/registry';
import { fieldsOf, RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { isClean } from '@/lib/core/record-schema';
import {
  COMPLEXITIES,
  FORMATS,
  LENGTH_FORMATS,
  MAPPED,
  type Mapping,
  missingFields,
  TIME_FORMATS,
  TRANSACTIONS_FROM,
} from '@/lib/core/setup';
import { isZone } from '@/lib/core/zone';

const text = (longest: number) =>
  z
    .string('A text is missing')
    .trim()
    .min(1, 'A text is empty')
    .max(longest, `A text is longer than ${longest} characters`)
    .refine(isClean, 'A text holds characters that cannot be kept');
const scalar = z.union([z.string().max(255).refine(isClean), z.number(), z.boolean(), z.null()], 'is not one value');

const field = z.strictObject({
  column: text(400).optional(),
  constant: scalar.optional(),
  values: z
    .record(text(400), scalar)
    .refine((values) => Object.keys(values).length <= 500, 'Values holds more than 500 entries')
    .optional(),
  format: z.enum(FORMATS, 'The format is not known').optional(),
});

const KINDS_OF: Record<string, readonly string[]> = { time: TIME_FORMATS, date: TIME_FORMATS, number: LENGTH_FORMATS };

const mapping = z
  .strictObject({
    type: z.enum(RECORD_TYPES as [RecordType, ...RecordType[]], `The type is not one of ${RECORD_TYPES.join(', ')}`),
    fields: z.record(z.string(), field),
    zone: z.string().refine(isZone, 'The zone is not known'),
    decimalComma: z.boolean('decimalComma is yes or no'),
    rowsIn: z
      .string()
      .regex(/^[\w-]{1,64}$/, 'rowsIn is not a name')
      .optional(),
  })
  .superRefine(({ type, fields }, context) => {
    const complain = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: ['fields', name], message });
    for (const [name, given] of Object.entries(fields)) {
      const known = fieldsOf(type).find((one) => one.name === name)?.field;
      if (!known) complain(name, `${type} has no field ${name}`);
      else if (given.format && !(KINDS_OF[known.kind] ?? []).includes(given.format))
        complain(name, `${name} cannot be read as ${given.format}`);
      if (given.column !== undefined && given.constant !== undefined)
        complain(name, `${name} comes from a column or is the same for all, not both`);
    }
    for (const name of missingFields(type, fields)) complain(name, `${name} needs a column, or one value for all rows`);
  }) satisfies z.ZodType<Mapping>;

const MOST_JOBS = 2000;
const IDS = [MAPPED, ...connectors.map(({ id }) => id)];

/** A setup as it is sent and kept. */
export const setupSchema = z
  .strictObject({
    connector: z.string('The connector is missing').refine((id) => IDS.includes(id), 'The connector is not known'),
    mapping: mapping.nullable().default(null),
    answers: z
      .strictObject({
        topic: text(300).optional(),
        customer: text(300).optional(),
        person: z.array(text(100), 'Person is a list of words').max(200, 'Person holds more than 200 words').optional(),
        customerServiceAccounts: z
          .array(text(300), 'customerServiceAccounts is a list of accounts')
          .max(500, 'customerServiceAccounts holds more than 500 accounts')
          .optional(),
        transactionsFrom: z.enum(TRANSACTIONS_FROM, 'transactionsFrom is invoices or typed').optional(),
        techJobs: z
          .array(text(300), 'techJobs is a list of titles')
          .max(MOST_JOBS, 'techJobs holds more than 2,000 titles')
          .optional(),
      })
      .default({}),
    complexity: z
      .record(text(255), z.enum(COMPLEXITIES, 'How hard a topic is: simple, moderate or complex'))
      .refine((topics) => Object.keys(topics).length <= 2000, 'Complexity holds more than 2,000 topics')
      .default({}),
  })
  .refine(({ connector, mapping: given }) => (connector === MAPPED) === (given !== null), {
    path: ['mapping'],
    message: 'A mapping is needed where the columns are mapped by hand, and only there',
  });

/** A setup on its way to one: what it would come to. */
export const draftSchema = z.strictObject({
  mapping: mapping.nullable().default(null),
  answers: setupSchema.shape.answers,
  complexity: setupSchema.shape.complexity,
});
