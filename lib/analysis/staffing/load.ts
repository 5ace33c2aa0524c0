import { addDays } from '@/lib/core/period';
import type { DateRange } from '@/lib/core/request';
import type { ChannelLoad } from '@/lib/core/staffing';
import type { ArrivalCount, ArrivalSum } from '@/lib/query/arrivals';

const HALF_HOURS_DAY = 48;
export const HALF_HOURS_WEEK = 7 * HALF_HOURS_DAY;
/** Share of the dates on which no more arrive than what is planned for. */
const PLANNED_QUANTILE = 0.8;
/** Answered when there is time, in hours or days: people work it off, nobody waits in a queue. */
const BACKLOG_CHANNELS = ['email'];
/** Written while the customer waits: a person may hold several. */
const SEVERAL_AT_ONCE = ['chat', 'messaging'];

/** What arrives in each channel and how long one takes, the busiest first. */
export function loadsOf(sums: readonly ArrivalSum[], concurrency: number): ChannelLoad[] {
  const channels = [...new Set(sums.map(({ channel }) => channel))];
  const loads = channels.map((channel) => {
    const own = sums.filter((one) => one.channel === channel);
    const total = (measure: 'n' | 'servedN' | 'serviceSeconds' | 'handleN' | 'handleSeconds') =>
      own.reduce((sum, one) => sum + one[measure], 0);
    const ofKind = (kind: ArrivalSum['kind']) => own.find((one) => one.kind === kind)?.n ?? 0;
    const isBacklog = BACKLOG_CHANNELS.includes(channel);
    const fromJoining = !isBacklog && total('serviceSeconds') > 0;
    const seconds = fromJoining
      ? total('serviceSeconds') / total('servedN')
      : total('handleSeconds') / total('handleN');
    return {
      channel,
      kind: isBacklog ? ('backlog' as const) : ('queue' as const),
      arrivals: total('n'),
      byKind: { human_first: ofKind('human_first'), asked: ofKind('asked'), escalated: ofKind('escalated') },
      serviceSeconds: seconds > 0 && Number.isFinite(seconds) ? seconds : null,
      serviceFrom: fromJoining ? ('joining_to_end' as const) : ('handling' as const),
      concurrency: SEVERAL_AT_ONCE.includes(channel) ? concurrency : 1,
    };
  });
  return loads.sort((a, b) => b.arrivals - a.arrivals || (a.channel < b.channel ? -1 : 1));
}

/** 0 = Monday. */
const weekdayOf = (day: string) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** How many dates of each weekday a range has. */
export function datesOf({ from, to }: DateRange): number[] {
  const dates = Array.from({ length: 7 }, () => 0);
  for (let day = from; day < to; day = addDays(day, 1)) dates[weekdayOf(day)]! += 1;
  return dates;
}

/** A channel's P80 of arrivals for each half-hour of the week; null on weekdays the range has not. */
export function plannedArrivals(counts: readonly ArrivalCount[], dates: readonly number[]): (number | null)[] {
  const found: number[][] = Array.from({ length: HALF_HOURS_WEEK }, () => []);
  for (const { day, halfHour, n } of counts) found[weekdayOf(day) * HALF_HOURS_DAY + halfHour]!.push(n);
  return found.map((values, place) => quantile(values, dates[Math.floor(place / HALF_HOURS_DAY)]!, PLANNED_QUANTILE));
}

/** As percentile_cont: of `size` values, those not named being 0. */
function quantile(values: number[], size: number, q: number): number | null {
  if (size === 0) return null;
  const sorted = values.sort((a, b) => a - b);
  const at = (rank: number) => sorted[rank - (size - sorted.length)] ?? 0;
  const place = q * (size - 1);
  const below = Math.floor(place);
  return at(below) + (place - below) * (at(Math.min(size - 1, below + 1)) - at(below));
}
