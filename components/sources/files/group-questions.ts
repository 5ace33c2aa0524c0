import type { Questions } from '@/lib/core/recognition';
import type { Chosen } from './chosen';

const NONE: Questions = { topic: null, customer: null, person: null, complexity: null };

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
    }),
    NONE,
  );
}

function fuller<T>(a: T | null, b: T | null, size: (one: T) => number): T | null {
  if (!a || !b) return a ?? b;
  return size(b) > size(a) ? b : a;
}
