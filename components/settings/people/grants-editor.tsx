'use client';

import { Icon } from '@/components/ui/icon';
import type { RoleInfo } from '@/lib/core/person';
import type { Grant } from '@/lib/core/viewer';
import { Field } from '../form/field';
import { Departments } from './departments';

interface GrantsEditorProps {
  roles: RoleInfo[];
  departments: string[];
  grants: Grant[];
  errors: Record<string, string>;
  onChange: (grants: Grant[]) => void;
}

/** The roles somebody holds: each with its departments where it has a scope, and a date on which it ends. */
export function GrantsEditor({ roles, departments, grants, errors, onChange }: GrantsEditorProps) {
  const change = (at: number, part: Partial<Grant>) =>
    onChange(grants.map((grant, index) => (index === at ? { ...grant, ...part } : grant)));
  return (
    <fieldset className="grants">
      <legend>Roles</legend>
      {grants.length === 0 && <p className="settings-empty">No role: they can sign in and see nothing.</p>}
      {grants.map((grant, at) => {
        const role = roles.find(({ id }) => id === grant.role);
        const error = (field: string) => errors[`grants.${at}.${field}`];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list, which is not sorted
          <div key={at} className="grant">
            <Field label="Role" error={error('role')}>
              {(control) => (
                <select
                  {...control}
                  className="input"
                  value={grant.role}
                  onChange={({ target }) => change(at, { role: target.value, departments: [] })}
                >
                  {roles.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label="Ends on" error={error('until')} hint="Does not count from that day on. Empty: no end.">
              {(control) => (
                <input
                  {...control}
                  className="input"
                  type="date"
                  value={grant.until ?? ''}
                  onChange={({ target }) => change(at, { until: target.value || null })}
                />
              )}
            </Field>
            <button
              type="button"
              className="icon-button grant-remove"
              aria-label={`Remove the role ${role?.title ?? grant.role}`}
              title="Remove"
              onClick={() => onChange(grants.filter((_, index) => index !== at))}
            >
              <Icon name="close" />
            </button>
            {role?.scoped && (
              <Departments
                all={departments}
                chosen={grant.departments ?? []}
                error={error('department')}
                onChange={(chosen) => change(at, { departments: chosen })}
              />
            )}
          </div>
        );
      })}
      {errors.grants && <p className="field-error">{errors.grants}</p>}
      <button
        type="button"
        className="button"
        onClick={() => onChange([...grants, { role: roles[0]!.id, departments: [], until: null }])}
      >
        <Icon name="plus" size={14} /> Add a role
      </button>
    </fieldset>
  );
}
