'use client';

import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Filter, Grain } from '@/lib/core/request';
import { listWords } from '@/lib/core/words';

interface Scope {
  /** what the page is about: `Legal`, `Whole company` */
  name: string;
  /** true where departments or teams narrow the page */
  isPart: boolean;
  /** whether the company may be broken down by department; own teams instead; or neither */
  breakdown: 'department' | 'team' | null;
  /** takes the department and team out: the company's total */
  withoutGroups: (filter: Filter | undefined) => Filter | undefined;
  /** days are no grain where departments are asked for */
  grainFor: (grain: Grain) => Grain;
}

/** Which part of the company the page is about, and how it may be broken down. */
export function useScope(): Scope {
  const { view } = useRequest();
  const { people } = useWorkspace();
  const { department = [], team = [] } = view.filter;
  const isPart = department.length > 0 || team.length > 0;
  return {
    name: isPart ? listWords([...department, ...team]) : 'Whole company',
    isPart,
    breakdown: department.length > 0 ? 'team' : people === 'all' ? 'department' : null,
    withoutGroups: ({ department: _, team: __, ...others } = {}) =>
      Object.keys(others).length > 0 ? others : undefined,
    grainFor: (grain) => (isPart && grain === 'day' ? 'week' : grain),
  };
}
