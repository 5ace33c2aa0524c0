import type { Questions } from '@/lib/core/recognition';
import type { Chosen } from './chosen';

const NONE: Questions = {
  ...{ topic: null, customer: null, person: null, complexity: null },
  ...{ accounts: null, transactions: null, jobs: null },
};

/** The questions of files that go in together: each from the file that has the most to say to it. */
export function questionsOf(files: readonly Pick<Chosen, 'recognition'>[]): Questions {
  return merged(files.flatMap(({ recognition }) => recognition?.questions ?? []));
}

export function merged(all: readonly Questions[]): Questions {
  return all.reduce<Questions>(
    (best, one) => ({
      topic: fuller(best.topic, one.topic, ({ candidates }) => candidates.length),
      customer: fuller(best.customer, one.customer, ({ candidates }) => candidates.length),
      person: fuller(best.person, one.person, ({ messages }) => messages),
      complexity: fuller(best.complexity, one.complexity, ({ topics }) => topics.length),
      accounts:
        best.accounts && one.accounts ? bothAccounts(best.accounts, one.accounts) : (best.accounts ?? one.accounts),
      transactions: best.transactions ?? one.transactions,
      jobs: best.jobs && one.jobs ? bothJobs(best.jobs, one.jobs) : (best.jobs ?? one.jobs),
    }),
    NONE,
  );
}

type Accounts = NonNullable<Questions['accounts']>;
type Jobs = NonNullable<Questions['jobs']>;

/** One file names the accounts, others say what is booked on them. */
function bothAccounts(a: Accounts, b: Accounts): Accounts {
  const byId = new Map(a.offered.map((one) => [one.id, one]));
  for (const one of b.offered) {
    const known = byId.get(one.id);
    const sums = known && { lines: known.lines + one.lines, amount: known.amount + one.amount };
    byId.set(one.id, sums ? { id: one.id, label: known.label ?? one.label, ...sums } : one);
  }
  return { offered: [...byId.values()], chosen: a.chosen };
}

function bothJobs(a: Jobs, b: Jobs): Jobs {
  const byTitle = new Map(a.offered.map((one) => [one.title, one]));
  for (const one of b.offered) byTitle.set(one.title, { ...one, rows: one.rows + (byTitle.get(one.title)?.rows ?? 0) });
  return { offered: [...byTitle.values()].sort((x, y) => y.rows - x.rows), chosen: a.chosen };
}

function fuller<T>(a: T | null, b: T | null, size: (one: T) => number): T | null {
  if (!a || !b) return a ?? b;
  return size(b) > size(a) ? b : a;
}
