import { addDays } from '@/lib/core/period';
import type { World } from './people-oracle';
import { type Random, seeded } from './random';

/** A small random company over 2024-01 to 2024-07 with moves, contractors, gaps, overlaps, e-mails, late starters and long rows. */
export function randomCompany(seed: number): World {
  const r = seeded(seed);
  const departments = ['Alpha', 'Beta', 'Gamma', 'Delta'].slice(0, r.between(1, 4));
  const teamsOf = new Map(
    departments.map((name) => [name, ['one', 'two', `${name}-x`, null].slice(0, r.between(1, 4))]),
  );
  const home = () => {
    const department = r.pick(departments);
    return { department, team: r.pick(teamsOf.get(department)!) };
  };
  const employees: World['employees'] = [];
  const ids: string[] = [];
  for (let i = 0, count = r.between(8, 45); i < count; i++) {
    const employee_id = `e${i}`;
    ids.push(employee_id);
    const employment = r.chance(0.1) ? 'contractor' : 'employee';
    const base = { employee_id, email: r.chance(0.5) ? `${employee_id}@x` : null, employment, is_tech: r.chance(0.4) };
    let from = r.chance(0.6) ? '2023-05-01' : addDays('2024-01-01', r.below(180));
    for (let stretch = 0, stretches = r.pick([1, 1, 1, 2, 3]); stretch < stretches; stretch++) {
      const length = r.between(20, 200);
      // Open ends overlap what follows; the later start ends them.
      const open = r.chance(0.4);
      employees.push({ ...base, ...home(), valid_from: from, valid_to: open ? null : addDays(from, length) });
      from = addDays(from, length + r.pick([0, 0, 10, -5]));
    }
    if (r.chance(0.3)) employees.at(-1)!.valid_to = null;
  }
  const people = [...ids, 'nobody1', 'nobody2'];
  const tools = ['chat', 'code', 'weekly', 'monthly'].slice(0, r.between(1, 4));
  const activity = people.flatMap((id) => (r.chance(0.85) ? useOf(r, id, tools, employees) : []));
  const seats: World['seats'] = people.flatMap((id) =>
    tools
      .filter(() => r.chance(0.5))
      .map((tool) => {
        const assigned_on = addDays('2023-12-01', r.below(200));
        return {
          employee_id: id,
          tool,
          assigned_on,
          revoked_on: r.chance(0.3) ? addDays(assigned_on, r.between(1, 90)) : null,
          monthly_cost: r.chance(0.1) ? null : r.pick([20, 30, 60]),
        };
      }),
  );
  // Two sources: the slower one holds everybody back.
  const split = r.chance(0.5) ? Math.floor(activity.length / 2) : activity.length;
  const again = r.chance(0.7) ? toldAgain(r, activity.slice(0, split), employees) : [];
  const seatsOfSecond = seats.flatMap((seat) =>
    r.chance(0.3)
      ? [
          {
            ...seat,
            assigned_on: addDays(seat.assigned_on, r.pick([0, 0, -7, 40])),
            revoked_on: null,
            monthly_cost: r.pick([null, 25]),
          },
        ]
      : [],
  );
  return {
    employees,
    activity: [...activity, ...again],
    seats: [...seats, ...seatsOfSecond],
    seatsOfSecond,
    financials: [],
    holidays: ['2024-01-01', '2024-05-01'],
    activityBySource: [activity.slice(0, split), [...activity.slice(split), ...again]],
    k: 5,
  };
}

function useOf(r: Random, id: string, tools: string[], employees: World['employees']): World['activity'] {
  const email = employees.find((row) => row.employee_id === id)?.email;
  const rows: World['activity'] = [];
  const intensity = r.pick([0.05, 0.3, 0.7]);
  for (const tool of tools) {
    if (r.chance(0.3)) continue;
    const length = tool === 'weekly' ? 7 : tool === 'monthly' ? r.pick([28, 30]) : 1;
    let date = addDays('2024-01-08', tool === 'weekly' ? 0 : r.below(20));
    while (date < '2024-07-10') {
      if (r.chance(length === 1 ? intensity : 0.7)) {
        const told = r.chance(0.9);
        rows.push({
          employee_id: email && r.chance(0.3) ? email : id,
          tool,
          date,
          period_days: length,
          interactions: told ? r.pick([0, 1, 3, 8, 40]) : null,
          last_active_on: r.chance(told ? 0.3 : 0.7) ? addDays(date, r.below(length)) : null,
        });
      }
      date = addDays(date, length === 1 ? r.between(1, 4) : length);
    }
  }
  return rows;
}

/** What a second source tells of the same use: other numbers, days of what came by week, weeks that overlap. */
function toldAgain(r: Random, rows: World['activity'], employees: World['employees']): World['activity'] {
  const again = new Map<string, World['activity'][number]>();
  for (const row of rows) {
    if (!r.chance(0.3)) continue;
    const length = row.period_days === 7 ? r.pick([1, 7, 7]) : row.period_days!;
    const date = row.period_days === 7 ? addDays(row.date, r.between(-3, 3)) : row.date;
    const email = employees.find(({ employee_id }) => employee_id === row.employee_id)?.email;
    const interactions = r.pick([null, 0, 2, 5, 60]);
    const told = {
      ...{ employee_id: email && r.chance(0.5) ? email : row.employee_id, tool: row.tool, date, period_days: length },
      ...{ interactions, last_active_on: interactions === null ? date : null },
    };
    // Of a second source's weeks some overlap each other.
    const shifted = { ...told, date: addDays(date, r.pick([-2, -1, 1, 2])), interactions: r.pick([0, 1, 9]) };
    for (const one of length === 7 && r.chance(0.5) ? [told, { ...shifted, last_active_on: null }] : [told])
      again.set(`${one.employee_id} ${one.tool} ${one.date} ${one.period_days}`, one);
  }
  return [...again.values()];
}
