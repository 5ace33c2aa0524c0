import { revokeKey } from '@/lib/auth/keys';
import { methods, route } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  DELETE: route({
    permission: 'settings',
    async handler({ db, viewer, road, params }) {
      const id = Number(params.id);
      await revokeKey(db, id, { viewer, road });
      return { id, revoked: true };
    },
  }),
});
