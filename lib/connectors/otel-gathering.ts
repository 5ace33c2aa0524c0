import { type Asked, after } from './asked';
import { add, amountOf, textOfDecimal, ZERO } from './decimal';
import type { Row } from './define';
import { isAnswer, isCall, messagesIn, type Span } from './otel-spans';
import { earliest, latest } from './times';
import { textOf } from './values';

/** What the spans of a conversation came to. */
export interface Gathering {
  startAt: number | null;
  endAt: number | null;
  answeredAt: number | null;
  askedAt: number | null;
  /** the model of the answer that began first */
  model: { name: string; at: number } | null;
  hasCalls: boolean;
  lacksTime: boolean;
  said: Map<string, { value: unknown; at: number }>;
  costs: Map<string, { cost: unknown; span: string; parent: string }>;
  line: number;
}

export function gatheringIn(all: Map<string, Gathering>, key: string, line: number): Gathering {
  let found = all.get(key);
  if (!found) {
    found = {
      ...{
        startAt: null,
        endAt: null,
        answeredAt: null,
        askedAt: null,
        model: null,
        hasCalls: false,
        lacksTime: false,
      },
      ...{ said: new Map(), costs: new Map(), line },
    };
    all.set(key, found);
  }
  return found;
}

export function addSpan(into: Gathering, span: Span, resource: Row, asked: Asked): void {
  const { startAt, endAt, attributes } = span;
  if (startAt === null) into.lacksTime = true;
  into.startAt = earliest(into.startAt, startAt);
  into.endAt = latest(into.endAt, endAt ?? startAt);
  const at = endAt ?? startAt ?? 0;
  // What the resource says is older than any span.
  say(into, resource, 0, asked);
  say(into, attributes, at, asked);
  if (!isCall(span)) return;
  into.hasCalls = true;
  if (asked.asksForPerson && messagesIn(span).some(asked.asksForPerson)) into.askedAt = earliest(into.askedAt, startAt);
  if (isAnswer(span)) {
    into.answeredAt = earliest(into.answeredAt, endAt ?? startAt);
    const name = textOf(attributes['gen_ai.response.model']) ?? textOf(attributes['gen_ai.request.model']);
    if (name !== null && !(into.model && into.model.at <= (startAt ?? 0))) into.model = { name, at: startAt ?? 0 };
  }
  const cost = attributes['tandem.cost'];
  if (cost === undefined || cost === null) return;
  const own = `${span.traceId}:${span.spanId}`;
  const key = textOf(attributes['gen_ai.response.id']) ?? own;
  into.costs.set(key, { cost, span: own, parent: `${span.traceId}:${span.parentId}` });
}

function say(into: Gathering, attributes: Row, at: number, { topic, customer }: Asked): void {
  const chosen = [after('attribute', topic), after('attribute', customer)];
  for (const name in attributes) {
    if (!name.startsWith('tandem.') && !chosen.includes(name)) continue;
    const value = attributes[name];
    const known = into.said.get(name);
    if (value !== null && value !== '' && !(known && known.at > at)) into.said.set(name, { value, at });
  }
}

export function merge(into: Gathering, loose: Gathering): void {
  into.startAt = earliest(into.startAt, loose.startAt);
  into.endAt = latest(into.endAt, loose.endAt);
  into.answeredAt = earliest(into.answeredAt, loose.answeredAt);
  into.askedAt = earliest(into.askedAt, loose.askedAt);
  into.lacksTime ||= loose.lacksTime;
  if (loose.model && !(into.model && into.model.at <= loose.model.at)) into.model = loose.model;
  for (const [name, one] of loose.said) if (!((into.said.get(name)?.at ?? -1) > one.at)) into.said.set(name, one);
  for (const [key, cost] of loose.costs) into.costs.set(key, cost);
}

/** The sum over innermost calls; a value that is no amount goes to the check as it is. */
export function costOf({ costs }: Gathering): unknown {
  if (costs.size === 0) return null;
  const parents = new Set([...costs.values()].map(({ parent }) => parent));
  const own = [...costs.values()].flatMap(({ cost, span }) => (parents.has(span) ? [] : [cost]));
  let sum = ZERO;
  for (const cost of own) {
    const amount = amountOf(cost);
    if (amount === undefined) return 'not an amount';
    sum = add(sum, amount);
  }
  return textOfDecimal(sum);
}
