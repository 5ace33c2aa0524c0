import { cache } from 'react';
import { serverDatabase } from '@/db/server';
import type { Viewer } from '@/lib/core/viewer';
import { workspaceFor } from '@/lib/http/workspace';

/** What the reader's pages know of their workspace; read once for a request, by the frame and by the page in it. */
export const currentWorkspace = cache((viewer: Viewer) => workspaceFor(serverDatabase().db, viewer));
