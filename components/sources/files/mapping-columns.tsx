'use client';

import type { Column } from '@/lib/core/recognition';
import type { Mapping } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';

/** What the file has, with values of its own, and what is taken of it. */
export function MappingColumns({ columns, mapping }: { columns: readonly Column[]; mapping: Mapping }) {
  const used = new Map<string, string[]>();
  for (const [name, { column }] of Object.entries(mapping.fields))
    if (column !== undefined) used.set(column, [...(used.get(column) ?? []), name]);
  return (
    <section aria-label="Columns of the file">
      <h3>Columns of the file</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
      <ul className="mapping-columns" tabIndex={0}>
        {columns.map(({ name, values, filled, rows }) => (
          <li key={name} data-used={used.has(name)}>
            <b>{name}</b>
            <span className="mapping-use">{used.has(name) ? listWords(used.get(name)!) : 'dropped'}</span>
            <span className="mapping-samples">
              {values
                .slice(0, 3)
                .map(({ value }) => value)
                .join(' · ') || 'empty'}
              {filled < rows && filled > 0 && ` (${rows - filled} of ${rows} empty)`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
