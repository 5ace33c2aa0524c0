import { z } from 'zod';
import { DEMO } from '@/db/ingest/demo';
import { SOURCE_ID, SOURCE_ID_RULE } from '@/lib/core/source-name';

/** The source that records are sent to. */
export const sourceName = z
  .string()
  .regex(SOURCE_ID, `has ${SOURCE_ID_RULE}`)
  .refine((name) => name !== DEMO, `${DEMO} is the reference company: choose another name`);
