import { TandemError, unanswerable } from '@/lib/core/errors';
import { isDate } from '@/lib/core/period';
import type { Grant } from '@/lib/core/viewer';
import { roles } from './policy';

export interface CheckedGrant {
  role: string;
  /** sorted, each once; empty where the role has no scope */
  departments: string[];
  until: string | null;
}

/**
 * A role about to be given to somebody. Throws a 422 naming what does not hold: an unknown role, a scope on a
 * role without one, a scoped role without departments, an end date that does not exist.
 */
export function checkGrant({ role, departments = [], until = null }: Grant): CheckedGrant {
  const known = roles().find(({ id }) => id === role);
  if (!known) {
    const names = roles().map(({ id }) => id);
    throw unanswerable('role', `There is no role called ${role}: choose among ${names.join(', ')}.`);
  }
  const scope = [...new Set(departments.map((name) => name.trim()).filter(Boolean))].sort();
  if (known.scoped && scope.length === 0) throw unanswerable('department', `The role ${role} needs a department.`);
  if (!known.scoped && scope.length > 0)
    throw unanswerable('department', `The role ${role} carries no department: it holds for the whole company.`);
  if (until !== null && !isDate(until)) throw unanswerable('until', `${until} is not a date that exists (YYYY-MM-DD).`);
  return { role, departments: scope, until };
}

/** All roles of a person. Throws a 422 naming the one that does not hold: `grants.1.department`. */
export function checkGrants(wanted: Grant[]): CheckedGrant[] {
  const checked = wanted.map((grant, at) => {
    try {
      return checkGrant(grant);
    } catch (error) {
      if (!(error instanceof TandemError)) throw error;
      const errors = error.errors.map(({ field, detail }) => ({ field: `grants.${at}.${field}`, detail }));
      throw new TandemError(error.status, error.detail, errors);
    }
  });
  checked.forEach((grant, at) => {
    const first = checked.findIndex((other) => JSON.stringify(other) === JSON.stringify(grant));
    if (first !== at) throw unanswerable(`grants.${at}.role`, `The role ${grant.role} is there twice, just the same.`);
  });
  return checked;
}
