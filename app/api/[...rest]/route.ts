import { TandemError } from '@/lib/core/errors';
import { methods, openRoute } from '@/lib/http/route';

const nothing = openRoute(async (request) => {
  throw new TandemError(404, `There is nothing at ${new URL(request.url).pathname}.`);
});

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: nothing,
  POST: nothing,
  PUT: nothing,
  PATCH: nothing,
  DELETE: nothing,
});
