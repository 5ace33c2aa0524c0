import { curve, isHoliday, weekday } from '@/lib/demo/calendar';
import { unit } from '@/lib/demo/random';

/** New matters a day at scale 1, all channels, before weekday and season; those that come back are on top. */
const MATTERS_A_DAY = 112_900;
const WEEKDAYS = [1.16, 1.1, 1.06, 1.04, 1.01, 0.84, 0.79];
const HOLIDAY = 0.78;

const season = curve({
  ...{ '2023-09-01': 0.88, '2023-10-15': 0.9, '2023-11-15': 0.97, '2023-11-24': 1.12, '2023-12-04': 1.06 },
  ...{ '2023-12-18': 1.08, '2024-01-08': 1.1, '2024-01-27': 1.02, '2024-02-27': 0.98, '2024-04-15': 0.93 },
  ...{ '2024-07-15': 0.88, '2024-09-15': 0.93, '2024-11-15': 0.99, '2024-11-29': 1.14, '2024-12-18': 1.08 },
  ...{ '2025-01-08': 1.1, '2025-02-15': 0.99, '2025-03-31': 0.96 },
});

/** How many new matters begin on a day. */
export function mattersOf(day: number, seed: number, scale: number): number {
  const noise = 1 + 0.03 * (unit(seed, day, 11) - 0.5);
  const expected = MATTERS_A_DAY * scale * season(day) * WEEKDAYS[weekday(day)]! * (isHoliday(day) ? HOLIDAY : 1);
  return Math.floor(expected * noise + unit(seed, day, 12));
}
