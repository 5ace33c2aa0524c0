import { z } from 'zod';
import { serverDatabase } from '@/db/server';
import { bodyOf } from '@/lib/http/checked';
import { methods, route } from '@/lib/http/route';
import { setupSchema } from '@/lib/settings/setup-schema';
import { changeSetup, setupOf } from '@/lib/settings/source-setup';

const readWish = bodyOf(
  z.strictObject({
    setup: setupSchema,
    /** the version it was changed from; 0 where there was none */
    version: z.int('The version it was changed from is missing').min(0, 'The version is below 0'),
  }),
);

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ permission: 'sources.manage', handler: ({ db, params: { name = '' } }) => setupOf(db, name) }),
  PUT: route({
    permission: 'sources.manage',
    input: readWish,
    async handler({ db, viewer, road, params: { name = '' }, input: { setup, version } }) {
      await changeSetup(serverDatabase(), name, setup, { after: version, by: { viewer, road } });
      return setupOf(db, name);
    },
  }),
});
