import { z } from 'zod';
import { serverDatabase } from '@/db/server';
import { redeemFirstAdmin } from '@/lib/auth/first-admin';
import { TandemError } from '@/lib/core/errors';
import { readJson } from '@/lib/http/body';
import { methods, openRoute } from '@/lib/http/route';

const schema = z.strictObject({ token: z.string().max(100), email: z.string(), password: z.string() });

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: openRoute(async (request) => {
    const parsed = schema.safeParse(await readJson(request));
    if (!parsed.success) throw new TandemError(422, 'This needs a token, an e-mail address and a password.');
    const { token, email, password } = parsed.data;
    return redeemFirstAdmin(serverDatabase().db, token, email, password);
  }),
});
