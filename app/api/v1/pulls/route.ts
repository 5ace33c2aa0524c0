import { z } from 'zod';
import { SCHEDULES } from '@/lib/core/pulls';
import { bodyOf } from '@/lib/http/checked';
import { methods, route } from '@/lib/http/route';
import { addPull } from '@/lib/pulling/manage';
import { pullsOverview } from '@/lib/pulling/overview';

const read = bodyOf(
  z.strictObject({
    source: z.string('A name is missing').max(100),
    vendor: z.string('Choose a vendor').max(100),
    fields: z.record(z.string().max(100), z.string().max(4000)),
    schedule: z.enum(SCHEDULES, 'schedule is not one of the choices').optional(),
    since: z.iso.date('since is not a date').optional(),
  }),
);

/** Sources on a schedule, and the vendors there are; administrators alone. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ permission: 'sources.manage', handler: ({ db }) => pullsOverview(db, new Date()) }),
  POST: route({
    permission: 'sources.manage',
    input: read,
    async handler({ db, env, viewer, road, input }) {
      return Response.json(await addPull(db, env, input, { viewer, road }), { status: 201 });
    },
  }),
});
