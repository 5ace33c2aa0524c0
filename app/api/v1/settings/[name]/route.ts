import { serverDatabase } from '@/db/server';
import { methods, route } from '@/lib/http/route';
import { historyOf, putSetting, readSettingWish } from '@/lib/http/settings';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ permission: 'settings', handler: ({ db, params }) => historyOf(db, params.name ?? '') }),
  PUT: route({
    permission: 'settings',
    input: readSettingWish,
    handler: ({ viewer, road, params, input }) =>
      putSetting(serverDatabase(), { name: params.name ?? '', ...input }, { viewer, road }),
  }),
});
