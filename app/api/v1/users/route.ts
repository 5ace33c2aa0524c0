import { inviteUser } from '@/lib/auth/invites';
import { peopleFor, readInvitation, told } from '@/lib/http/people';
import { methods, route } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'settings',
    handler: async ({ db, viewer }) => ({ users: await peopleFor(db, viewer) }),
  }),
  POST: route({
    permission: 'settings',
    input: readInvitation,
    async handler({ db, env, viewer, road, input }) {
      return Response.json(told(await inviteUser(db, input, { viewer, road }), env), { status: 201 });
    },
  }),
});
