import { sql } from 'kysely';
import type { Db } from './client';

export interface Limits {
  windowSeconds: number;
  perAccount: number;
  perAddress: number;
}

/**
 * Counts an attempt before the password is looked at, or returns false, uncounted, where the window holds too many:
 * an attacker cannot keep the owner out for longer than it. One lock, so that attempts made at the same moment see
 * each other; in the database, so that two servers share the count.
 */
export function countAttempt(db: Db, account: Buffer, address: string, limits: Limits): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtext('tandem.sign_in'))`.execute(trx);
    await sql`delete from sign_in_attempt where at < now() - make_interval(secs => ${limits.windowSeconds})`.execute(
      trx,
    );
    const { rows } = await sql<{ account: number; address: number }>`
      select count(*) filter (where account = ${account}) as account,
             count(*) filter (where address = ${address}) as address
      from sign_in_attempt where account = ${account} or address = ${address}`.execute(trx);
    const { account: onAccount, address: fromAddress } = rows[0]!;
    if (onAccount >= limits.perAccount || fromAddress >= limits.perAddress) return false;
    await trx.insertInto('sign_in_attempt').values({ account, address }).execute();
    return true;
  });
}

/** After the right password the account starts afresh; failures on other accounts still count for the address. */
export async function clearAttempts(db: Db, account: Buffer): Promise<void> {
  await db.deleteFrom('sign_in_attempt').where('account', '=', account).execute();
}
