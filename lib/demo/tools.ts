import { curve, dateOf, WORLD } from '@/lib/demo/calendar';
import { TEAMS } from '@/lib/demo/departments';
import { unit } from '@/lib/demo/random';
import { employedSpan, type Person } from '@/lib/demo/roster';

export const TOOLS = ['chatgpt', 'github-copilot', 'claude'] as const;
export const [CHATGPT, COPILOT, CLAUDE] = [0, 1, 2];
const MONTHLY_COST = [30, 19, 25];

/** Share of employees active on a workday, company-wide. */
export const adoption = curve({
  ...{ '2023-08-01': 0.05, '2023-09-01': 0.1, '2023-10-01': 0.17, '2023-11-01': 0.28, '2023-12-01': 0.42 },
  ...{ '2024-01-01': 0.57, '2024-02-01': 0.71, '2024-03-01': 0.82, '2024-04-01': 0.886, '2024-05-15': 0.9 },
  ...{ '2024-07-01': 0.912, '2024-10-01': 0.935, '2025-01-01': 0.955, '2025-04-01': 0.966 },
});

/** Share of people who have been given a seat; ahead of use, everybody from March 2024. */
const rollout = [
  (day: number) => (day < SPRING ? Math.min(1, adoption(day) + 0.17) : 1),
  curve({
    '2023-07-31': 0,
    '2023-08-01': 0.2,
    '2023-11-01': 0.45,
    '2024-02-01': 0.8,
    '2024-06-01': 0.93,
    '2024-09-01': 0.96,
  }),
  curve({ '2023-07-31': 0, '2023-08-01': 0.02, '2024-01-01': 0.06, '2024-06-01': 0.16, '2024-12-01': 0.3 }),
];
const SPRING = WORLD.go_live + 34;

/** A licence of one person; days since 1970, `revoked_on` exclusive. */
export interface Seat {
  person: Person;
  tool: number;
  assigned_on: number;
  revoked_on: number | null;
}

/** 0 = takes up new tools first, 1 = last. */
export function rank(seed: number, person: Person, tool: number): number {
  return unit(seed, 31, person.number, tool);
}

/** Days on which the share with a seat first reaches each thousandth. */
const reached = rollout.map((share) => {
  const days: number[] = [];
  for (let day = WORLD.activity; day < WORLD.end; day++) {
    while (days.length <= 1000 && days.length <= share(day) * 1000) days.push(day);
  }
  return days;
});

/** Every seat ever given, in the roster's order. */
export function makeSeats(seed: number, people: readonly Person[]): Seat[] {
  const seats: Seat[] = [];
  for (const person of people) {
    const { from, to } = employedSpan(person);
    const is_tech = person.stretches.some((stretch) => TEAMS[stretch.team]!.is_tech);
    for (const tool of [CHATGPT, COPILOT, CLAUDE]) {
      if (tool === COPILOT && !is_tech) continue;
      if (person.employment === 'contractor' && rank(seed, person, 9) > 0.5) continue;
      const turn = reached[tool]![Math.floor(rank(seed, person, tool) * 1000)];
      if (turn === undefined) continue;
      // On their turn, or on joining where their turn is over.
      const assigned_on = Math.max(turn, from);
      if (to !== null && assigned_on >= to) continue;
      seats.push({ person, tool, assigned_on, revoked_on: to });
    }
  }
  return seats;
}

/** `seats.csv` */
export function seatsCsv(seats: readonly Seat[]): string {
  let csv = 'employee_id,tool,assigned_on,revoked_on,monthly_cost\n';
  for (const { person, tool, assigned_on, revoked_on } of seats) {
    csv += `${person.employee_id},${TOOLS[tool]},${dateOf(assigned_on)},${revoked_on === null ? '' : dateOf(revoked_on)},${MONTHLY_COST[tool]}\n`;
  }
  return csv;
}
