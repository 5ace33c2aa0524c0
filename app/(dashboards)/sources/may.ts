import type { May } from '@/components/sources/api';
import { mayDo } from '@/lib/access/policy';
import { currentViewer } from '@/lib/auth/session';

/** What the reader may do here beside reading; the server decides again when they do it. */
export async function mayWithSources(): Promise<May> {
  const viewer = (await currentViewer())!;
  return {
    upload: mayDo(viewer, 'ingest'),
    manage: mayDo(viewer, 'sources.manage'),
    rejected: mayDo(viewer, 'runs.rejected'),
  };
}
