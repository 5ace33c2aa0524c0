import { inviteAgain, revokeInvite } from '@/lib/auth/invites';
import { told } from '@/lib/http/people';
import { methods, route } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'settings',
    async handler({ db, env, viewer, road, params }) {
      return Response.json(told(await inviteAgain(db, params.id ?? '', { viewer, road }), env), { status: 201 });
    },
  }),
  DELETE: route({
    permission: 'settings',
    async handler({ db, viewer, road, params }) {
      await revokeInvite(db, params.id ?? '', { viewer, road });
      return { revoked: true };
    },
  }),
});
