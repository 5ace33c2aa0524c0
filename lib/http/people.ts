import { z } from 'zod';
import type { Db } from '@/db/client';
import { type InviteRow, openInvites } from '@/db/invites';
import type { User } from '@/db/users';
import { type Invitation, invitePath } from '@/lib/auth/invites';
import { allUsers } from '@/lib/auth/users';
import type { PersonInfo } from '@/lib/core/person';
import type { Viewer } from '@/lib/core/viewer';
import type { Env } from '@/lib/env';
import { bodyOf } from './checked';

const grant = z.strictObject({
  role: z.string('Choose a role'),
  departments: z.array(z.string().max(200)).max(100).optional(),
  until: z.string().nullable().optional(),
});
const grants = z.array(grant, 'A list of roles is missing').max(20, 'Nobody holds more than 20 roles');

export const readInvitation = bodyOf(
  z.strictObject({ email: z.string('An e-mail address is missing').max(300), grants }),
);

export const readUserWish = bodyOf(
  z.strictObject({
    disabled: z.boolean().optional(),
    grants: grants.optional(),
    version: z.int('The version the change was made from is missing'),
  }),
);

/** Everybody as the settings page and the API show them: nothing of passwords, sessions or links. */
export async function peopleFor(db: Db, viewer: Viewer): Promise<PersonInfo[]> {
  const [users, invites] = await Promise.all([allUsers(db), openInvites(db)]);
  const byUser = new Map(invites.map((invite) => [invite.user_id, invite]));
  return users.map((user) => personInfo(user, byUser.get(user.id), viewer));
}

function personInfo(user: User, invite: InviteRow | undefined, viewer: Viewer): PersonInfo {
  const { id, email, version, disabled, invited, grants: held, created_at, last_sign_in_at } = user;
  return {
    id,
    email,
    version,
    state: disabled ? 'disabled' : invited ? 'invited' : 'active',
    grants: held,
    created_at: created_at.toISOString(),
    last_sign_in_at: last_sign_in_at?.toISOString() ?? null,
    link: invite ? { expires_at: invite.expires_at.toISOString(), created_by: invite.created_by } : null,
    you: viewer.kind === 'user' && viewer.name === email,
  };
}

/** A link as it is told once: whole where the public address is known, else from where the page was opened. */
export function told({ email, token, expires_at }: Invitation, env: Env): object {
  return { email, link: (env.TANDEM_URL ?? '') + invitePath(token), expires_at };
}
