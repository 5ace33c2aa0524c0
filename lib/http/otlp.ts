import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PushKind } from '@/db/pushed';
import { TandemError } from '@/lib/core/errors';
import { keepExport, SOURCES } from '@/lib/pushing/keep';
import { parseJson, readBytes } from './body';
import { holdingExport } from './limits';
import { methods, route } from './route';
import { sourceName } from './source-name';

/** A collector's batch; larger ones it sends in parts (send_batch_max_size). */
const LARGEST = 8 * 1024 * 1024;
const UNPACKED = 64 * 1024 * 1024;
const unpack = promisify(gunzip);

/** What was not taken, in OTLP's words. */
const REJECTED: Record<PushKind, string> = { traces: 'rejectedSpans', logs: 'rejectedLogRecords' };

/** The endpoint of OTLP/HTTP for one signal: JSON, gzip or not, with a key that sends records in. */
export const otlp = (kind: PushKind) =>
  methods({
    POST: route({
      permission: 'ingest',
      keys: 'ingest',
      input(request, url) {
        const type = request.headers.get('content-type') ?? '';
        if (!/^application\/json\b/i.test(type))
          throw new TandemError(415, 'OTLP is read as JSON: set the exporter’s encoding to json (http/json).');
        const named = sourceName.safeParse(url.searchParams.get('source') ?? SOURCES[kind]);
        if (!named.success) throw new TandemError(422, `source: ${named.error.issues[0]!.message}.`);
        return named.data;
      },
      async handler({ request, db, env, input: source }) {
        const rejected = await holdingExport(async () =>
          keepExport(db, env, { source, kind }, await documentIn(request)),
        );
        if (rejected === 0) return { partialSuccess: {} };
        const errorMessage = kind === 'traces' ? 'traceId or spanId is missing' : 'timeUnixNano is missing';
        return { partialSuccess: { [REJECTED[kind]]: String(rejected), errorMessage } };
      },
    }),
  });

async function documentIn(request: Request): Promise<unknown> {
  const body = await readBytes(request, LARGEST);
  const text = isGzip(body) ? await unpacked(body) : body;
  return parseJson(text.toString('utf8'), 'The export');
}

const isGzip = (body: Buffer) => body[0] === 0x1f && body[1] === 0x8b;

function unpacked(body: Buffer): Promise<Buffer> {
  return unpack(body, { maxOutputLength: UNPACKED }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ERR_BUFFER_TOO_LARGE')
      throw new TandemError(413, `The export is larger than ${UNPACKED / 1024 ** 2} MiB unpacked: send it in parts.`);
    throw new TandemError(400, 'The export is a damaged gzip.');
  });
}
