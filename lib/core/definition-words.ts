import type { Direction, Unit } from './answer';
import type { Definition, Reach } from './definition';
import type { RecordType } from './record';

/** The catalogue's groups in their order, each with what it is about. */
export const CLASSES: { id: Definition['class']; title: string; about: string }[] = [
  { id: 'adoption', title: 'Adoption', about: 'employees’ use of AI and its licences' },
  { id: 'service', title: 'Service', about: 'customers’ conversations' },
  { id: 'company', title: 'Company', about: 'revenue, people and cost, by quarter' },
];

/** `short` stands in a list, `long` in a sentence's place. */
export const DIRECTION_WORDS: Record<Direction, { short: string; long: string }> = {
  up: { short: 'Higher is better', long: 'Higher is better.' },
  down: { short: 'Lower is better', long: 'Lower is better.' },
  neither: { short: 'Neither', long: 'Neither higher nor lower is better.' },
};

/** What a number of this unit is counted in. */
export function unitWord(unit: Unit, currency: string): string {
  const words: Record<Unit, string> = {
    count: 'Count',
    share: 'Share, in %',
    seconds: 'Time',
    money: `Money, in ${currency}`,
    rating: 'Rating, 1 to 5',
    people: 'People',
    seats: 'Seats',
    per_1000: 'Per 1,000',
    interactions: 'Interactions',
  };
  return words[unit];
}

export const RECORD_WORDS: Record<RecordType, { title: string; short: string; about: string }> = {
  conversation: {
    title: 'Conversations',
    short: 'conversations',
    about: 'one for each time a customer asked for help',
  },
  tool_activity: {
    title: 'Use of AI tools',
    short: 'use of AI tools',
    about: 'one for each employee, tool and day (or week, or month)',
  },
  employee: {
    title: 'Roster',
    short: 'the roster',
    about: 'one for each employee and stretch of time in which nothing changed',
  },
  seat: { title: 'Seats', short: 'seats', about: 'one for each licence held' },
  financials: { title: 'Finance', short: 'the finance file', about: 'one for each quarter, of the whole company' },
};

const REACH_WORDS: Record<Reach, string> = {
  all: 'everything',
  own: 'own departments and the company’s total',
  total: 'the company’s total',
};

/** How much a role sees of figures that know departments, and of those that do not. */
export function reachWord(reach: Reach | null, knowsDepartments: boolean): string {
  if (reach === null) return 'the definition, no figure';
  return knowsDepartments ? REACH_WORDS[reach] : 'everything';
}
