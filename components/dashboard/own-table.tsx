'use client';

import { type Column, DataTable } from '@/components/data/data-table';
import { useWorkspace } from '@/components/hooks/workspace';

import { type Cell, cellWords, type PanelTable } from '@/lib/core/panel-table';

interface Row {
  cells: Cell[];
  at: number;
}

/** A panel's own numbers, all of them, as its file has them. */
export function OwnTable({ title, table: { columns, rows } }: { title: string; table: PanelTable }) {
  const { currency } = useWorkspace();
  const isNumber = (at: number) => rows.some((row) => typeof row[at] === 'number');
  return (
    <DataTable
      caption={title}
      columns={columns.map(
        (column, at): Column<Row> => ({
          id: column.title,
          title: column.title,
          isNumber: isNumber(at),
          cell: ({ cells }) => cellWords(cells[at] ?? null, column, currency),
        }),
      )}
      rows={rows.map((cells, at) => ({ cells, at }))}
      rowKey={({ at }) => String(at)}
    />
  );
}
