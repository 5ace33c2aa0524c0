import { panelXlsx } from '@/lib/export/panel';
import { panelExport } from '@/lib/http/panel-export';

export const { GET, POST, PUT, PATCH, DELETE } = panelExport({
  format: 'xlsx',
  type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  write: panelXlsx,
});
