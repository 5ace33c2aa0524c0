import { tableCsv } from '@/lib/core/panel-table';
import { download } from './download';
import type { Own } from './own';

/** A panel's own table as a file: the numbers it draws, no others. */
export function saveOwnCsv({ table, about, file }: Own): void {
  if (!table) return;
  download(new Blob([tableCsv(table, about)], { type: 'text/csv;charset=utf-8' }), `${file}.csv`);
}
