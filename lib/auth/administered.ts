import type { Db } from '@/db/client';
import { listUsers, lockPeople, type User } from '@/db/users';
import { mayDo } from '@/lib/access/policy';
import { TandemError } from '@/lib/core/errors';
import { viewerOfUser } from './token';

const keepsOpen = ({ disabled, invited, ...user }: User, grants: User['grants']) =>
  !disabled && !invited && mayDo(viewerOfUser({ disabled, invited, ...user, grants }), 'settings');

/** How many can let people in and out: today, and without an end in sight. */
function administrators(users: User[]): { today: number; lasting: number } {
  const today = users.filter((user) => keepsOpen(user, user.grants));
  const lasting = users.filter((user) =>
    keepsOpen(
      user,
      user.grants.filter(({ until }) => until === null),
    ),
  );
  return { today: today.length, lasting: lasting.length };
}

/** Whether nobody else can let people in and out today. */
export const isAlone = async (db: Db): Promise<boolean> => administrators(await listUsers(db)).today === 1;

/** One change of people in a transaction of its own, or in the caller's. */
export const within = <T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> =>
  db.isTransaction ? work(db) : db.transaction().execute(work);

/**
 * Changes people, one change after the other. Throws a 409 with nothing changed when nobody would be left who can
 * administer the workspace, today or once end dates have passed.
 */
export function changingPeople<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return within(db, async (trx) => {
    await lockPeople(trx);
    const before = administrators(await listUsers(trx));
    const result = await work(trx);
    const after = administrators(await listUsers(trx));
    if ((before.today > 0 && after.today === 0) || (before.lasting > 0 && after.lasting === 0))
      throw new TandemError(
        409,
        'This is the last active administrator without an end date. Make somebody else one first, or nobody could let people in.',
      );
    return result;
  });
}
