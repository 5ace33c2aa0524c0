import { changeUser } from '@/lib/auth/users';
import { peopleFor, readUserWish } from '@/lib/http/people';
import { methods, route } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  PATCH: route({
    permission: 'settings',
    input: readUserWish,
    async handler({ db, viewer, road, params, input }) {
      const { id } = await changeUser(db, params.id ?? '', input, { viewer, road });
      return (await peopleFor(db, viewer)).find((person) => person.id === id)!;
    },
  }),
});
