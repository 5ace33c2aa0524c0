import { curve } from '@/lib/demo/calendar';

/** A team: people on 2022-10-01 and on 2025-03-31. */
export interface Team {
  department: string;
  team: string;
  is_tech: boolean;
  from: number;
  to: number;
}

type Plan = [team: string, from: number, to: number];
const teams = (department: string, is_tech: boolean, plans: Plan[]): Team[] =>
  plans.map(([team, from, to]) => ({ department, team, is_tech, from, to }));

export const TEAMS: readonly Team[] = [
  ...teams('Engineering', true, [
    ['Checkout', 210, 186],
    ['Payments Core', 195, 170],
    ['Consumer App', 230, 190],
    ['Merchant Platform', 205, 168],
    ['Risk Engineering', 120, 104],
    ['Infrastructure', 165, 140],
    ['Developer Experience', 62, 56],
    ['Ledger', 88, 76],
    ['Quality', 61, 44],
    ['Accessibility', 4, 4],
    ['AI Platform', 40, 42],
  ]),
  ...teams('Data & AI', true, [
    ['Analytics', 110, 96],
    ['Machine Learning', 84, 98],
    ['Data Platform', 62, 68],
    ['Research', 4, 8],
  ]),
  ...teams('IT & Security', true, [
    ['Workplace IT', 92, 60],
    ['Security', 104, 87],
    ['Crisis Readiness', 4, 3],
  ]),
  ...teams('Product & Design', true, [
    ['Product', 82, 68],
    ['Product Operations', 58, 48],
  ]),
  ...teams('Product & Design', false, [
    ['Design', 72, 50],
    ['Content Design', 28, 20],
  ]),
  ...teams('Customer Service', false, [
    ['Nordics', 270, 92],
    ['DACH', 260, 90],
    ['North America', 210, 78],
    ['United Kingdom', 150, 56],
    ['Southern Europe', 120, 46],
    ['Disputes', 96, 40],
    ['Service Quality', 44, 18],
  ]),
  ...teams('Operations', false, [
    ['Merchant Operations', 190, 76],
    ['Payment Operations', 150, 68],
    ['Collections', 110, 50],
    ['Process Design', 66, 33],
    ['Facilities', 4, 3],
  ]),
  ...teams('Commercial', false, [
    ['Enterprise Sales', 180, 92],
    ['Growth Sales', 170, 74],
    ['Account Management', 160, 80],
    ['Partnerships', 86, 41],
    ['Sponsorship', 4, 3],
  ]),
  ...teams('Marketing', false, [
    ['Brand', 74, 32],
    ['Performance', 92, 38],
    ['Consumer Marketing', 82, 36],
    ['Merchant Marketing', 60, 24],
    ['Creative Studio', 18, 7],
    ['Events', 4, 3],
  ]),
  ...teams('Communications', false, [
    ['Corporate', 34, 23],
    ['Product News', 30, 20],
    ['Internal', 22, 14],
    ['Public Affairs', 4, 3],
  ]),
  ...teams('Legal', false, [
    ['Commercial Law', 42, 27],
    ['Privacy', 30, 20],
    ['Regulatory', 36, 23],
    ['Litigation', 18, 11],
    ['Competition', 4, 3],
  ]),
  ...teams('Finance', false, [
    ['Accounting', 96, 46],
    ['Planning', 54, 28],
    ['Treasury', 46, 24],
    ['Tax', 26, 13],
    ['Investor Relations', 18, 9],
  ]),
  ...teams('Risk & Compliance', false, [
    ['Credit Risk', 96, 46],
    ['Compliance', 84, 42],
    ['Internal Audit', 50, 22],
  ]),
  ...teams('People', false, [
    ['Talent', 62, 22],
    ['People Partners', 44, 24],
    ['Payroll', 24, 14],
  ]),
];

export const DEPARTMENTS: readonly string[] = [...new Set(TEAMS.map((team) => team.department))];

/** How much of the way from the first size to the last is done. Hiring stops early in 2023, attrition does the rest. */
const shrinking = curve({
  ...{ '2022-10-01': 0, '2023-01-01': 0.02, '2023-04-01': 0.09, '2023-07-01': 0.21, '2023-10-01': 0.36 },
  ...{ '2024-01-01': 0.54, '2024-04-01': 0.68, '2024-07-01': 0.8, '2024-10-01': 0.91, '2025-01-01': 0.99 },
  '2025-04-01': 1,
});
/** Customer service shrinks below its aim in 2024, then people are brought back. */
const service = curve({
  ...{ '2022-10-01': 0, '2023-04-01': 0.06, '2023-10-01': 0.28, '2024-01-01': 0.46, '2024-04-01': 0.72 },
  ...{ '2024-07-01': 0.87, '2024-11-01': 1.02, '2025-01-01': 1.02, '2025-04-01': 1 },
});

/** Employees a team has on a day by plan. */
export function plannedSize(team: Team, day: number): number {
  const done = (team.department === 'Customer Service' ? service : shrinking)(day);
  return Math.max(Math.min(team.from, 3), Math.round(team.from + (team.to - team.from) * done));
}
