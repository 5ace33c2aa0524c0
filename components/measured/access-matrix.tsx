import { Fragment } from 'react';
import { ScrollTable } from '@/components/data/scroll-table';
import { Icon } from '@/components/ui/icon';

type Allowed = boolean | 'all' | 'own' | 'total';

interface AccessMatrixProps {
  roles: { id: string; title: string }[];
  groups: { title: string; rows: { title: string; allowed: Allowed[] }[] }[];
}

/** Roles across; figures, pages and actions down. Drawn from the policy itself. */
export function AccessMatrix({ roles, groups }: AccessMatrixProps) {
  return (
    <ScrollTable label="Who may see what" caption="What each role may see and do" className="access-matrix">
      <thead>
        <tr>
          <td />
          {roles.map(({ id, title }) => (
            <th key={id} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.title}>
          <tr>
            <th scope="rowgroup" colSpan={roles.length + 1} className="access-group">
              {group.title}
            </th>
          </tr>
          {group.rows.map(({ title, allowed }) => (
            <tr key={title}>
              <th scope="row">{title}</th>
              {allowed.map((one, index) => (
                <td key={roles[index]!.id}>
                  <Cell allowed={one} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </ScrollTable>
  );
}

const PARTS = { own: 'own departments, company’s total', total: 'company’s total' } as const;

function Cell({ allowed }: { allowed: Allowed }) {
  if (allowed === false)
    return (
      <span className="quiet">
        <span aria-hidden="true">–</span>
        <span className="sr-only">no</span>
      </span>
    );
  if (allowed === 'own' || allowed === 'total') return <span className="access-part">{PARTS[allowed]}</span>;
  return (
    <Fragment>
      <Icon name="check" size={14} />
      <span className="sr-only">yes</span>
    </Fragment>
  );
}
