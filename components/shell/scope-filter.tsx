'use client';

import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { ChoiceFilter } from './choice-filter';

const nameOf = (departments: string[]) => departments.join(' and ');

/** Own departments or the whole company, for a reader who may see just these. */
export function ScopeFilter() {
  const { people } = useWorkspace();
  const { view, change } = useRequest();
  if (!Array.isArray(people)) return null;
  const { department: current, team: _, ...others } = view.filter;
  const options = [
    ...people.map((scope) => ({ value: nameOf(scope), label: nameOf(scope) })),
    { value: 'company', label: 'Whole company' },
  ];
  const choose = (value: string) => {
    const scope = people.find((departments) => nameOf(departments) === value);
    change({ filter: scope ? { ...others, department: scope } : others });
  };
  return (
    <ChoiceFilter name="Department" value={current ? nameOf(current) : 'company'} options={options} onChange={choose} />
  );
}
