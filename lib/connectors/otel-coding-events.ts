import { dayOfSeconds, dayOfText } from './days';
import type { Row } from './define';
import { attributesOf, millisecondsOf } from './otlp';
import { type Person, personOf } from './user-days';
import { isObject, textOf } from './values';

/** What a tool's events begin with → the tool. */
const TOOLS: Record<string, string> = { claude_code: 'claude-code', codex: 'codex', gemini_cli: 'gemini-cli' };
/** What says whose event it is where its name does not. */
const SERVICES: Record<string, string> = {
  'claude-code': 'claude_code',
  'codex-cli': 'codex',
  codex_cli_rs: 'codex',
  codex_exec: 'codex',
  codex_tui: 'codex',
  'gemini-cli': 'gemini_cli',
};

export const PROMPT = 'user_prompt';
const REQUEST = 'api_request';
const KINDS = new Set<string>([PROMPT, REQUEST]);

/** A prompt, or a request to a model, of a coding tool. */
export interface CodingEvent {
  tool: string;
  kind: typeof PROMPT | typeof REQUEST;
  person: Person | null;
  /** in UTC */
  date: string | undefined;
  /** the event's own attributes */
  own: Row;
}

/** What a log record tells; null where it is neither a prompt nor a request of a coding tool. */
export function codingEvent(record: Row, resource: Row, scope: unknown): CodingEvent | null {
  const own = attributesOf(record.attributes);
  const name = nameIn(record, own);
  if (name === null) return null;
  const dot = name.indexOf('.');
  const prefix = dot < 0 ? serviceOf(resource, scope) : name.slice(0, dot);
  if (prefix === undefined) return null;
  return {
    tool: TOOLS[prefix]!,
    kind: name.endsWith(PROMPT) ? PROMPT : REQUEST,
    person: personIn(own, resource),
    date: dayOf(record, own),
    own,
  };
}

/** `claude_code.user_prompt`, or a bare `user_prompt` of which the service says whose it is; null for other events. */
function nameIn(record: Row, own: Row): string | null {
  let bare: string | null = null;
  for (const name of [record.eventName, own['event.name'], bodyText(record)]) {
    if (typeof name !== 'string') continue;
    const dot = name.indexOf('.');
    if (dot < 0) bare ??= KINDS.has(name) ? name : null;
    else if (Object.hasOwn(TOOLS, name.slice(0, dot))) return KINDS.has(name.slice(dot + 1)) ? name : null;
  }
  return bare;
}

const NAME = new RegExp(`^(?:(?:${Object.keys(TOOLS).join('|')})\\.)?(?:${PROMPT}|${REQUEST})$`);

/** The body, where a tool writes its event's name there; anything else in it is somebody's words. */
export function eventNameIn(record: Row): string | null {
  const text = bodyText(record);
  return text !== null && NAME.test(text) ? text : null;
}

const bodyText = ({ body }: Row): string | null => (isObject(body) ? textOf(body.stringValue) : null);

function serviceOf(resource: Row, scope: unknown): string | undefined {
  const service = textOf(resource['service.name']) ?? '';
  if (Object.hasOwn(SERVICES, service)) return SERVICES[service];
  const name = (isObject(scope) ? textOf(scope.name) : null) ?? '';
  return Object.keys(TOOLS).find((tool) => name.includes(tool));
}

/** By the event, else its resource. */
function personIn(own: Row, resource: Row): Person | null {
  const find = (key: string) => textOf(own[key]) ?? textOf(resource[key]);
  return personOf(find('user.email'), find('user.account_uuid') ?? find('user.account_id') ?? find('user.id'));
}

function dayOf({ timeUnixNano, observedTimeUnixNano }: Row, own: Row): string | undefined {
  const at = millisecondsOf(timeUnixNano) ?? millisecondsOf(observedTimeUnixNano);
  return at === null ? dayOfText(own['event.timestamp']) : dayOfSeconds(at / 1000);
}
