import { z } from 'zod';
import { SCHEDULES } from '@/lib/core/pulls';
import { bodyOf } from '@/lib/http/checked';
import { methods, route } from '@/lib/http/route';
import { editPull, removePull, requirePull } from '@/lib/pulling/manage';

const read = bodyOf(
  z.strictObject({
    schedule: z.enum(SCHEDULES, 'schedule is not one of the choices').optional(),
    fields: z.record(z.string().max(100), z.string().max(4000)).optional(),
    paused: z.boolean('paused is yes or no').optional(),
  }),
);

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: route({
    permission: 'sources.manage',
    input: read,
    async handler({ db, env, viewer, road, input, params }) {
      const pull = await requirePull(db, params.id);
      await editPull(db, env, pull, input, { viewer, road });
      return { id: pull.id };
    },
  }),
  DELETE: route({
    permission: 'sources.manage',
    async handler({ db, viewer, road, params }) {
      const pull = await requirePull(db, params.id);
      await removePull(db, pull, { viewer, road });
      return { id: pull.id, removed: true };
    },
  }),
});
