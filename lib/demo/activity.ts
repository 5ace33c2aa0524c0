import { curve, dateOf, isWorkday, WORLD, weekday } from '@/lib/demo/calendar';
import { DEPARTMENTS, TEAMS } from '@/lib/demo/departments';
import { lognormal, quantile, Random, unit } from '@/lib/demo/random';
import { type Person, teamOn } from '@/lib/demo/roster';
import { adoption, CHATGPT, CLAUDE, COPILOT, rank, type Seat, TOOLS } from '@/lib/demo/tools';

/** One employee's use of one tool on one day; `date` in days since 1970. */
export interface Use {
  employee_id: string;
  tool: string;
  date: number;
  interactions: number;
}

/** How keen a department is, against the company. */
const KEENNESS: Record<string, number> = {
  Engineering: 1.006,
  'Data & AI': 1.02,
  'IT & Security': 1.004,
  'Product & Design': 1.012,
  'Customer Service': 0.995,
  Communications: 1.033,
  Marketing: 0.9775,
  Legal: 0.9555,
  Finance: 0.985,
  'Risk & Compliance': 0.98,
  People: 1.01,
};
/** Departments differ most at the start and least at the end. */
const spread = curve({ '2023-08-01': 6, '2024-01-01': 3, '2024-03-15': 1, '2024-07-01': 1, '2025-01-01': 0.4 });
const WEEKDAYS = [1.001, 1.008, 1.006, 1.002, 0.983];
const WEEKEND = 0.035;
const HOLIDAY = 0.06;

/** Share of a department's people who use a tool on a day. */
function shareActive(seed: number, department: number, day: number): number {
  const keen = 1 + ((KEENNESS[DEPARTMENTS[department]!] ?? 1) - 1) * spread(day);
  const noise = 1 + 0.012 * (unit(seed, 41, day) - 0.5) + 0.008 * (unit(seed, 42, day, department) - 0.5);
  const share = adoption(day) * keen * noise;
  if (isWorkday(day)) return Math.min(0.99, share * WEEKDAYS[weekday(day)]!);
  return share * (weekday(day) > 4 ? WEEKEND : HOLIDAY);
}

const amount = lognormal(0.9);
const MEAN_INTERACTIONS = [8, 26, 11];

interface Member {
  person: Person;
  /** a seat's first day by tool, Infinity = none or never taken up */
  seats: number[];
  eagerness: number;
  intensity: number;
  /** on the day being drawn */
  is_tech: boolean;
}

/**
 * Who used what, day by day. How many of a department are active is a quota: the shares add up whatever the seed.
 * Who they are is the person's habit and the day's chance. Nobody is ever ill or on leave here: with absence, nine
 * in ten on an average day could not be.
 */
export function eachUse(
  options: { seed: number; from: number; to: number },
  people: readonly Person[],
  seats: readonly Seat[],
  visit: (use: Use) => void,
): void {
  const members = asMembers(options.seed, people, seats);
  const owed = DEPARTMENTS.map(() => [0, 0]);
  const last = Math.min(options.to, WORLD.end);
  for (let day = WORLD.activity; day < last; day++) {
    const present = byDepartment(members, day);
    const kind = isWorkday(day) ? 0 : 1;
    // The quota's remainder is carried over from the first day on, so every day before is counted, though not drawn.
    const quotas = present.map((here, d) => {
      const due = owed[d]![kind]! + here.length * shareActive(options.seed, d, day);
      owed[d]![kind] = due - Math.floor(due);
      return Math.floor(due);
    });
    if (day >= options.from) drawDay(options.seed, day, present, quotas, visit);
    if (day >= options.from) drawContractors(options.seed, day, members, visit);
  }
}

function asMembers(seed: number, people: readonly Person[], seats: readonly Seat[]): Member[] {
  const members = people.map((person) => ({
    person,
    seats: TOOLS.map(() => Infinity),
    eagerness: 0.6 * (1 - rank(seed, person, CHATGPT)),
    intensity: quantile(amount, unit(seed, 43, person.number)),
    is_tech: false,
  }));
  for (const seat of seats) {
    // Some seats are never taken up: they are the idle ones.
    const idle = seat.tool !== CHATGPT && unit(seed, 44, seat.person.number, seat.tool) < 0.09;
    if (!idle) members[seat.person.number]!.seats[seat.tool] = seat.assigned_on;
  }
  return members;
}

const departmentOfTeam = TEAMS.map((team) => DEPARTMENTS.indexOf(team.department));

function byDepartment(members: readonly Member[], day: number): Member[][] {
  const present: Member[][] = DEPARTMENTS.map(() => []);
  for (const member of members) {
    if (member.person.employment !== 'employee') continue;
    const t = teamOn(member.person, day);
    if (t < 0) continue;
    member.is_tech = TEAMS[t]!.is_tech;
    present[departmentOfTeam[t]!]!.push(member);
  }
  return present;
}

const SLOT = 65_536;

function drawDay(seed: number, day: number, present: Member[][], quotas: number[], visit: (use: Use) => void): void {
  for (const [d, here] of present.entries()) {
    const random = new Random(seed, 45, day, d);
    const keys = new Float64Array(here.length);
    for (const [i, member] of here.entries()) {
      const seated = member.seats[CHATGPT]! <= day;
      const key = random.next() + member.eagerness;
      // Keen first, those without a seat last; the index rides along in the low digits.
      keys[i] = (seated ? Math.floor((2 - key) * 1e6) : 3e6) * SLOT + i;
    }
    keys.sort();
    for (let k = 0; k < keys.length; k++) {
      const member = here[keys[k]! % SLOT]!;
      if (member.seats[CHATGPT]! > day) break;
      if (k < quotas[d]!) drawTools(member, day, random, visit);
      else if (random.next() < 0.06) {
        // The pane was opened and nothing asked: on record, and not active.
        visit({ employee_id: member.person.employee_id, tool: 'chatgpt', date: day, interactions: 0 });
      }
    }
  }
}

function drawTools(member: Member, day: number, random: Random, visit: (use: Use) => void): void {
  const u = random.next();
  const copilot = member.is_tech && member.seats[COPILOT]! <= day && u < 0.72;
  const claude = member.seats[CLAUDE]! <= day && random.next() < 0.45;
  const v = random.next();
  const chatgpt = v < (copilot ? 0.3 : claude ? 0.5 : 1);
  for (const [tool, used] of [chatgpt || !(copilot || claude), copilot, claude].entries()) {
    if (!used) continue;
    const mean = MEAN_INTERACTIONS[tool]! * member.intensity;
    const interactions = Math.max(1, Math.round(mean * quantile(amount, random.next())));
    visit({ employee_id: member.person.employee_id, tool: TOOLS[tool]!, date: day, interactions });
  }
}

function drawContractors(seed: number, day: number, members: readonly Member[], visit: (use: Use) => void): void {
  const random = new Random(seed, 46, day);
  for (const member of members) {
    if (member.person.employment !== 'contractor') continue;
    const u = random.next();
    const t = teamOn(member.person, day);
    if (t < 0 || member.seats[CHATGPT]! > day || u > (isWorkday(day) ? 0.6 : 0.05)) continue;
    member.is_tech = TEAMS[t]!.is_tech;
    drawTools(member, day, random, visit);
  }
}

/** One line of JSON. */
export function useLine(use: Use): string {
  return `{"type":"tool_activity","employee_id":"${use.employee_id}","tool":"${use.tool}","date":"${dateText(use.date)}","interactions":${use.interactions}}\n`;
}

const texts = new Map<number, string>();

function dateText(day: number): string {
  let text = texts.get(day);
  if (text === undefined) {
    text = dateOf(day);
    texts.set(day, text);
  }
  return text;
}
