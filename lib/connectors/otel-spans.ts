import type { Row } from './define';
import { attributesOf, millisecondsOf, scopesIn } from './otlp';
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

/** The spans of one element of `resourceSpans`, and what its resource says of all of them; null where it has no scopes. */
export function spansIn(row: Row): { resource: Row; spans: Span[] } | null {
  const scopes = scopesIn(row, 'spans');
  if (scopes === null) return null;
  const resource = isObject(row.resource) ? attributesOf(row.resource.attributes) : {};
  return { resource, spans: scopes.flatMap(({ rows }) => rows.map(spanOf)) };
}

function spanOf(span: Row): Span {
  const status = isObject(span.status) ? span.status.code : undefined;
  const attributes = attributesOf(span.attributes);
  return {
    traceId: textOf(span.traceId) ?? '',
    spanId: textOf(span.spanId) ?? '',
    parentId: textOf(span.parentSpanId),
    startAt: millisecondsOf(span.startTimeUnixNano),
    endAt: millisecondsOf(span.endTimeUnixNano),
    isError: status === 2 || status === 'STATUS_CODE_ERROR' || textOf(attributes['error.type']) !== null,
    attributes,
  };
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
