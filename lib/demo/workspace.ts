import type { Assumptions } from '@/lib/core/assumptions';
import type { Settings } from '@/lib/core/settings';
import { HOLIDAYS } from '@/lib/demo/calendar';

const FINANCE = 'Head of Finance';
const SERVICE = 'Head of Customer Service';
const DECIDED = '2024-01-15';

const assumptions = (scale: number): Assumptions => ({
  productive_hours_per_fte_year: {
    ...{ unit: 'hours a year', low: 1500, base: 1600, high: 1720, owner: SERVICE, date: DECIDED },
    source: 'staff planning: contract hours less leave, sickness, breaks and training',
  },
  occupancy: {
    ...{ unit: 'share of productive time', low: 0.8, base: 0.85, high: 0.9, owner: SERVICE, date: DECIDED },
    source: 'staff planning, mean of the last four quarters',
  },
  loaded_cost_per_fte_year: {
    ...{ unit: 'USD a year', low: 50_000, base: 60_000, high: 72_000, owner: FINANCE, date: DECIDED },
    source: 'payroll and partner invoices, overhead included',
  },
  ai_platform_cost_year: {
    // Of a sample of the conversations only as large a part of the platform can be told.
    ...{ unit: 'USD a year', low: 0, base: 0, high: 1_000_000 * scale, owner: FINANCE, date: DECIDED },
    source: 'licences and operation are inside the cost per conversation',
  },
  realisation_factor: {
    ...{ unit: 'share', low: 0.3, base: 1, high: 1, owner: FINANCE, date: DECIDED },
    source: 'needed to reproduce the published figure',
  },
  would_have_asked: {
    ...{ unit: 'share', low: 0.8, base: 1, high: 1, owner: SERVICE, date: DECIDED },
    source: 'no sign of conversations that only the AI invited',
  },
});

const EVENTS: Settings['events'] = [
  { on: '2023-05-02', label: 'Hiring stops', owner: 'Chief Executive' },
  { on: '2023-08-01', label: 'AI tools for employees', owner: 'Head of Data & AI' },
  { on: '2024-01-27', label: 'AI assistant goes live', owner: SERVICE },
  { on: '2024-06-01', label: 'AI answers e-mail too', owner: SERVICE },
  { on: '2024-09-10', label: 'Assistant 2.0', owner: 'Head of Data & AI' },
  { on: '2025-01-02', label: 'Hybrid model: people are brought back', owner: SERVICE },
];

/** Said wherever the files are made. */
export const NOTES = [
  'Made-up logs of a company that uses AI at work and in customer service. No person and no conversation is real.',
  'Nobody here is ever on leave or ill: with absence, nine in ten active on an average workday could not be.',
  'Ratings that come after 21 days are in the files and count nowhere.',
];

/** `workspace.json`: the reference company's settings at a scale, by the names of `lib/core/settings.ts`. */
export function workspaceSettings(scale: number): Partial<Settings> {
  return {
    name: 'Reference company',
    time_zone: 'UTC',
    currency: 'USD',
    holidays: [...HOLIDAYS],
    events: EVENTS,
    targets: {
      daily_active_rate: 0.9,
      automation_rate: 0.6,
      repeat_inquiry_rate: 0.09,
      csat_mean: 4.2,
      human_within_target_rate: 0.95,
    },
    baseline: '2023-Q1',
    assumptions: assumptions(scale),
  };
}
