import { z } from 'zod';
import type { Db } from '@/db/client';
import { readSettings } from '@/db/settings';
import { listSetups } from '@/db/source-setup';
import { TandemError } from '@/lib/core/errors';
import { HEAD_BYTES, type Recognition } from '@/lib/core/recognition';
import { RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { recognise } from '@/lib/ingest/recognise';
import { draftSchema } from '@/lib/settings/setup-schema';
import { parseJson, readBytes } from './body';
import { checked } from './checked';

const querySchema = z.strictObject({
  name: z.string().max(400, 'The name is too long').default('upload'),
  size: z.coerce
    .number('The size is not a number')
    .int('The size is not a whole number')
    .min(0, 'The size is below 0')
    .optional(),
  /** proposals are made for this record, whatever the columns are like */
  type: z.enum(RECORD_TYPES as [RecordType, ...RecordType[]], 'The type is not a record’s').optional(),
  source: z.string().max(100, 'The source’s name is too long').optional(),
});

/** Beside the file's beginning a form holds a setup, and its own lines. */
const FORM_BYTES = HEAD_BYTES + 512 * 1024;

export interface Recognising {
  name: string;
  size: number;
  source: string | undefined;
  type: RecordType | undefined;
  head: Buffer;
  draft: z.infer<typeof draftSchema> | undefined;
}

/** The first MiB of a file as the body, or as `file` of a form beside a `setup` to try. */
export async function readRecognising(request: Request, url: URL): Promise<Recognising> {
  const given = ['name', 'size', 'source', 'type'].flatMap((key) => {
    const value = url.searchParams.get(key);
    return value === null ? [] : [[key, value]];
  });
  const { name, size, source, type } = checked(querySchema, Object.fromEntries(given));
  const isForm = /^multipart\/form-data\b/i.test(request.headers.get('content-type') ?? '');
  const bytes = await readBytes(request, isForm ? FORM_BYTES : HEAD_BYTES);
  const { head, draft } = isForm
    ? await partsOf(bytes, request.headers.get('content-type')!)
    : { head: bytes, draft: undefined };
  return { name, size: size ?? head.length, source, type, head, draft };
}

async function partsOf(bytes: Buffer, contentType: string): Promise<Pick<Recognising, 'head' | 'draft'>> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': contentType } })
    .formData()
    .catch(() => {
      throw new TandemError(400, 'The form cannot be read.');
    });
  const [file, setup] = [form.get('file'), form.get('setup')];
  if (!(file instanceof Blob))
    throw new TandemError(422, 'The form holds no file.', [{ field: 'file', detail: 'is missing.' }]);
  if (setup !== null && typeof setup !== 'string') throw new TandemError(422, 'The setup is not a text.');
  const draft = setup === null ? undefined : checked(draftSchema, parseJson(setup, 'The setup'));
  return { head: Buffer.from(await file.arrayBuffer()), draft };
}

/** What the file is, as it would be read today. Stores nothing. */
export async function recognised(db: Db, { head, ...asked }: Recognising): Promise<Recognition> {
  const [settings, saved] = await Promise.all([readSettings(db), listSetups(db)]);
  const { time_zone: zone, currency } = settings;
  return recognise({ ...asked, head, saved, zone, currency, now: new Date() });
}
