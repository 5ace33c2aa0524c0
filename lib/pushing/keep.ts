import { createHmac } from 'node:crypto';
import type { Db } from '@/db/client';
import { keepPushed, type Pushed, type PushKind } from '@/db/pushed';
import { readSetup } from '@/db/source-setup';
import type { Row } from '@/lib/connectors/define';
import type { Person } from '@/lib/connectors/user-days';
import { isObject } from '@/lib/connectors/values';
import { TandemError } from '@/lib/core/errors';
import type { Env } from '@/lib/env';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { seal } from '@/lib/seal';
import { credentialKey, hashKey } from '@/lib/secrets';
import { split } from './split';

const ROWS: Record<PushKind, string> = { traces: 'resourceSpans', logs: 'resourceLogs' };
export const SOURCES: Record<PushKind, string> = { traces: 'otel-genai', logs: 'otel-coding' };

/** How a body is bound to its place, so that none can be read in another's. */
export const placeOf = (source: string, kind: PushKind) => `pushed ${kind} ${source}`;

/**
 * Keeps what a collector pushed, sealed; it is taken in with the next batch. Returns how many spans or records could
 * not be placed. Throws a 400 where it is no export of its kind.
 */
export async function keepExport(
  db: Db,
  env: Env,
  { source, kind }: { source: string; kind: PushKind },
  document: unknown,
): Promise<number> {
  if (!isObject(document) || !Array.isArray(document[ROWS[kind]]))
    throw new TandemError(400, `This is no OTLP export of ${kind}: ${ROWS[kind]} is missing.`);
  const setup = await readSetup(db, source);
  const key = credentialKey(env);
  const hasher = makeHasher(hashKey(env));
  // As records know them, so that whoever is forgotten is found here by each of their names.
  const hide = (person: Person) =>
    'email' in person ? hashAsUuid(hasher, 'email', person.email) : hashAsUuid(hasher, 'employee', person.employee_id);
  const { pieces, rejected } = split(kind, document as Row, chosen(setup?.answers), hide);
  const sealed = pieces.map(
    ({ part, id, thread, body }): Pushed => ({
      ...{ part, id, thread: thread === null ? null : hidden(thread, key) },
      body: seal({ json: JSON.stringify(body) }, placeOf(source, kind), key),
    }),
  );
  await keepPushed(db, { source, kind }, sealed);
  return rejected;
}

/** Of conversations only that two are the same is kept. */
export const hidden = (text: string, key: Buffer): Buffer =>
  createHmac('sha256', key).update(text).digest().subarray(0, 16);

/** Attributes an administrator chose: `attribute:order.kind` → `order.kind`. */
function chosen(answers: unknown): string[] {
  if (!isObject(answers)) return [];
  return [answers.topic, answers.customer].flatMap((answer) =>
    typeof answer === 'string' && answer.startsWith('attribute:') ? [answer.slice('attribute:'.length)] : [],
  );
}
