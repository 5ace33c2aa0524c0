import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { PeopleRows } from './people';

const FOLDER = 'tests/fixtures/golden';
const csv = (name: string): Record<string, string>[] =>
  parse(readFileSync(`${FOLDER}/${name}.csv`), { columns: true }) as Record<string, string>[];

/** The golden company's roster, activity, seats and financials. */
export function goldenPeople(): Required<PeopleRows> {
  const lines = gunzipSync(readFileSync(`${FOLDER}/tool_activity.jsonl.gz`))
    .toString()
    .trim()
    .split('\n');
  return {
    employees: csv('employees').map((row) => ({
      ...(row as { employee_id: string; email: string; department: string; employment: string; valid_from: string }),
      team: row.team || null,
      is_tech: row.is_tech === 'true',
      valid_to: row.valid_to || null,
    })),
    activity: lines.map((line) => JSON.parse(line)),
    seats: csv('seats').map((row) => ({
      ...(row as { employee_id: string; tool: string; assigned_on: string }),
      revoked_on: row.revoked_on || null,
      monthly_cost: row.monthly_cost ? Number(row.monthly_cost) : null,
    })),
    financials: csv('financials').map((row) => ({
      quarter: row.quarter!,
      revenue: Number(row.revenue),
      customer_service_cost: Number(row.customer_service_cost),
      transactions: Number(row.transactions),
    })),
  };
}
