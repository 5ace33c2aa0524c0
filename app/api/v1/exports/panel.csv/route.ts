import { panelCsv } from '@/lib/export/panel';
import { panelExport } from '@/lib/http/panel-export';

export const { GET, POST, PUT, PATCH, DELETE } = panelExport({
  format: 'csv',
  type: 'text/csv; charset=utf-8',
  write: panelCsv,
});
