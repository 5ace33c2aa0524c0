'use client';

import { type ReactNode, useState } from 'react';
import { ScrollTable } from '@/components/data/scroll-table';
import { Icon } from '@/components/ui/icon';

export interface Column<Row> {
  id: string;
  title: string;
  /** how the cell reads; `sortBy` how it sorts, null last */
  cell: (row: Row) => ReactNode;
  sortBy?: (row: Row) => number | string | null;
  /** numbers stand right */
  isNumber?: boolean;
  /** left out on a phone: the panel's own table has it */
  isWideOnly?: boolean;
}

interface DataTableProps<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  initialSort?: { id: string; descending: boolean };
}

/** A table whose columns sort by a click on their title; scrolls sideways inside itself where space is short. */
export function DataTable<Row>({ caption, columns, rows, rowKey, initialSort }: DataTableProps<Row>) {
  const [sort, setSort] = useState(initialSort);
  const by = columns.find(({ id }) => id === sort?.id)?.sortBy;
  const sorted = by ? [...rows].sort((a, b) => compare(by(a), by(b), sort?.descending ?? false)) : rows;
  const toggle = (id: string) => setSort({ id, descending: sort?.id === id ? !sort.descending : true });
  return (
    <ScrollTable label={caption}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              className={classOf(column)}
              aria-sort={sort?.id !== column.id ? undefined : sort.descending ? 'descending' : 'ascending'}
            >
              {column.sortBy ? (
                <button type="button" className="sort-button" onClick={() => toggle(column.id)}>
                  {column.title}
                  <span className={sort?.id === column.id ? 'sort-mark' : 'sort-mark is-idle'}>
                    <Icon name={sort?.id === column.id && !sort.descending ? 'up' : 'down'} size={12} />
                  </span>
                </button>
              ) : (
                column.title
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column, index) =>
              index === 0 ? (
                <th key={column.id} scope="row">
                  {column.cell(row)}
                </th>
              ) : (
                <td key={column.id} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const classOf = <Row,>({ isNumber, isWideOnly }: Column<Row>) =>
  [isNumber && 'num', isWideOnly && 'not-on-phone'].filter(Boolean).join(' ') || undefined;

function compare(a: number | string | null, b: number | string | null, descending: boolean): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const order = typeof a === 'string' || typeof b === 'string' ? String(a).localeCompare(String(b)) : a - b;
  return descending ? -order : order;
}
