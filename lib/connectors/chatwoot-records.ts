import type { Asked } from './asked';
import { channelOf, customerOf, intentOf, placeOf } from './chatwoot-fields';
import type { Knowledge, Known } from './chatwoot-known';
import type { RawRecord, Row } from './define';
import { earliest, isoOf, timeOf } from './times';
import { idOf, isObject, objectsIn } from './values';

/** From the beginning, or from a message after a resolving, to the next. */
interface Stretch {
  from: number;
  until: number;
  isFirst: boolean;
  isLast: boolean;
}

/** The records of a conversation, one for each stretch. */
export function recordsOf(row: Row, knowledge: Knowledge, asked: Asked): RawRecord[] {
  const id = idOf(row.id);
  const createdAt = timeOf(row.created_at);
  const meta = isObject(row.meta) ? row.meta : {};
  const known = knowledge.about(id ?? '', objectsIn(row.messages), row.csat_survey_response);
  const stretches = stretchesOf(createdAt ?? 0, known);
  const common = {
    ...{ type: 'conversation' as const, customer_id: customerOf(row, meta, asked) },
    ...{ channel: channelOf(meta.channel ?? row.channel), ...placeOf(row, meta), intent: intentOf(row, asked) },
  };
  const { rating } = known;
  const found = stretches.findLastIndex(({ from }) => from <= (rating?.at ?? Number.POSITIVE_INFINITY));
  return stretches.map((stretch, i) => ({
    ...common,
    id: i === 0 ? id : `${id}#${i + 1}`,
    started_at: i === 0 ? (isoOf(createdAt) ?? row.created_at) : isoOf(stretch.from),
    ...stretchOf(row, meta, known, stretch),
    csat: i === Math.max(found, 0) ? rating?.value : null,
    csat_at: i === Math.max(found, 0) ? isoOf(rating?.at) : null,
  }));
}

/** A new one begins with the customer's first message after a resolving. */
function stretchesOf(createdAt: number, { customerAt, resolvedAt }: Readonly<Known>): Stretch[] {
  const messages = [...customerAt].sort((a, b) => a - b);
  // One that lies before the conversation is another's: some answers number conversations otherwise.
  const resolvings = resolvedAt.filter((at) => at >= createdAt).sort((a, b) => a - b);
  const begun = [createdAt];
  for (const at of messages) {
    const last = begun.at(-1)!;
    if (resolvings.some((resolved) => resolved >= last && resolved < at)) begun.push(at);
  }
  return begun.map((from, i) => ({
    ...{ from, until: begun[i + 1] ?? Number.POSITIVE_INFINITY, isFirst: i === 0, isLast: i === begun.length - 1 },
  }));
}

const isIn =
  ({ from, until }: Stretch) =>
  (at: number) =>
    at >= from && at < until;

function stretchOf(row: Row, meta: Row, known: Readonly<Known>, stretch: Stretch) {
  const ai = aiAnswer(row, meta, known, stretch);
  const human = humanAnswer(row, meta, known, stretch);
  const isHandedOver = known.handedOverAt.some(isIn(stretch));
  // What the bot resolved and later handed over it had not resolved.
  const isTakenBack = known.handedOverAt.some((at) => at >= stretch.from);
  const endedAt = endOf(row, known, stretch);
  const humanFirst = human && (!ai || (ai.at !== null && human.at < ai.at));
  const { outcome, outcome_basis } = outcomeOf(endedAt, ai !== null, human !== null, isTakenBack);
  return {
    ended_at: isoOf(endedAt),
    first_reply_at: ai && ai.at === null ? null : isoOf(earliest(ai?.at, human?.at)),
    first_handler: humanFirst ? 'human' : ai ? 'ai' : 'none',
    ai_involved: ai !== null,
    human_involved: human !== null,
    outcome,
    outcome_basis,
    human_requested_at: isoOf(earliest(...known.askedAt.filter(isIn(stretch)))),
    human_joined_at: isoOf(human?.at),
    human_agent: human?.id,
    escalation_reason: ai && isHandedOver ? 'bot_handoff' : null,
  };
}

/** Its last resolving; the conversation's last activity where it is resolved and no event tells. */
function endOf(row: Row, { resolvedAt }: Readonly<Known>, stretch: Stretch): number | null {
  if (stretch.isLast && row.status !== 'resolved') return null;
  const resolvings = resolvedAt.filter(isIn(stretch));
  if (resolvings.length > 0) return resolvings.reduce((a, b) => Math.max(a, b));
  return timeOf(row.last_activity_at) ?? timeOf(row.timestamp);
}

function aiAnswer(row: Row, meta: Row, known: Readonly<Known>, stretch: Stretch): { at: number | null } | null {
  const at = earliest(...known.botAt.filter(isIn(stretch)));
  if (at !== null) return { at };
  const isAssigned =
    [row.assignee_type, meta.assignee_type].includes('AgentBot') || idOf(row.assignee_agent_bot_id) !== null;
  return (stretch.isLast && isAssigned) || known.botEventAt.some(isIn(stretch)) ? { at: null } : null;
}

function humanAnswer(
  row: Row,
  meta: Row,
  { humans, botAt }: Readonly<Known>,
  stretch: Stretch,
): { at: number; id: string | null } | null {
  const assignee = isObject(meta.assignee) && meta.assignee.type !== 'agent_bot' ? idOf(meta.assignee.id) : null;
  const answers = humans.filter(({ at }) => isIn(stretch)(at));
  const replied = timeOf(row.first_reply_created_at);
  // Older versions count the bot's reply as the first.
  if (replied !== null && isIn(stretch)(replied) && !botAt.some((at) => Math.abs(replied - at) < 1000))
    answers.push({ at: replied, id: null });
  const first = answers.sort((a, b) => a.at - b.at)[0];
  return first ? { at: first.at, id: answers.find(({ id }) => id !== null)?.id ?? assignee } : null;
}

function outcomeOf(
  endedAt: number | null,
  ai: boolean,
  human: boolean,
  isTakenBack: boolean,
): { outcome: string; outcome_basis?: string } {
  if (endedAt === null || (!ai && !human)) return { outcome: 'unknown' };
  if (human) return { outcome: 'resolved', outcome_basis: 'closed_by_agent' };
  return isTakenBack ? { outcome: 'unresolved' } : { outcome: 'resolved', outcome_basis: 'assumed' };
}
