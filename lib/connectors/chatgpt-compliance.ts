import { dayOfSeconds } from './days';
import { defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip } from './define';
import { inPages } from './pages';
import { Seen } from './seen';
import { type Person, personOf, UserDays } from './user-days';
import { idOf, isObject, objectsIn, reduce, scalars, textOf } from './values';

const ROWS = 'data';
const KIND = 'compliance.workspace.conversation';
const INSTEAD = 'Tandem reads its conversations (GET …/compliance/workspaces/{id}/conversations)';

/**
 * Conversations as ChatGPT's Compliance API lists them, in its pages, one a line or in an array. Counted are the
 * messages a member wrote, by the UTC day they were written on; what stands in them is dropped.
 *
 * A conversation comes again when it goes on, with what it held before: a message counts once, by its id.
 */
export const chatgptCompliance = defineConnector({
  id: 'chatgpt-compliance',
  title: 'ChatGPT Enterprise Compliance API, conversations (JSON, JSON lines)',
  vendor: 'OpenAI',
  about: {
    reads: [
      'One record for each member and day in UTC: interactions = messages they wrote (author.role is user), added up over all files of the run.',
      'A message counts once, however often its conversation is listed; one that has no id counts each time.',
      'The employee is user_email; where it is missing, user_id.',
    ],
    drops: [
      'Messages, titles, files and links, at once: nothing is kept of a conversation but who wrote how many messages on which day.',
      'Answers, tool messages, and the instructions a member has set for all conversations.',
    ],
    cannotKnow: [
      'Who used ChatGPT without writing: days without a message are in no record.',
      'Conversations that were deleted before they were read.',
      'Messages on further pages of a conversation (messages.has_more) that are not in the run: it says how many conversations go on, and counts what is there.',
      'Days of which a run holds only some conversations: send whole days, as a later run takes the place of what a day had before.',
      'Conversations of more than 1 MiB: each is a rejected row.',
      'That the workspace analytics export counts the same messages: both are of the tool chatgpt. Load one of the two.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 1,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && inPages(head, ROWS).some(isConversation),
  declines,
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

/** Where it is long, its kind may stand behind what a file begins with. */
const isConversation = (row: Row) =>
  row.object === KIND || (!('object' in row) && 'workspace_id' in row && 'user_id' in row && isObject(row.messages));

const KEPT = scalars('object', 'id', 'created_at', 'last_active_at');

function declines(head: Head): string | undefined {
  const kinds = inPages(head, ROWS).map(({ object }) => textOf(object) ?? '');
  const kind = kinds.find((one) => one.startsWith('compliance.'));
  if (kind !== undefined) return `This is ChatGPT’s ${kind}, not conversations. ${INSTEAD}.`;
  return head.rows.some((row) => row.event_type === 'CODEX_LOG')
    ? `This is a log of ChatGPT’s Compliance API, not conversations. ${INSTEAD}.`
    : undefined;
}

/** Content that is sent along with every conversation, not written in it. */
const SET_ONCE: unknown[] = ['user_editable_context', 'model_editable_context'];

function begin(): Session {
  const days = new UserDays();
  const seen = new Seen();
  /** conversations whose last page of messages did not come yet → a line of theirs */
  const goOn = new Map<string, number>();

  const count = (message: Row, conversation: string, person: Person, line: number): boolean => {
    if (!isWritten(message)) return false;
    const id = idOf(message.id);
    if (id !== null && !seen.add(`${conversation}\n${id}`)) return true;
    const day = dayOfSeconds(message.created_at ?? message.create_time);
    if (day === undefined)
      days.note(new Refusal('messages.created_at', 'a message’s created_at is not a time in unix seconds'), line);
    else days.of(person, 'chatgpt', day, line).interactions++;
    return true;
  };

  return {
    open:
      () =>
      (row, _around, line = 1) => {
        if (!isConversation(row)) return new Skip('other objects beside the conversations');
        const person = personOf(row.user_email, row.user_id);
        if (person === null) return new Refusal('user_email', 'user_email is missing, and so is user_id');
        const id = idOf(row.id);
        if (id === null) return new Refusal('id', 'id is missing');
        if (!isObject(row.messages) || !Array.isArray(row.messages.data))
          return new Refusal('messages', 'messages is missing: take the conversations with their messages');
        if (row.messages.has_more === true) goOn.set(id, line);
        else goOn.delete(id);
        let written = 0;
        for (const message of objectsIn(row.messages.data)) if (count(message, id, person, line)) written++;
        return written > 0 ? GATHERED : new Skip('conversations in which the member wrote nothing');
      },
    *finish() {
      for (const line of goOn.values()) days.note(GOES_ON, line);
      yield* days.records();
    },
  };
}

const GOES_ON = new Refusal(
  'messages.has_more',
  'messages go on on a page that is not in the run: its days count too few',
);

function isWritten({ author, content }: Row): boolean {
  const role = isObject(author) ? author.role : undefined;
  const type = isObject(content) ? (content.content_type ?? content.type) : undefined;
  return role === 'user' && !SET_ONCE.includes(type);
}
