import { z } from 'zod';
import { serverDatabase } from '@/db/server';
import { addressOf } from '@/lib/auth/address';
import { acceptInvite } from '@/lib/auth/invites';
import { roadOf } from '@/lib/http/caller';
import { bodyOf } from '@/lib/http/checked';
import { methods, openRoute } from '@/lib/http/route';

const read = bodyOf(
  z.strictObject({
    token: z.string('The link’s token is missing').max(100),
    password: z.string('A password is missing').max(2000),
  }),
);

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: openRoute(async (request) => {
    const address = addressOf(request.headers.get('x-forwarded-for'));
    return acceptInvite(serverDatabase().db, { ...(await read(request)), address, road: roadOf(request) });
  }),
});
