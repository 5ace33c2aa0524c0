import { readRecognising, recognised } from '@/lib/http/recognise';
import { methods, route } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'ingest',
    input: readRecognising,
    handler: ({ db, input }) => recognised(db, input),
  }),
});
