import type { PeopleRecords } from '@/db/people';
import { type Day, dayOf, NEVER } from './calendar';

/** Who is meant by a hash of an activity or a seat. */
export interface Identities {
  count: number;
  /** person number of a hash on a day; a hash nobody on the roster bears has a number of its own */
  of(hash: string, day: Day): number;
  /** the same by person_no, where it does not depend on the day; otherwise -1 */
  fixed: Int32Array;
}

interface Bearer {
  person: number;
  from: Day;
  to: Day;
}

/**
 * Numbers people: roster employees in the order of their rows, then every other hash. A hash is an employee id's
 * or an e-mail's, else another name of one of these. An address that passed from one employee to another means whoever bore it that day, else the
 * last to have borne it before, else the first.
 */
export function identities(records: PeopleRecords): Identities {
  const byEmployee = new Map<string, number>();
  const byEmail = new Map<string, Bearer[]>();
  for (const row of records.roster) {
    const person = byEmployee.get(row.employee) ?? byEmployee.size;
    byEmployee.set(row.employee, person);
    if (row.email === null) continue;
    const bearer = { person, from: dayOf(row.valid_from), to: row.valid_to === null ? NEVER : dayOf(row.valid_to) };
    const bearers = byEmail.get(row.email);
    if (bearers) bearers.push(bearer);
    else byEmail.set(row.email, [bearer]);
  }
  for (const bearers of byEmail.values()) bearers.sort((a, b) => a.from - b.from);
  const shared = new Set<string>();
  for (const [email, bearers] of byEmail)
    if (bearers.some(({ person }) => person !== bearers[0]!.person)) shared.add(email);

  const meant = new Map(records.aliases.map(({ alias, person }) => [alias, person]));
  /** The hash by which the roster knows whoever is meant. */
  const known = (hash: string): string => {
    const other = byEmployee.has(hash) || byEmail.has(hash) ? undefined : meant.get(hash);
    return other !== undefined && (byEmployee.has(other) || byEmail.has(other)) ? other : hash;
  };

  const outsiders = new Map<string, number>();
  const always = (hash: string): number => {
    const found = byEmployee.get(hash) ?? byEmail.get(hash)?.at(0)?.person ?? outsiders.get(hash);
    if (found !== undefined) return found;
    const person = byEmployee.size + outsiders.size;
    outsiders.set(hash, person);
    return person;
  };
  const isShared = (hash: string) => shared.has(hash) && !byEmployee.has(hash);
  const of = (given: string, day: Day): number => {
    const hash = known(given);
    if (!isShared(hash)) return always(hash);
    const bearers = byEmail.get(hash)!;
    const begun = bearers.filter((bearer) => bearer.from <= day);
    return (begun.find((bearer) => day < bearer.to) ?? begun.at(-1) ?? bearers[0]!).person;
  };
  const fixed = new Int32Array(records.hashes.length).fill(-1);
  records.hashes.forEach((given, number) => {
    const hash = known(given);
    fixed[number] = isShared(hash) ? -1 : always(hash);
  });
  for (const { person } of records.seats) always(known(person));
  return { count: byEmployee.size + outsiders.size, of, fixed };
}
