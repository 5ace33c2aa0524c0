/** Days are numbers: days since 1970-01-01 in UTC, the reference company's zone. */
const DAY_MS = 86_400_000;

export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The first days of the months that touch `[from, to)`. */
export function monthStarts(from: number, to: number): number[] {
  const starts: number[] = [];
  for (let day = dayOf(`${dateOf(from).slice(0, 7)}-01`); day < to; day = nextMonth(day)) starts.push(day);
  return starts;
}

export function nextMonth(monthStart: number): number {
  const [year, month] = dateOf(monthStart).split('-').map(Number) as [number, number];
  return Date.UTC(year, month, 1) / DAY_MS;
}

/** Published calendar of the company, used as the workspace's holidays. */
export const HOLIDAYS: readonly string[] = [
  ...['2022', '2023', '2024', '2025'].flatMap((year) =>
    ['01-01', '05-01', '06-06', '12-24', '12-25', '12-26', '12-31'].map((date) => `${year}-${date}`),
  ),
  ...['2022-04-15', '2022-04-18', '2022-05-26', '2022-06-24'],
  ...['2023-04-07', '2023-04-10', '2023-05-18', '2023-06-23'],
  ...['2024-03-29', '2024-04-01', '2024-05-09', '2024-06-21'],
  ...['2025-04-18', '2025-04-21', '2025-05-29', '2025-06-20'],
].sort();

const holidays = new Set(HOLIDAYS.map(dayOf));

export function isHoliday(day: number): boolean {
  return holidays.has(day);
}

export function isWorkday(day: number): boolean {
  return weekday(day) < 5 && !holidays.has(day);
}

/** A line through dated points, level before the first and after the last. */
export function curve(points: Record<string, number>): (day: number) => number {
  const knots = Object.entries(points).map(([date, value]) => ({ day: dayOf(date), value }));
  return (day) => {
    let before = knots[0]!;
    for (const knot of knots) {
      if (knot.day > day) {
        if (knot === knots[0]) return knot.value;
        return before.value + ((knot.value - before.value) * (day - before.day)) / (knot.day - before.day);
      }
      before = knot;
    }
    return before.value;
  };
}

/** When the world of the reference company begins and ends, `[first, end)`. */
export const WORLD = {
  roster: dayOf('2022-10-01'),
  activity: dayOf('2023-08-01'),
  conversations: dayOf('2023-10-01'),
  go_live: dayOf('2024-01-27'),
  end: dayOf('2025-04-01'),
} as const;
