import { UNKNOWN } from '@/lib/core/dimensions';
import { addDays, isoWeekday, periodsOf, quarterOf, quarterRange, startOf } from '@/lib/core/period';
import type { MetricRequest } from '@/lib/core/request';
import type { PeopleRows } from './people';

/** A second, slow and separate reading of the specification: plain loops over people and days, no packing, no bits. */
export interface World extends Required<PeopleRows> {
  holidays: string[];
  /** of each source its rows of `activity` */
  activityBySource: PeopleRows['activity'][];
  /** of `seats` those that a second source tells */
  seatsOfSecond: PeopleRows['seats'];
  k: number;
}

type Row = World['employees'][number];
type Request = Omit<MetricRequest, 'compare'>;

export interface Expectation {
  key: Record<string, string>;
  /** numerator and denominator, or one figure; null = cannot be known; `people` behind the denominator */
  sums: Record<string, { n: number | null; d?: number | null; people: number; cut: boolean; provisional: boolean }>;
}

export function oracle(world: World, request: Request): Expectation[] {
  const facts = factsOf(world);
  const by = request.by ?? [];
  const filter = request.filter ?? {};
  const byOrganisation = [...by, ...Object.keys(filter)].some((name) => name === 'department' || name === 'team');
  const allTools = [...new Set([...world.activity, ...world.seats].map((row) => row.tool))].sort();
  const chosen = allTools.filter((tool) => filter.tool?.includes(tool) ?? true);
  const passes = (cell: Cell) =>
    (filter.department?.includes(cell.department) ?? true) && (filter.team?.includes(cell.team) ?? true);

  const toolRows = by.includes('tool')
    ? chosen
        .filter((tool) =>
          request.metrics.some((id) =>
            /seat|activation/.test(id)
              ? facts.seats.some(
                  (s) => s.tool === tool && s.assigned_on < request.to && (s.revoked_on ?? '9') > request.from,
                )
              : facts.hasRows(tool, request.from, request.to),
          ),
        )
        .map((tool) => [tool])
    : [chosen];
  const names = new Map<string, Partial<Cell>>();
  const list = (cell: Cell) => {
    if (!passes(cell)) return;
    const name: Partial<Cell> = {};
    if (by.includes('department')) name.department = cell.department;
    if (by.includes('team')) name.team = cell.team;
    names.set(JSON.stringify(name), name);
  };
  if (by.includes('department') || by.includes('team')) {
    for (const employee of facts.employees)
      for (let day = request.from; day < request.to; day = addDays(day, 1)) {
        const row = facts.rowOn(employee, day);
        if (row?.employment === 'employee') list(cellOf(row));
      }
    for (const seat of facts.seats) for (const cell of facts.seatCells(seat, request)) list(cell);
  } else names.set('{}', {});

  return periodsOf(request, request.grain).flatMap((period) =>
    toolRows.flatMap((tools) =>
      [...names.values()].map((name) => {
        const inRow = (cell: Cell) =>
          passes(cell) && Object.entries(name).every(([field, value]) => cell[field as keyof Cell] === value);
        const member = byOrganisation ? inRow : () => true;
        const cut = byOrganisation && facts.cutsGroup(period, inRow);
        const key: Record<string, string> = period.key === null ? {} : { period: period.key };
        for (const dimension of by) key[dimension] = dimension === 'tool' ? tools[0]! : name[dimension as keyof Cell]!;
        const sums: Expectation['sums'] = {};
        for (const id of request.metrics) sums[id] = { ...facts.figure(id, period, tools, member), cut };
        return { key, sums };
      }),
    ),
  );
}

interface Cell {
  department: string;
  team: string;
}
const cellOf = (row: Row): Cell => ({ department: row.department, team: row.team ?? UNKNOWN });
const NOWHERE: Cell = { department: UNKNOWN, team: UNKNOWN };

/** Seats of one person and tool at one time are one, whichever source tells them: the first's, its blanks filled in. */
function heldOnce({ seats, seatsOfSecond = [] }: World, owner: (id: string) => string): World['seats'] {
  const held = seats.filter((seat) => !seatsOfSecond.includes(seat)).map((seat) => ({ ...seat }));
  const others = seatsOfSecond.map((seat) => ({ ...seat })).sort((a, b) => (a.assigned_on < b.assigned_on ? -1 : 1));
  for (const other of others) {
    const same = held.filter(
      (seat) =>
        !others.includes(seat) &&
        owner(seat.employee_id) === owner(other.employee_id) &&
        seat.tool === other.tool &&
        seat.assigned_on < (other.revoked_on ?? '9') &&
        other.assigned_on < (seat.revoked_on ?? '9'),
    );
    if (same.length === 0) held.push(other);
    for (const seat of same) {
      seat.revoked_on ??= other.revoked_on;
      seat.monthly_cost ??= other.monthly_cost;
    }
  }
  return held;
}

function factsOf(world: World) {
  const { activity, holidays, k } = world;
  const employees = [...new Set(world.employees.map((row) => row.employee_id))];
  const emailOf = new Map(world.employees.flatMap((row) => (row.email ? [[row.email, row.employee_id] as const] : [])));
  const owner = (id: string) => emailOf.get(id) ?? id;
  const seats = heldOnce(world, owner);
  const first = activity.map((row) => row.date).sort()[0] ?? null;
  const endOf = (row: (typeof activity)[number]) => addDays(row.date, (row.period_days ?? 1) - 1);
  const latest = world.activityBySource.flatMap((rows) => {
    if (!rows?.length) return [];
    const end = rows.map(endOf).sort().at(-1)!;
    // Of the lengths told in the month to its end the shortest says how far a source has come.
    let found = { length: Number.POSITIVE_INFINITY, last: '' };
    for (const length of new Set(rows.map((row) => row.period_days ?? 1))) {
      const last = rows
        .filter((row) => (row.period_days ?? 1) === length)
        .map(endOf)
        .sort()
        .at(-1)!;
      if (last > addDays(end, -31) && length < found.length) found = { length, last };
    }
    return [found.last];
  });
  const watermark = latest.sort()[0] ?? null;

  // The row that began last decides; of two that began on one day the later one in the list.
  const rowsOfEmployee = new Map<string, Row[]>();
  for (const row of world.employees)
    rowsOfEmployee.set(row.employee_id, [...(rowsOfEmployee.get(row.employee_id) ?? []), row]);
  const onDay = new Map<string, Row | undefined>();
  const rowOn = (employee: string, day: string): Row | undefined => {
    const key = `${employee} ${day}`;
    if (onDay.has(key)) return onDay.get(key);
    let found: Row | undefined;
    for (const row of rowsOfEmployee.get(employee) ?? [])
      if (row.valid_from <= day && (!found || row.valid_from >= found.valid_from)) found = row;
    const answer = found && (!found.valid_to || day < found.valid_to) ? found : undefined;
    onDay.set(key, answer);
    return answer;
  };
  const employeeOn = (employee: string, day: string) => {
    const row = rowOn(employee, day);
    return row?.employment === 'employee' ? row : undefined;
  };
  const isActive = (row: (typeof activity)[number]) => {
    const told =
      row.last_active_on &&
      row.last_active_on >= row.date &&
      row.last_active_on < addDays(row.date, row.period_days ?? 1);
    return row.interactions === null || row.interactions === undefined ? Boolean(told) : row.interactions > 0;
  };
  const rowsOf = new Map<string, typeof activity>();
  for (const row of activity)
    if (isActive(row)) rowsOf.set(owner(row.employee_id), [...(rowsOf.get(owner(row.employee_id)) ?? []), row]);
  const used = (person: string, tools: string[]) =>
    (rowsOf.get(person) ?? []).filter((row) => tools.includes(row.tool));
  const rowsOfDay = new Map<string, typeof activity>();
  for (const [person, rows] of rowsOf)
    for (const row of rows)
      if ((row.period_days ?? 1) === 1)
        rowsOfDay.set(`${person} ${row.date}`, [...(rowsOfDay.get(`${person} ${row.date}`) ?? []), row]);
  const oneDay = (person: string, tools: string[], day: string) =>
    (rowsOfDay.get(`${person} ${day}`) ?? []).filter((row) => tools.includes(row.tool));
  const sourceOf = new Map(
    world.activityBySource.flatMap((rows, source) => rows!.map((row) => [row, source] as const)),
  );
  /** The rows of the first source that has a number above 0: only theirs is counted. */
  const firstWithNumber = (rows: typeof activity) => {
    const numbered = rows.filter((row) => (row.interactions ?? 0) > 0);
    const first = Math.min(...numbered.map((row) => sourceOf.get(row)!));
    return numbered.filter((row) => sourceOf.get(row) === first);
  };
  const sumOf = (rows: typeof activity) => rows.reduce((sum, row) => sum + row.interactions!, 0);
  const rowsOfUse = new Map<string, typeof activity>();
  for (const row of activity) {
    const name = `${owner(row.employee_id)} ${row.tool}`;
    rowsOfUse.set(name, [...(rowsOfUse.get(name) ?? []), row]);
  }
  const weeksOfUse = new Map<string, { active: boolean; sum: number }>();
  const weekOfTool = (person: string, tool: string, monday: string) => {
    const name = `${person} ${tool} ${monday}`;
    const known = weeksOfUse.get(name);
    if (known) return known;
    const rows = rowsOfUse.get(`${person} ${tool}`) ?? [];
    const days = rows.filter(
      (row) => (row.period_days ?? 1) === 1 && isActive(row) && startOf('week', row.date) === monday,
    );
    const weeks = rows.filter(
      (row) =>
        row.period_days === 7 &&
        startOf('week', addDays(row.date, 3)) === monday &&
        (isActive(row) || row.interactions === 0),
    );
    // Of each source the row nearest to the week's Monday, whether active or not; of two as near the later.
    const chosen: typeof activity = [];
    for (const source of new Set(weeks.map((row) => sourceOf.get(row)))) {
      const own = weeks.filter((row) => sourceOf.get(row) === source);
      const found = [0, 1, -1, 2, -2, 3, -3]
        .map((away) => own.filter((row) => row.date === addDays(monday, away)))
        .find((some) => some.length > 0)!;
      chosen.push(...found.filter(isActive));
    }
    const byDay = [...new Set(days.map((row) => row.date))].map((date) =>
      firstWithNumber(days.filter((row) => row.date === date)),
    );
    const ofDays = byDay.reduce((sum, some) => sum + sumOf(some), 0);
    const week = {
      active: days.length + chosen.length > 0,
      sum: ofDays > 0 ? ofDays : sumOf(firstWithNumber(chosen)),
    };
    weeksOfUse.set(name, week);
    return week;
  };
  const inWeek = (person: string, tools: string[], monday: string) => {
    const each = tools.map((tool) => weekOfTool(person, tool, monday));
    return { active: each.some(({ active }) => active), sum: each.reduce((sum, one) => sum + one.sum, 0) };
  };
  const usedBetween = (person: string, tools: string[], from: string, last: string) =>
    used(person, tools).some((row) => {
      const end = addDays(row.date, (row.period_days ?? 1) - 1);
      const toldInside =
        (row.period_days ?? 1) > 1 &&
        row.last_active_on &&
        row.last_active_on >= from &&
        row.last_active_on <= last &&
        row.last_active_on >= row.date &&
        row.last_active_on <= end;
      return (row.date >= from && end <= last) || Boolean(toldInside);
    });
  const overlaps = (row: (typeof activity)[number], from: string, to: string) =>
    row.date < to && addDays(row.date, row.period_days ?? 1) > from;
  const hasRows = (tool: string, from: string, to: string) =>
    activity.some((row) => row.tool === tool && overlaps(row, from, to));
  const lastOf = (period: { from: string; to: string }) => {
    if (watermark === null || watermark < period.from) return null;
    const end = addDays(period.to, -1);
    return [end, watermark].sort()[0]!;
  };
  const days = function* (period: { from: string; to: string }) {
    for (let day = period.from; day < period.to; day = addDays(day, 1))
      if (first !== null && watermark !== null && day >= first && day <= watermark) yield day;
  };
  const isWorkday = (day: string) => isoWeekday(day) <= 5 && !holidays.includes(day);

  /** false where every chosen tool's vendor tells only longer periods than the figure reads */
  const told = (tools: string[], { from, to }: { from: string; to: string }, lengths: number[]) =>
    tools.length === 0 ||
    tools.some((tool) => {
      const all = activity.filter((row) => row.tool === tool);
      const here = all.filter((row) => overlaps(row, from, to));
      const fits = (rows: typeof all) => rows.some((row) => lengths.includes(row.period_days ?? 1));
      if (fits(here)) return true;
      return !here.some((row) => (row.period_days ?? 1) > 1) && fits(all);
    });

  function seatCells(seat: (typeof seats)[number], request: Request): Cell[] {
    const cells: Cell[] = [];
    if (request.filter?.tool && !request.filter.tool.includes(seat.tool)) return [];
    for (const period of periodsOf(request, request.grain)) {
      const last = lastOf(period);
      const wantsHeld = request.metrics.some((id) => /seat/.test(id));
      const wantsNew = request.metrics.includes('activation_rate');
      const at = (day: string) => {
        const row = rowOn(owner(seat.employee_id), day);
        return row ? cellOf(row) : NOWHERE;
      };
      if (
        wantsHeld &&
        last &&
        first &&
        last >= first &&
        seat.assigned_on <= last &&
        (!seat.revoked_on || last < seat.revoked_on)
      )
        cells.push(at(last));
      if (wantsNew && ripe(seat, period) && !leftOut(seat)) cells.push(at(seat.assigned_on));
    }
    return cells;
  }
  const ripe = (seat: (typeof seats)[number], { from, to }: { from: string; to: string }) =>
    watermark !== null &&
    seat.assigned_on >= from &&
    seat.assigned_on < to &&
    seat.assigned_on >= first! &&
    addDays(seat.assigned_on, 30) <= watermark;
  const started = (seat: (typeof seats)[number]) =>
    usedBetween(owner(seat.employee_id), [seat.tool], seat.assigned_on, addDays(seat.assigned_on, 29));
  const leftOut = (seat: (typeof seats)[number]) =>
    !started(seat) && Boolean(seat.revoked_on) && seat.revoked_on! < addDays(seat.assigned_on, 30);

  function figure(id: string, period: { from: string; to: string }, tools: string[], member: (cell: Cell) => boolean) {
    let n = 0;
    let d = 0;
    const people = new Set<string>();
    const last = lastOf(period);
    const observed = last !== null && first !== null && last >= first;
    const cutPeriod = first === null || watermark === null || period.from < first || addDays(period.to, -1) > watermark;
    const windowCut = (from: string) => last === null || last < addDays(period.to, -1) || from < first!;
    const here = (employee: string, day: string) => {
      const row = employeeOn(employee, day);
      return row && member(cellOf(row));
    };
    const ratio = (provisional: boolean, lengths?: number[]) => {
      const known = !lengths || told(tools, period, lengths);
      return { n: known ? n : null, d: known ? d : null, people: people.size, provisional };
    };
    if (id === 'daily_active_rate' || id === 'interactions_per_active_day') {
      for (const employee of employees)
        for (const day of days(period)) {
          if (!here(employee, day)) continue;
          const rows = oneDay(employee, tools, day);
          if (id === 'daily_active_rate') {
            if (!isWorkday(day)) continue;
            d++;
            n += rows.length > 0 ? 1 : 0;
            people.add(employee);
          } else {
            const counted = tools.flatMap((tool) => firstWithNumber(rows.filter((row) => row.tool === tool)));
            if (counted.length === 0) continue;
            d++;
            n += sumOf(counted);
            people.add(employee);
          }
        }
      return ratio(cutPeriod, [1]);
    }
    if (id === 'weekly_active_rate') {
      for (const monday of days(period)) {
        const sunday = addDays(monday, 6);
        if (isoWeekday(monday) !== 1 || sunday >= period.to || sunday > watermark!) continue;
        for (const employee of employees) {
          if (!here(employee, addDays(monday, 4))) continue;
          d++;
          n += inWeek(employee, tools, monday).active ? 1 : 0;
          people.add(employee);
        }
      }
      return ratio(cutPeriod, [1, 7]);
    }
    if (id === 'monthly_active_rate') {
      if (observed)
        for (const employee of employees) {
          if (!here(employee, last!)) continue;
          d++;
          n += usedBetween(employee, tools, addDays(last!, -27), last!) ? 1 : 0;
          people.add(employee);
        }
      return ratio(last !== null && windowCut(addDays(last, -27)));
    }
    if (id.startsWith('habit_')) {
      let start = '';
      if (observed) {
        const lastSunday = addDays(last!, -(isoWeekday(last!) % 7));
        start = addDays(lastSunday, -83);
        for (const employee of employees) {
          if (!here(employee, last!)) continue;
          d++;
          people.add(employee);
          let throughout = true;
          for (let day = start; day <= last!; day = addDays(day, 1)) throughout &&= Boolean(employeeOn(employee, day));
          let weeks = 0;
          let sum = 0;
          for (let week = 0; week < 12; week++) {
            const use = inWeek(employee, tools, addDays(start, 7 * week));
            weeks += use.active ? 1 : 0;
            sum += use.sum;
          }
          const step = !throughout
            ? 'new'
            : weeks >= 9 && sum / 12 >= 15
              ? 'power'
              : weeks >= 9
                ? 'habitual'
                : sum / 12 >= 1
                  ? 'novice'
                  : weeks > 0
                    ? 'low'
                    : 'none';
          n += id === `habit_${step}` ? 1 : 0;
        }
      }
      return ratio(
        last !== null && first !== null && windowCut(observed ? start : addDays(last, -83 - (isoWeekday(last) % 7))),
        [1, 7],
      );
    }
    if (id === 'activation_rate') {
      for (const seat of seats) {
        if (!tools.includes(seat.tool) || !ripe(seat, period) || leftOut(seat)) continue;
        const row = rowOn(owner(seat.employee_id), seat.assigned_on);
        if (!member(row ? cellOf(row) : NOWHERE)) continue;
        d++;
        n += started(seat) ? 1 : 0;
        people.add(owner(seat.employee_id));
      }
      return ratio(watermark !== null && (addDays(period.to, 29) > watermark || period.from < first!));
    }
    let idle = 0;
    let cost = 0;
    let unpriced = 0;
    for (const seat of observed ? seats : []) {
      if (!tools.includes(seat.tool) || seat.assigned_on > last! || (seat.revoked_on && last! >= seat.revoked_on))
        continue;
      const row = rowOn(owner(seat.employee_id), last!);
      if (!member(row ? cellOf(row) : NOWHERE)) continue;
      d++;
      people.add(owner(seat.employee_id));
      if (usedBetween(owner(seat.employee_id), [seat.tool], addDays(last!, -27), last!)) continue;
      idle++;
      cost += seat.monthly_cost ?? 0;
      unpriced += seat.monthly_cost === null || seat.monthly_cost === undefined ? 1 : 0;
    }
    const provisional = last !== null && windowCut(addDays(last, -27));
    if (id === 'seat_utilisation') return { n: d - idle, d, people: people.size, provisional };
    const unknown = !observed || seats.length === 0 || (id === 'idle_seat_cost' && unpriced > 0 && unpriced === idle);
    const amount = id === 'seats_held' ? d : id === 'seats_idle' ? idle : cost;
    return { n: unknown ? null : amount, people: people.size, provisional };
  }

  /** True if some fixed group of a quarter that the period's observed days touch is neither inside nor outside. */
  function cutsGroup(period: { from: string; to: string }, inside: (cell: Cell) => boolean): boolean {
    const seen = [...days(period)];
    const touched = new Set(seen.map(quarterOf));
    if (seen.length === 0)
      for (let day = period.from; day < period.to; day = addDays(day, 1)) touched.add(quarterOf(day));
    return [...touched].some((quarter) => groups(quarter).some((group) => group.some(inside) && !group.every(inside)));
  }

  const known = new Map<string, Cell[][]>();
  function groups(quarter: string): Cell[][] {
    const before = known.get(quarter);
    if (before) return before;
    const { from, to } = quarterRange(quarter);
    let base = from;
    const sizes = new Map<string, number>();
    for (; base < to && sizes.size === 0; base = addDays(base, 1))
      for (const employee of employees) {
        const row = employeeOn(employee, base);
        if (row) sizes.set(nameOf(cellOf(row)), (sizes.get(nameOf(cellOf(row))) ?? 0) + 1);
      }
    const cells = [...sizes].map(([name, size]) => ({ cells: [name], size, name }));
    const departments = new Map<string, typeof cells>();
    for (const cell of cells)
      departments.set(cell.name.split('|')[0]!, [...(departments.get(cell.name.split('|')[0]!) ?? []), cell]);
    const blocks = joined(
      [...departments].map(([name, members]) => ({
        name,
        size: members.reduce((sum, cell) => sum + cell.size, 0),
        cells: members.flatMap((cell) => cell.cells),
      })),
    );
    const made = blocks.map((block) => ({
      block,
      groups: joined(block.cells.map((name) => ({ name, size: sizes.get(name)!, cells: [name] }))),
    }));
    for (const employee of employees)
      for (let day = from; day < to; day = addDays(day, 1)) {
        const row = employeeOn(employee, day);
        if (!row || made.some((one) => one.groups.some((group) => group.cells.includes(nameOf(cellOf(row)))))) continue;
        const home =
          made.find(({ block }) => block.cells.some((name) => name.split('|')[0] === row.department)) ?? made[0]!;
        home.groups[0]!.cells.push(nameOf(cellOf(row)));
      }
    const result = made.flatMap((one) =>
      one.groups.map((group) =>
        group.cells.map((name) => ({ department: name.split('|')[0]!, team: name.split('|')[1]! })),
      ),
    );
    known.set(quarter, result);
    return result;
  }
  const nameOf = (cell: Cell) => `${cell.department}|${cell.team}`;
  function joined<T extends { name: string; size: number; cells: string[] }>(items: T[]): T[] {
    const order = (list: T[]) => list.sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
    const left = order([...items]);
    while (left.length > 1 && left[0]!.size < k) {
      const [a, b] = [left.shift()!, left.shift()!];
      left.push({
        ...a,
        name: [a.name, b.name].sort()[0]!,
        size: a.size + b.size,
        cells: [...a.cells, ...b.cells],
      });
      order(left);
    }
    return left;
  }
  return { employees, seats, rowOn, hasRows, seatCells, figure, cutsGroup };
}
