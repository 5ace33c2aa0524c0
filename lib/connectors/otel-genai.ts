import { type Asked, after, askedOf, Choices, scalarOf } from './asked';
import {
  type Answers,
  defineConnector,
  GATHERED,
  type Gathered,
  type Head,
  type RawRecord,
  Refusal,
  type Row,
  type Session,
  Skip,
  type Translate,
} from './define';
import { addSpan, costOf, type Gathering, gatheringIn, merge } from './otel-gathering';
import { isCall, messagesIn, type Span, spansIn } from './otel-spans';
import { scopesIn } from './otlp';
import { earliest, isoOf, latest, timeOf } from './times';
import { isObject, objectsIn, reduce, type Shape, scalars, slug } from './values';

const ROWS = 'resourceSpans';
const CONVERSATION = 'gen_ai.conversation.id';

/**
 * Traces of one's own assistant: OpenTelemetry spans with the GenAI conventions, as OTLP/JSON. Spans of one
 * `gen_ai.conversation.id` over all files of a run are one conversation; a span without it belongs to the conversation
 * of its trace. What OpenTelemetry has no name for stands in attributes named `tandem.…`, on a span or on the resource.
 */
export const otelGenai = defineConnector({
  id: 'otel-genai',
  title: 'OpenTelemetry GenAI traces (OTLP/JSON: one export a line, single exports, arrays of exports)',
  vendor: 'OpenTelemetry',
  about: {
    reads: [
      'One record for each gen_ai.conversation.id over all files of a run: from the start of its first span to the end of its last or a person’s joining, or to tandem.ended_at. A span without the attribute belongs to the conversation of its trace.',
      'The AI answered where a model call (chat, generate_content, text_completion) ended without an error and not in a tool call; the first reply is the end of the first such call. Spans of agents and tools around the calls are not counted again.',
      'On a span or on the resource, the span’s and the latest first: tandem.customer.id, tandem.channel, tandem.market, tandem.language, tandem.intent, tandem.complexity, tandem.outcome, tandem.outcome_basis, tandem.csat, tandem.csat_at, tandem.human.requested_at, tandem.human.joined_at, tandem.human.agent, tandem.handle_seconds, tandem.escalation_reason, tandem.assignment, tandem.ai_version, tandem.ended_at; with the values of a conversation’s fields.',
      'Cost: tandem.cost on the model calls, in the workspace’s currency, added up exactly. A call that two instrumentations recorded counts once (gen_ai.response.id, else the innermost span).',
      'Version: tandem.ai_version, else the model that answered first.',
    ],
    drops: [
      'Inputs, outputs, instructions and tool arguments, events, links, and every attribute not named here.',
      'The customer’s and the human agent’s ids are stored as keyed hashes only.',
    ],
    cannotKnow: [
      'How a conversation ended, what the customer thought and when a person came, unless the attributes say so: without tandem.outcome the outcome is unknown.',
      'When a customer asked for a person by an administrator’s words, where traces are pushed: the texts of messages are cut off on arrival, so set tandem.human.requested_at. In files the words are looked for where inputs were recorded (gen_ai.input.messages, gen_ai.prompt).',
      'Who the customer is without tandem.customer.id: then each conversation stands for a customer of its own and nobody ever comes back. So that this makes no rate of repeats, one with tandem.outcome resolved is refused without it.',
      'Spans sent in another run: a conversation is replaced by what the later run says of it, so send all its spans together.',
      'What belongs to no conversation: the model calls of a trace without gen_ai.conversation.id are refused, once for each trace.',
      'Prices: tokens are not turned into money.',
    ],
  },
  yields: ['conversation'],
  settlesAfterDays: 0,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && head.rows.some((row) => Array.isArray(row[ROWS]) || isElement(row)),
  declines,
  begin: (answers) => new OtelRun(answers),
  asks: {
    topic: (rows) => attributesIn(rows, (name) => name !== CONVERSATION),
    customer: (rows) => attributesIn(rows, (name) => name !== CONVERSATION),
    messages: (row) => elementsOf(row).flatMap((element) => spansIn(element)?.spans.flatMap(messagesIn) ?? []),
  },
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

/** An element of `resourceSpans` by itself. */
const isElement = (row: Row) => (scopesIn(row, 'spans') ?? []).length > 0;
const elementsOf = (row: Row): Row[] => (Array.isArray(row[ROWS]) ? objectsIn(row[ROWS]) : [row]);

function attributesIn(rows: readonly Row[], fits: (name: string) => boolean) {
  const choices = new Choices();
  for (const element of rows.flatMap(elementsOf)) {
    const { resource, spans } = spansIn(element) ?? { resource: {}, spans: [] };
    for (const span of spans)
      for (const [name, value] of Object.entries({ ...resource, ...span.attributes }))
        if (fits(name) && !MESSAGES.test(name)) choices.see(`attribute:${name}`, name, value);
  }
  return choices.list();
}
const MESSAGES = /message|prompt|completion|instruction|input\.|output\.|argument|telemetry\.sdk/;

class OtelRun implements Session {
  private readonly asked: Asked;
  private readonly conversations = new Map<string, Gathering>();
  /** the conversation of each trace; null where it has several */
  private readonly ofTrace = new Map<string, string | null>();
  /** spans that name no conversation, by trace */
  private readonly loose = new Map<string, Gathering>();

  constructor(answers?: Answers) {
    this.asked = askedOf(answers);
  }

  open(): Translate {
    return (row, _around, line = 1) => {
      const found = spansIn(row);
      if (found === null) return new Refusal('scopeSpans', 'scopeSpans is missing');
      const { resource, spans } = found;
      let taken = 0;
      for (const span of spans) if (this.take(span, resource, line)) taken++;
      return taken > 0 ? GATHERED : new Skip('spans without a model call or a conversation');
    };
  }

  private take(span: Span, resource: Row, line: number): boolean {
    const id = scalarOf(span.attributes[CONVERSATION]);
    if (id !== null) {
      const known = this.ofTrace.get(span.traceId);
      this.ofTrace.set(span.traceId, known === undefined || known === id ? id : null);
      addSpan(gatheringIn(this.conversations, id, line), span, resource, this.asked);
      return true;
    }
    const concerns = isCall(span) || Object.keys(span.attributes).some((name) => name.startsWith('tandem.'));
    if (concerns) addSpan(gatheringIn(this.loose, span.traceId, line), span, resource, this.asked);
    return concerns;
  }

  *finish(): Generator<Gathered> {
    for (const [trace, loose] of this.loose) {
      const id = this.ofTrace.get(trace);
      if (id) merge(this.conversations.get(id)!, loose);
      else if (loose.hasCalls)
        yield { record: new Refusal(CONVERSATION, `${CONVERSATION} is missing`), line: loose.line };
    }
    for (const [id, gathering] of this.conversations)
      yield { record: recordOf(id, gathering, this.asked), line: gathering.line };
  }
}

function recordOf(id: string, gathering: Gathering, asked: Asked): RawRecord | Refusal {
  const { startAt, endAt, answeredAt, said, model } = gathering;
  if (gathering.lacksTime || startAt === null)
    return new Refusal('startTimeUnixNano', 'startTimeUnixNano of a span is missing or not a time');
  const told = (name: string) => said.get(`tandem.${name}`)?.value ?? null;
  const time = (name: string) => {
    const value = told(name);
    return value === null ? null : (isoOf(timeOf(value)) ?? value);
  };
  const customer = scalarOf(said.get(after('attribute', asked.customer) ?? 'tandem.customer.id')?.value);
  const outcome = told('outcome') ?? 'unknown';
  if (customer === null && outcome === 'resolved')
    return new Refusal('tandem.customer.id', 'tandem.customer.id is missing though tandem.outcome is resolved');
  const joined = time('human.joined_at');
  const joinedAt = timeOf(joined);
  const topic = scalarOf(said.get(after('attribute', asked.topic) ?? 'tandem.intent')?.value);
  const humanFirst = joined !== null && (answeredAt === null || (joinedAt ?? Number.POSITIVE_INFINITY) < answeredAt);
  return {
    type: 'conversation',
    id,
    customer_id: customer ?? `conversation:${id}`,
    started_at: isoOf(startAt),
    ended_at: time('ended_at') ?? isoOf(latest(endAt, joinedAt)),
    first_reply_at: isoOf(earliest(answeredAt, joinedAt)),
    channel: scalarOf(told('channel')),
    market: scalarOf(told('market'))?.toUpperCase(),
    language: scalarOf(told('language'))?.split(/[-_]/)[0]?.toLowerCase(),
    intent: topic === null ? null : slug(topic),
    complexity: told('complexity'),
    first_handler: humanFirst ? 'human' : answeredAt !== null ? 'ai' : 'none',
    ai_involved: answeredAt !== null,
    human_involved: joined !== null,
    assignment: told('assignment'),
    outcome,
    outcome_basis: told('outcome_basis'),
    human_requested_at: time('human.requested_at') ?? isoOf(gathering.askedAt),
    human_joined_at: joined,
    human_agent: joined === null ? null : scalarOf(told('human.agent')),
    escalation_reason: scalarOf(told('escalation_reason')),
    handle_seconds: numeric(told('handle_seconds')),
    csat: numeric(told('csat')),
    csat_at: time('csat_at'),
    ai_cost: costOf(gathering),
    ai_version: scalarOf(told('ai_version')) ?? model?.name,
  };
}

/** A number that came as text; anything else goes to the check as it is. */
const numeric = (value: unknown) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value);

const INSTEAD = 'Tandem reads OpenTelemetry traces: OTLP/JSON with resourceSpans and gen_ai.conversation.id';

function declines({ carrier, rows }: Head): string | undefined {
  if (carrier === 'csv') return undefined;
  for (const row of rows) {
    if (isObject(row.trace) && ('observations' in row || 'projectId' in row.trace))
      return `This is a trace exported from Langfuse: one run of an agent, which does not reliably name the conversation and its customer, and whose scores are an evaluator’s, not the customer’s. ${INSTEAD}.`;
  }
  return undefined;
}

/** Enough to see why a row was refused: of attributes the names, not the values. */
const KEPT: Shape = {
  scopeSpans: [
    {
      spans: [
        {
          ...scalars('traceId', 'spanId', 'parentSpanId', 'startTimeUnixNano', 'endTimeUnixNano'),
          attributes: [scalars('key')],
        },
      ],
    },
  ],
};
