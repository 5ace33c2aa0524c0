import type { Row } from './define';
import { isObject, objectsIn, textOf } from './values';

/** One span as far as it matters here. Times are milliseconds, null where it has none. */
export interface Span {
  traceId: string;
  spanId: string;
  parentId: string | null;
  startAt: number | null;
  endAt: number | null;
  isError: boolean;
  attributes: Row;
}

/** The spans of one element of `resourceSpans`, and what its resource says of all of them. */
export function spansIn(row: Row): { resource: Row; spans: Span[] } {
  const resource = isObject(row.resource) ? attributesOf(row.resource.attributes) : {};
  const scopes = objectsIn(row.scopeSpans ?? row.instrumentationLibrarySpans);
  return { resource, spans: scopes.flatMap((scope) => objectsIn(scope.spans).map(spanOf)) };
}

function spanOf(span: Row): Span {
  const status = isObject(span.status) ? span.status.code : undefined;
  const attributes = attributesOf(span.attributes);
  return {
    traceId: textOf(span.traceId) ?? '',
    spanId: textOf(span.spanId) ?? '',
    parentId: textOf(span.parentSpanId),
    startAt: nanos(span.startTimeUnixNano),
    endAt: nanos(span.endTimeUnixNano),
    isError: status === 2 || status === 'STATUS_CODE_ERROR' || textOf(attributes['error.type']) !== null,
    attributes,
  };
}

/** `[{key, value: {stringValue}}]` as an object of plain values; lists as lists. */
function attributesOf(list: unknown): Row {
  const attributes: Row = {};
  if (Array.isArray(list))
    for (const one of list) if (isObject(one) && typeof one.key === 'string') attributes[one.key] = plainOf(one.value);
  return attributes;
}

function plainOf(value: unknown): unknown {
  if (!isObject(value)) return null;
  if ('stringValue' in value) return value.stringValue;
  // Proto3 JSON writes 64-bit integers as texts; some emitters write numbers.
  if ('intValue' in value) return typeof value.intValue === 'string' ? Number(value.intValue) : value.intValue;
  if ('doubleValue' in value) return value.doubleValue;
  if ('boolValue' in value) return value.boolValue;
  return isObject(value.arrayValue) ? objectsIn(value.arrayValue.values).map(plainOf) : null;
}

/** Unix nanoseconds, a text or a number, in milliseconds. */
function nanos(value: unknown): number | null {
  if (typeof value === 'number') return value > 0 && value < 9e18 ? Math.floor(value / 1e6) : null;
  if (typeof value !== 'string' || !/^\d{7,19}$/.test(value)) return null;
  const milliseconds = Number(value.slice(0, -6));
  return milliseconds > 0 ? milliseconds : null;
}

/** A model call. An agent's or a workflow's span around it repeats what it says. */
const CALLS = ['chat', 'generate_content', 'text_completion'];
export const isCall = ({ attributes }: Span) => CALLS.includes(attributes['gen_ai.operation.name'] as string);

const TOOL_CALL = /^(tool|function)_?(calls?|use)$/i;

/** Whether a model call ended in words for the customer, not in an error or in the use of a tool. */
export function isAnswer({ isError, attributes }: Span): boolean {
  if (isError) return false;
  const given = attributes['gen_ai.response.finish_reasons'];
  const reasons = Array.isArray(given) ? given : typeof given === 'string' ? [given.replace(/[["\]]/g, '')] : [];
  return reasons.length === 0 || reasons.some((reason) => typeof reason !== 'string' || !TOOL_CALL.test(reason));
}

/** The customer's messages in a call's input, where the emitter was told to record them. */
export function messagesIn({ attributes }: Span): string[] {
  const given = attributes['gen_ai.input.messages'] ?? attributes['gen_ai.prompt'];
  if (typeof given !== 'string') return [];
  try {
    return objectsIn(JSON.parse(given)).flatMap(({ role, content, parts }) =>
      role !== 'user'
        ? []
        : [content, ...objectsIn(parts).map((part) => part.content)].flatMap((text) => textOf(text) ?? []),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
