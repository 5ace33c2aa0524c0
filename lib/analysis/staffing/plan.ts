import {
  type ChannelLoad,
  type HalfHour,
  PAID_HOURS_YEAR,
  type PoolShare,
  type Scenario,
  type ServiceTarget,
  WEEKS_YEAR,
  type Week,
} from '@/lib/core/staffing';
import { agentsNeeded } from '@/lib/stats/erlang';
import { HALF_HOURS_WEEK } from './load';

const HALF_HOUR_SECONDS = 1800;

/** A channel with what is planned for. */
export interface Load extends ChannelLoad {
  /** by half-hour of the week; null: the period has no such day */
  planned: readonly (number | null)[];
  /** conversations of the channel in the period, whoever answered */
  conversations: number;
}

export interface Terms {
  target: ServiceTarget;
  patience: number | null;
  shrinkage: number;
  /** share of time at work that is spent on customers, for what is worked off */
  occupancy: number;
  costPerFteYear: number;
  /** days of the period that are observed */
  days: number;
}

export interface Planned {
  halfHours: HalfHour[];
  week: Week;
}

/**
 * The people a week takes. `factors` multiply each channel's arrivals: people follow the load, not in proportion to it,
 * so every half-hour is staffed anew.
 */
export function planOf(loads: readonly Load[], terms: Terms, factors: readonly number[] = loads.map(() => 1)): Planned {
  const halfHours = Array.from({ length: HALF_HOURS_WEEK }, (): HalfHour => ({ ...NOBODY }));
  let backlogHours = 0;
  loads.forEach((load, index) => {
    if (load.serviceSeconds === null) return;
    const factor = factors[index]!;
    if (load.kind === 'backlog') {
      const weekly = (load.arrivals * factor * 7) / terms.days;
      backlogHours += (weekly * load.serviceSeconds) / 3600 / terms.occupancy;
    } else addQueue(halfHours, { load, service: load.serviceSeconds, factor }, terms);
  });
  for (const one of halfHours) one.people = wholePeople(one.positions / (1 - terms.shrinkage));
  return { halfHours, week: weekOf(halfHours, backlogHours, terms) };
}

const NOBODY: HalfHour = { arrivals: null, servers: 0, positions: 0, people: 0 };
/** 3 ÷ (1 − 0.25) is 4 people, though a computer says a little more. */
const wholePeople = (people: number) => Math.max(0, Math.ceil(people - 1e-9));

function addQueue(
  halfHours: HalfHour[],
  { load, service, factor }: { load: Load; service: number; factor: number },
  { target, patience }: Terms,
): void {
  const needed = new Map<number, number>();
  load.planned.forEach((planned, place) => {
    if (planned === null) return;
    const arrivals = planned * factor;
    const queue = { arrivals: arrivals / HALF_HOUR_SECONDS, service, patience };
    const servers = needed.get(arrivals) ?? agentsNeeded(queue, target);
    needed.set(arrivals, servers);
    const one = halfHours[place]!;
    one.arrivals = (one.arrivals ?? 0) + arrivals;
    one.servers += servers;
    one.positions += Math.ceil(servers / load.concurrency);
  });
}

function weekOf(halfHours: readonly HalfHour[], backlogHours: number, { shrinkage, costPerFteYear }: Terms): Week {
  const queueHours = halfHours.reduce((sum, { positions }) => sum + positions / 2, 0);
  const paidHours = (queueHours + backlogHours) / (1 - shrinkage);
  const fte = (paidHours * WEEKS_YEAR) / PAID_HOURS_YEAR;
  const costYear = fte * costPerFteYear;
  const mostPeople = Math.max(...halfHours.map(({ people }) => people));
  return { queueHours, backlogHours, paidHours, fte, costYear, costWeek: costYear / WEEKS_YEAR, mostPeople };
}

/** The same with the AI taking so many points more of all conversations of each channel; fewer below 0. */
export function scenarioOf(loads: readonly Load[], terms: Terms, points: number): Scenario {
  const factors = loads.map(({ arrivals, conversations }) => {
    const left = arrivals - (points / 100) * conversations;
    return arrivals === 0 ? 1 : Math.min(Math.max(arrivals, conversations), Math.max(0, left)) / arrivals;
  });
  const now = loads.reduce((sum, { arrivals }) => sum + arrivals, 0);
  const then = loads.reduce((sum, { arrivals }, index) => sum + arrivals * factors[index]!, 0);
  return { ...planOf(loads, terms, factors).week, points, arrivals: now === 0 ? 1 : then / now };
}

/** Who people were in the period, by pool: the same shares of what is planned, at the same cost of a full-time year. */
export function poolsOf(
  worked: readonly { agent_pool: string; handled_by: string; n: number; handle_seconds_sum: number }[],
  { paidHours, fte, costYear }: Week,
): PoolShare[] {
  const people = worked.filter(({ handled_by }) => handled_by === 'human' || handled_by === 'hybrid');
  const isTimed = people.some(({ handle_seconds_sum }) => handle_seconds_sum > 0);
  const work = new Map<string, number>();
  for (const one of people) {
    const more = isTimed ? one.handle_seconds_sum : one.n;
    work.set(one.agent_pool, (work.get(one.agent_pool) ?? 0) + more);
  }
  const all = [...work.values()].reduce((sum, one) => sum + one, 0);
  if (all === 0) return [];
  const shares = [...work].map(([pool, own]) => ({ pool, share: own / all }));
  return shares
    .sort((a, b) => b.share - a.share || (a.pool < b.pool ? -1 : 1))
    .map(({ pool, share }) => ({
      ...{ pool, share },
      ...{ paidHours: paidHours * share, fte: fte * share, costYear: costYear * share },
    }));
}
