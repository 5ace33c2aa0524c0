import { requestOf } from '@/lib/http/exported';
import { methods, route } from '@/lib/http/route';
import { limitOf, placeOf, rowsPage } from '@/lib/http/rows';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'rows',
    keys: 'query',
    input: requestOf,
    handler(asked) {
      const { searchParams: given } = asked.url;
      return rowsPage(asked, { after: placeOf(given.get('after')), limit: limitOf(given.get('limit')) });
    },
  }),
});
