import { z } from 'zod';
import { bodyOf } from '@/lib/http/checked';
import { methods, route } from '@/lib/http/route';
import { requirePull, testPull } from '@/lib/pulling/manage';

const read = bodyOf(
  z.strictObject({
    vendor: z.string('Choose a vendor').max(100),
    fields: z.record(z.string().max(100), z.string().max(4000)),
    /** a source that is there: secrets that were not entered again are those it has */
    id: z.int().optional(),
  }),
);

/** Tries what was entered against the vendor, and stores nothing. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'sources.manage',
    input: read,
    async handler({ db, env, input: { vendor, fields, id } }) {
      const kept = id === undefined ? undefined : await requirePull(db, String(id));
      return testPull(env, kept?.vendor ?? vendor, fields, kept);
    },
  }),
});
