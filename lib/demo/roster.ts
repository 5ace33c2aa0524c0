import { dateOf, monthStarts, nextMonth, WORLD } from '@/lib/demo/calendar';
import { plannedSize, TEAMS } from '@/lib/demo/departments';
import { Random, Weighted } from '@/lib/demo/random';

/** A stretch of time in one team; days since 1970, `to` exclusive, null = still. */
export interface Stretch {
  team: number;
  from: number;
  to: number | null;
}

export interface Person {
  /** counts from 0 in order of the first day */
  number: number;
  employee_id: string;
  country: string;
  employment: 'employee' | 'contractor';
  stretches: Stretch[];
}

const COUNTRIES = ['SE', 'DE', 'US', 'GB', 'ES', 'PL', 'IT', 'NL', 'RO'];
const countries = new Weighted([0.46, 0.17, 0.11, 0.07, 0.06, 0.05, 0.04, 0.02, 0.02]);

const MONTHLY_ATTRITION = 0.007;
const MONTHLY_MOVES = 0.004;
/** Contractors at the start and at the end, by team; beside the headcount, never in it. */
const CONTRACTORS: [team: string, from: number, to: number][] = [
  ['Nordics', 60, 22],
  ['North America', 70, 30],
  ['Consumer App', 44, 30],
  ['Merchant Platform', 38, 22],
  ['Infrastructure', 30, 18],
  ['Merchant Operations', 48, 20],
  ['Creative Studio', 14, 8],
];

/**
 * Everybody who worked there between October 2022 and March 2025. Team sizes follow the plan to the person in each
 * month, whoever the people are: the totals do not depend on the seed.
 */
export function makeRoster(seed: number): Person[] {
  return new Roster(seed).people;
}

class Roster {
  readonly people: Person[] = [];
  private readonly members: Person[][] = TEAMS.map(() => []);
  private readonly random: Random;

  constructor(seed: number) {
    this.random = new Random(seed, 21);
    for (const [t, team] of TEAMS.entries()) {
      for (let i = 0; i < team.from; i++) this.hire(t, WORLD.roster, 'employee');
    }
    for (const [name, from] of CONTRACTORS) {
      const t = TEAMS.findIndex((team) => team.team === name);
      for (let i = 0; i < from; i++) this.hire(t, WORLD.roster, 'contractor');
    }
    for (const month of monthStarts(WORLD.roster, WORLD.end)) this.month(month);
    this.endContracts();
  }

  private hire(team: number, day: number, employment: Person['employment']): Person {
    const number = this.people.length;
    const person: Person = {
      number,
      employee_id: `e${String(number + 1).padStart(5, '0')}`,
      country: COUNTRIES[countries.pick(this.random.next())]!,
      employment,
      stretches: [{ team, from: day, to: null }],
    };
    this.people.push(person);
    if (employment === 'employee') this.members[team]!.push(person);
    return person;
  }

  private month(start: number): void {
    const { random } = this;
    const end = nextMonth(start);
    const settled = this.members.map((members) => members.slice());
    for (const [t, team] of TEAMS.entries()) {
      const members = this.members[t]!;
      const aim = plannedSize(team, end - 1);
      const attrition = members.length < 8 ? 0 : Math.floor(members.length * MONTHLY_ATTRITION + random.next());
      const leaving = Math.max(members.length - aim, attrition);
      const hired = aim - (members.length - leaving);
      for (let i = 0; i < leaving; i++) {
        const k = random.below(settled[t]!.length);
        const person = settled[t]!.splice(k, 1)[0]!;
        members.splice(members.indexOf(person), 1);
        person.stretches.at(-1)!.to = this.dayInside(start, end);
      }
      for (let i = 0; i < hired; i++)
        this.hire(t, random.next() < 0.6 ? start : this.dayInside(start, end), 'employee');
    }
    const moves = Math.round(settled.reduce((sum, members) => sum + members.length, 0) * (MONTHLY_MOVES / 2));
    for (let i = 0; i < moves; i++) this.swap(settled, this.dayInside(start, end));
  }

  /** Two people change places, so that sizes keep to the plan. */
  private swap(settled: Person[][], day: number): void {
    const a = this.anyTeam(settled);
    const b = this.anyTeam(settled);
    if (a === b) return;
    const [one] = settled[a]!.splice(this.random.below(settled[a]!.length), 1);
    const [two] = settled[b]!.splice(this.random.below(settled[b]!.length), 1);
    for (const [person, from, to] of [[one!, a, b] as const, [two!, b, a] as const]) {
      person.stretches.at(-1)!.to = day;
      person.stretches.push({ team: to, from: day, to: null });
      this.members[from]!.splice(this.members[from]!.indexOf(person), 1);
      this.members[to]!.push(person);
    }
  }

  private anyTeam(settled: Person[][]): number {
    for (;;) {
      const t = this.random.below(settled.length);
      if (settled[t]!.length > 8) return t;
    }
  }

  private dayInside(start: number, end: number): number {
    return start + 1 + this.random.below(end - start - 1);
  }

  private endContracts(): void {
    for (const [name, from, to] of CONTRACTORS) {
      const t = TEAMS.findIndex((team) => team.team === name);
      const here = this.people.filter((p) => p.employment === 'contractor' && p.stretches[0]!.team === t);
      for (const person of here.slice(0, from - to)) {
        person.stretches[0]!.to = WORLD.roster + 30 + this.random.below(WORLD.end - WORLD.roster - 30);
      }
    }
  }
}

/** The person's team on a day, or -1 where not there. */
export function teamOn(person: Person, day: number): number {
  for (const stretch of person.stretches) {
    if (stretch.from <= day && (stretch.to === null || day < stretch.to)) return stretch.team;
  }
  return -1;
}

/** First day of work, and the day after the last one (null = still there). */
export function employedSpan(person: Person): { from: number; to: number | null } {
  return { from: person.stretches[0]!.from, to: person.stretches.at(-1)!.to };
}

export function emailOf(person: Person): string {
  return `${person.employee_id}@reference-company.example`;
}

/** `employees.csv` */
export function rosterCsv(people: readonly Person[]): string {
  let csv = 'employee_id,email,department,team,is_tech,country,employment,valid_from,valid_to\n';
  for (const person of people) {
    for (const stretch of person.stretches) {
      const { department, team, is_tech } = TEAMS[stretch.team]!;
      const until = stretch.to === null ? '' : dateOf(stretch.to);
      csv += `${person.employee_id},${emailOf(person)},${department},${team},${is_tech},${person.country},${person.employment},${dateOf(stretch.from)},${until}\n`;
    }
  }
  return csv;
}
