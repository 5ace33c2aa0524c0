'use client';

import { ScrollTable } from '@/components/data/scroll-table';
import { formatCount } from '@/lib/core/format';
import type { Recognition } from '@/lib/core/recognition';
import { recordWord } from '../words';

/** The first rows as the records they become; customers, agents, employees and addresses are masked. */
export function FirstRecords({ records }: Pick<Recognition, 'records'>) {
  const fields = [...new Set(records.flatMap(({ values }) => Object.keys(values)))];
  if (records.length === 0) return <p className="quiet">No row became a record.</p>;
  return (
    <ScrollTable label="First rows as records">
      <thead>
        <tr>
          <th scope="col" className="num">
            Line
          </th>
          <th scope="col">Record</th>
          {fields.map((field) => (
            <th scope="col" key={field}>
              {field}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {records.map(({ line, type, values }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line may hold several records
          <tr key={index}>
            <td className="num">{formatCount(line)}</td>
            <td>{recordWord(type)}</td>
            {fields.map((field) => (
              <td key={field}>{values[field] ?? <span className="quiet">–</span>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** Why rows would be rejected, how many for each reason, and the first of them. */
export function Refusals({ of }: { of: readonly Pick<Recognition, 'refused' | 'reasons'>[] }) {
  const rowsFor = new Map<string, number>();
  for (const { reason, rows } of of.flatMap((one) => one.reasons))
    rowsFor.set(reason, (rowsFor.get(reason) ?? 0) + rows);
  const reasons = [...rowsFor].map(([reason, rows]) => ({ reason, rows })).sort((a, b) => b.rows - a.rows);
  const refused = of.flatMap((one) => one.refused);
  return (
    <ul className="refusals">
      {reasons.slice(0, 8).map(({ reason, rows }) => {
        const first = refused.find((one) => one.reason === reason);
        return (
          <li key={reason}>
            <b>{formatCount(rows)} ×</b> {reason}
            {first && (
              <span className="quiet">
                {' '}
                (line {formatCount(first.line)}
                {first.found && `: “${first.found}”`})
              </span>
            )}
          </li>
        );
      })}
      {reasons.length > 8 && <li className="quiet">… and {reasons.length - 8} more reasons</li>}
    </ul>
  );
}
