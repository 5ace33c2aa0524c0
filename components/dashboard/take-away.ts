import { postTo } from '@/components/hooks/batch';
import type { PanelAsked, PanelFile } from '@/lib/core/panel-table';
import type { Asked } from './asked';
import { download } from './download';
import type { Own } from './own';

/** What the log keeps of a panel that leaves. */
function askedOf(title: string, asked: Asked[], own?: Own): PanelAsked {
  const first = asked[0]?.request;
  const { from, to } = own?.period ?? first ?? {};
  return {
    title,
    metrics: [...new Set(asked.flatMap(({ request }) => request.metrics))],
    ...(from && to && { from, to }),
    filter: own ? own.filter : first?.filter,
  };
}

/** A panel's own table as a file: the numbers it draws, no others. The server notes it and writes the file. */
export async function saveOwnFile(format: 'csv' | 'xlsx', title: string, asked: Asked[], own: Own): Promise<void> {
  const { table, about, slug } = own;
  if (!table) return;
  const body: PanelFile = { ...askedOf(title, asked, own), ...table, about, slug };
  const response = await postTo(`/api/v1/exports/panel.${format}`, body);
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '') ?? [];
  download(await response.blob(), name ?? `${slug}.${format}`);
}

/** Notes that an image of a panel leaves. Throws a ProblemError where it may not, or an UnreachableError. */
export const notePicture = (title: string, asked: Asked[], own?: Own): Promise<Response> =>
  postTo('/api/v1/exports/panel.png', askedOf(title, asked, own));
