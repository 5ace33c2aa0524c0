import { HEAD_BYTES, type Recognition, type SetupAnswer } from '@/lib/core/recognition';
import type { RecordType } from '@/lib/core/record';
import type { Mapping, SourceAnswers, SourceSetup } from '@/lib/core/setup';
import { askServer } from '../api';

/** A setup to try, not saved. */
export interface Draft {
  mapping: Mapping | null;
  answers?: SourceAnswers;
}

interface Asked {
  /** the source it is meant for */
  source?: string;
  /** what proposals are made for */
  type?: RecordType;
  draft?: Draft;
  signal?: AbortSignal;
}

/** What a file is, as the server tells from its beginning. Nothing is stored by asking. */
export function recognise(file: File, { source, type, draft, signal }: Asked = {}): Promise<Recognition> {
  const query = new URLSearchParams({ name: file.name.slice(0, 400), size: String(file.size) });
  if (source) query.set('source', source);
  if (type) query.set('type', type);
  const head = file.slice(0, HEAD_BYTES, 'application/octet-stream');
  let body: Blob | FormData = head;
  if (draft) {
    body = new FormData();
    body.set('file', head, 'head');
    body.set('setup', JSON.stringify(draft));
  }
  return askServer<Recognition>(`/api/v1/recognise?${query}`, { method: 'POST', body, signal });
}

const setupPath = (source: string) => `/api/v1/sources/${encodeURIComponent(source)}/setup`;

export const readSetup = (source: string): Promise<SetupAnswer> => askServer<SetupAnswer>(setupPath(source));

/** Keeps a new version; `version` is the one it was changed from. */
export const saveSetup = (source: string, setup: SourceSetup, version: number): Promise<SetupAnswer> =>
  askServer<SetupAnswer>(setupPath(source), {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ setup, version }),
  });

/** Names the server takes for a source. */
export const SOURCE_PATTERN = '(?!demo$)[A-Za-z0-9][A-Za-z0-9._\\-]{0,63}';
export const SOURCE_RULE = '1 to 64 letters, digits, dots, dashes and underscores; not demo';
export const isSourceName = (name: string) => new RegExp(`^${SOURCE_PATTERN}$`).test(name);
