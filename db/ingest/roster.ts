import type pg from 'pg';

/** A sentence for the run's summary when stretches of one employee overlap; none when they do not. */
export async function overlappingStretches(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ people: string }>(
    `select count(distinct employee) as people from (
       select employee, valid_to, valid_from, lead(valid_from) over (partition by employee order by valid_from) as next
       from employee) stretch
     where next < coalesce(valid_to, 'infinity') and (valid_to is null or valid_to > valid_from)`,
  );
  const people = Number(rows[0]!.people);
  if (people === 0) return [];
  const whose = people === 1 ? '1 employee has' : `${people} employees have`;
  return [`${whose} roster rows that overlap: the row that starts later ends the earlier one at its start.`];
}
