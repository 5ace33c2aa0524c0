import { hash } from 'node:crypto';
import type { PushKind } from '@/db/pushed';
import type { Row } from '@/lib/connectors/define';
import { isObject, objectsIn, textOf } from '@/lib/connectors/values';

/** One span or log record cut down to what its connector reads, still in OTLP's form, and where it belongs. */
export interface Piece {
  part: string;
  id: Buffer;
  thread: string | null;
  body: Row;
}

export interface Split {
  pieces: Piece[];
  /** spans or log records that cannot be placed */
  rejected: number;
}

const SPAN_FIELDS = ['traceId', 'spanId', 'parentSpanId', 'startTimeUnixNano', 'endTimeUnixNano'];
const RECORD_FIELDS = ['timeUnixNano', 'observedTimeUnixNano', 'eventName'];
const CONVERSATION = 'gen_ai.conversation.id';
const SPAN_ATTRIBUTES = [
  CONVERSATION,
  'gen_ai.operation.name',
  'gen_ai.response.id',
  'gen_ai.response.model',
  'gen_ai.request.model',
  'gen_ai.response.finish_reasons',
  'error.type',
];
const RECORD_ATTRIBUTES = [
  ...['event.name', 'event.timestamp', 'event.sequence', 'request_id', 'session.id', 'conversation.id', 'cost_usd'],
  ...['duration_ms', 'output_tokens', 'prompt_length', 'service.name'],
  ...['user.email', 'user.account_uuid', 'user.account_id', 'user.id'],
];
const PEOPLE = ['user.email', 'user.account_uuid', 'user.account_id', 'user.id'];
const EVENT = /^[a-z_]+(\.[a-z_]+)?$/;
const LONGEST = 300;

/** Hides what a part is named after; keyed, so that nobody can try names. */
export type Hide = (text: string) => string;

/**
 * An OTLP/JSON export in pieces. Of each only the attributes are kept that the connector reads: no prompt, no answer, no
 * argument of a tool. `also` are attributes an administrator chose for topic or customer.
 */
export function split(kind: PushKind, document: Row, also: readonly string[], hide: Hide): Split {
  return kind === 'traces' ? spans(document, also) : records(document, hide);
}

function spans(document: Row, also: readonly string[]): Split {
  const wanted = (name: string) => name.startsWith('tandem.') || SPAN_ATTRIBUTES.includes(name) || also.includes(name);
  const found: Split = { pieces: [], rejected: 0 };
  for (const { resource, scopeSpans } of objectsIn(document.resourceSpans)) {
    const shared = attributesOf(resource, wanted);
    for (const span of objectsIn(scopeSpans).flatMap((scope) => objectsIn(scope.spans))) {
      const [trace, id] = [textOf(span.traceId), textOf(span.spanId)];
      if (trace === null || id === null || trace.length > 64 || id.length > 64) {
        found.rejected++;
        continue;
      }
      const attributes = attributesOf(span, wanted);
      const own = { ...fieldsOf(span, SPAN_FIELDS), attributes, ...statusOf(span.status) };
      found.pieces.push({
        ...{ part: trace, id: digest(`${trace}:${id}`), thread: textOfAttribute(attributes, CONVERSATION) },
        body: { resourceSpans: [{ resource: { attributes: shared }, scopeSpans: [{ spans: [own] }] }] },
      });
    }
  }
  return found;
}

function records(document: Row, hide: Hide): Split {
  const wanted = (name: string) => RECORD_ATTRIBUTES.includes(name);
  const found: Split = { pieces: [], rejected: 0 };
  for (const { resource, scopeLogs } of objectsIn(document.resourceLogs)) {
    const shared = attributesOf(resource, wanted);
    for (const { scope, logRecords } of objectsIn(scopeLogs)) {
      const named = isObject(scope) ? { scope: fieldsOf(scope, ['name']) } : {};
      for (const record of objectsIn(logRecords)) {
        const attributes = attributesOf(record, wanted);
        const day = dayOf(record.timeUnixNano) ?? dayOf(record.observedTimeUnixNano);
        if (day === null) {
          found.rejected++;
          continue;
        }
        const own = { ...fieldsOf(record, RECORD_FIELDS), ...bodyOf(record.body), attributes };
        const body = {
          resourceLogs: [{ resource: { attributes: shared }, scopeLogs: [{ ...named, logRecords: [own] }] }],
        };
        const person = PEOPLE.map((name) => textOfAttribute(attributes, name) ?? textOfAttribute(shared, name)).find(
          (one) => one !== null,
        );
        const part = `${day} ${person ? hide(person.toLowerCase()) : 'nobody'}`;
        found.pieces.push({ part, id: digest(JSON.stringify(body)), thread: null, body });
      }
    }
  }
  return found;
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer').subarray(0, 16);

function fieldsOf(row: Row, names: readonly string[]): Row {
  const isPlain = (value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && value.length <= LONGEST);
  return Object.fromEntries(names.flatMap((name) => (isPlain(row[name]) ? [[name, row[name]]] : [])));
}

/** The wanted attributes of a span, record or resource, as OTLP writes them; longer ones than any id are left out. */
function attributesOf(of: unknown, wanted: (name: string) => boolean): Row[] {
  if (!isObject(of)) return [];
  return objectsIn(of.attributes).flatMap(({ key, value }) =>
    typeof key === 'string' && wanted(key) && JSON.stringify(value ?? null).length <= LONGEST ? [{ key, value }] : [],
  );
}

function textOfAttribute(attributes: readonly Row[], name: string): string | null {
  const value = attributes.find(({ key }) => key === name)?.value;
  return isObject(value) ? textOf(value.stringValue) : null;
}

const statusOf = (status: unknown): Row =>
  isObject(status) &&
  (typeof status.code === 'number' || typeof status.code === 'string') &&
  String(status.code).length < 40
    ? { status: { code: status.code } }
    : {};

/** Some tools write the event's name as the body; anything else there is somebody's words. */
function bodyOf(body: unknown): Row {
  const text = isObject(body) ? textOf(body.stringValue) : null;
  return text !== null && text.length < 80 && EVENT.test(text) ? { body: { stringValue: text } } : {};
}

/** The UTC day of unix nanoseconds; null where they are none. */
function dayOf(nanos: unknown): string | null {
  const text = typeof nanos === 'number' ? String(nanos) : textOf(nanos);
  if (text === null || !/^\d{16,19}$/.test(text)) return null;
  const milliseconds = Number(text.slice(0, -6));
  return milliseconds > 0 ? new Date(milliseconds).toISOString().slice(0, 10) : null;
}
