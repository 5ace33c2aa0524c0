import { methods, route } from '@/lib/http/route';
import { settingsFor } from '@/lib/http/settings';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ permission: 'settings', handler: ({ db }) => settingsFor(db) }),
});
