import { type Kysely, sql } from 'kysely';

/** When what was pushed could last not be taken in: it is not tried again at once, and holds up no other source. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pushed_part add column tried_at timestamptz`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table pushed_part drop column tried_at`.execute(db);
}
