import { hash } from 'node:crypto';
import type { PushKind } from '@/db/pushed';
import { scalarOf } from '@/lib/connectors/asked';
import type { Row } from '@/lib/connectors/define';
import { type CodingEvent, codingEvent, eventNameIn } from '@/lib/connectors/otel-coding-events';
import { attributesOf, scopesIn } from '@/lib/connectors/otlp';
import type { Person } from '@/lib/connectors/user-days';
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
  /** spans without ids, prompts and requests without a time */
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
const LONGEST = 300;

/** Hides whom a part is named after; keyed, so that nobody can try names. */
export type Hide = (person: Person) => string;

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
  for (const element of objectsIn(document.resourceSpans)) {
    const shared = { attributes: attributesIn(element.resource, wanted) };
    for (const span of (scopesIn(element, 'spans') ?? []).flatMap(({ rows }) => rows)) {
      const [trace, id] = [textOf(span.traceId), textOf(span.spanId)];
      if (trace === null || id === null || trace.length > 64 || id.length > 64) {
        found.rejected++;
        continue;
      }
      const attributes = attributesIn(span, wanted);
      const own = { ...fieldsOf(span, SPAN_FIELDS), attributes, ...statusOf(span.status) };
      found.pieces.push({
        ...{ part: trace, id: digest(`${trace}:${id}`), thread: scalarOf(attributesOf(attributes)[CONVERSATION]) },
        body: { resourceSpans: [{ resource: shared, scopeSpans: [{ spans: [own] }] }] },
      });
    }
  }
  return found;
}

/** Prompts and requests by person and day; what else a collector sends is dropped here. */
function records(document: Row, hide: Hide): Split {
  const found: Split = { pieces: [], rejected: 0 };
  const nobodys = new Map<string, Omit<Piece, 'part'>[]>();
  for (const { event, body } of eventsIn(document)) {
    if (event.date === undefined) {
      found.rejected++;
      continue;
    }
    const piece = { id: digest(JSON.stringify(body)), thread: null, body };
    if (event.person) found.pieces.push({ part: `${event.date} ${hide(event.person)}`, ...piece });
    else if (!nobodys.get(event.date)?.push(piece)) nobodys.set(event.date, [piece]);
  }
  for (const [date, pieces] of nobodys) {
    // Each export's by themselves: they are told once as refused, not with every later one of the day again.
    const part = `${date} nobody ${digest(pieces.map(({ id }) => id.toString('hex')).join()).toString('hex')}`;
    for (const piece of pieces) found.pieces.push({ part, ...piece });
  }
  return found;
}

/** Judged by what is kept of it, as the connector will. */
function* eventsIn(document: Row): Generator<{ event: CodingEvent; body: Row }> {
  const wanted = (name: string) => RECORD_ATTRIBUTES.includes(name);
  for (const element of objectsIn(document.resourceLogs)) {
    const resource = { attributes: attributesIn(element.resource, wanted) };
    const shared = attributesOf(resource.attributes);
    for (const { scope, rows } of scopesIn(element, 'logs') ?? []) {
      const named = isObject(scope) ? { scope: fieldsOf(scope, ['name']) } : {};
      for (const record of rows) {
        const name = eventNameIn(record);
        const said = name === null ? {} : { body: { stringValue: name } };
        const own = { ...fieldsOf(record, RECORD_FIELDS), ...said, attributes: attributesIn(record, wanted) };
        const event = codingEvent(own, shared, named.scope);
        if (event)
          yield { event, body: { resourceLogs: [{ resource, scopeLogs: [{ ...named, logRecords: [own] }] }] } };
      }
    }
  }
}

const digest = (text: string): Buffer => hash('sha256', text, 'buffer').subarray(0, 16);

function fieldsOf(row: Row, names: readonly string[]): Row {
  const isPlain = (value: unknown) =>
    typeof value === 'number' || (typeof value === 'string' && value.length <= LONGEST);
  return Object.fromEntries(names.flatMap((name) => (isPlain(row[name]) ? [[name, row[name]]] : [])));
}

/** The wanted attributes of a span, record or resource, as OTLP writes them; longer ones than any id are left out. */
function attributesIn(of: unknown, wanted: (name: string) => boolean): Row[] {
  if (!isObject(of)) return [];
  return objectsIn(of.attributes).flatMap(({ key, value }) =>
    typeof key === 'string' && wanted(key) && JSON.stringify(value ?? null).length <= LONGEST ? [{ key, value }] : [],
  );
}

const statusOf = (status: unknown): Row =>
  isObject(status) &&
  (typeof status.code === 'number' || typeof status.code === 'string') &&
  String(status.code).length < 40
    ? { status: { code: status.code } }
    : {};
