import { z } from 'zod';
import { TandemError } from '@/lib/core/errors';
import { ingestFiles } from '@/lib/http/ingest-child';
import { holdingUpload } from '@/lib/http/limits';
import { methods, route } from '@/lib/http/route';
import { sourceName } from '@/lib/http/source-name';
import { spooled, spooledParts } from '@/lib/http/spool';

const TYPES = ['conversation', 'tool_activity', 'employee', 'seat', 'financials'] as const;

const schema = z.object({
  source: sourceName,
  type: z.enum(TYPES).optional(),
  /** what the file was called, for messages about its rows */
  name: z
    .string()
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,120}$/u, 'is not usable')
    .default('upload'),
  /** chosen by the sender, to find the run while it is running: GET /ingest/runs?upload= */
  upload: z.uuid().optional(),
});

function inputOf(_: Request, url: URL, params: Record<string, string>) {
  const given = Object.fromEntries(
    ['type', 'name', 'upload'].flatMap((key) => (url.searchParams.get(key) ? [[key, url.searchParams.get(key)]] : [])),
  );
  const parsed = schema.safeParse({ ...given, source: params.source });
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), detail: message }));
  throw new TandemError(422, `${errors[0]!.field}: ${errors[0]!.detail}.`, errors);
}

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'ingest',
    keys: 'ingest',
    input: inputOf,
    handler: ({ request, env, viewer, road, input: { name, ...rest } }) => {
      const take = (files: string[]) => ingestFiles(files, { ...rest, road: road === 'page' ? 'upload' : 'http' }, env);
      // Files that belong together come as one form, and go in as one run.
      const isForm = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');
      return holdingUpload(viewer.name, () =>
        isForm ? spooledParts(request, env, {}, take) : spooled(request, env, { name }, (file) => take([file])),
      );
    },
  }),
});
