import type { Summary } from '@/lib/ingest/summary';

const number = new Intl.NumberFormat('en-US');
const rows = (count: number) => `${number.format(count)} ${count === 1 ? 'row' : 'rows'}`;

/** What a pull came to, in a sentence or two. */
export function resultSentence(summary: Summary | null, notes: readonly string[] = []): string {
  return [summary ? cameTo(summary) : 'Nothing new came.', ...notes].join(' ');
}

function cameTo({ read, accepted, updated, rejected, failed }: Summary): string {
  const parts = [
    accepted > 0 && `${number.format(accepted)} new`,
    updated > 0 && `${number.format(updated)} changed`,
    rejected > 0 && `${number.format(rejected)} rejected`,
  ].filter(Boolean);
  const became = parts.length > 0 ? parts.join(', ') : read > 0 ? 'all known already' : 'nothing to count';
  const lost = failed.map(({ file, error }) => ` “${file}” went in not at all: ${error}`).join('');
  return `${rows(read)} read: ${became}.${lost}`;
}
