import { z } from 'zod';
import { listKeys } from '@/db/keys';
import { createKey } from '@/lib/auth/keys';
import { bodyOf } from '@/lib/http/checked';
import { methods, route } from '@/lib/http/route';

const read = bodyOf(
  z.strictObject({
    name: z.string('A name is missing'),
    scope: z.string('Choose what the key may do'),
    role: z.string().optional(),
    departments: z.array(z.string().max(200)).max(100).optional(),
  }),
);

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'settings',
    handler: async ({ db }) => ({ keys: await listKeys(db) }),
  }),
  POST: route({
    permission: 'settings',
    input: read,
    async handler({ db, viewer, road, input }) {
      return Response.json(await createKey(db, input, { viewer, road }), { status: 201 });
    },
  }),
});
