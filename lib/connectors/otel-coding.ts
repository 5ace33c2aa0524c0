import { add, amountOf, ZERO } from './decimal';
import { defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip } from './define';
import { Seen } from './seen';
import { dayOfSeconds, dayOfText, type Person, personOf, type UserDay, UserDays } from './user-days';
import { isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

const ROWS = 'resourceLogs';

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

/**
 * Logs of coding tools as OpenTelemetry carries them (OTLP/JSON): a batch (`resourceLogs`) a line, in an array, or one
 * over several lines, as an OpenTelemetry collector writes them. A row is what one resource sent in a batch, as batches
 * may be long. A prompt is one event; requests tell the cost.
 */
export const otelCoding = defineConnector({
  id: 'otel-coding',
  title: 'OpenTelemetry logs of coding tools (Claude Code, Codex, Gemini CLI; OTLP/JSON)',
  vendor: 'OpenTelemetry',
  about: {
    reads: [
      'One record for each person, tool and day in UTC: interactions = prompts (claude_code.user_prompt, codex.user_prompt, gemini_cli.user_prompt), added up over all files of the run.',
      'Cost: cost_usd of claude_code.api_request in US dollars, added up exactly; a day with a request that tells none has no cost.',
      'Where a run holds requests of a tool but not one prompt of anybody, prompts were not exported: its days are active, without a number of interactions.',
      'The employee is the attribute user.email; where it is missing, user.account_uuid, user.account_id or user.id, to be matched by the table of logins.',
    ],
    drops: [
      'Prompts, answers, tool calls, files, hosts, terminals, models and tokens, whatever the exporter was told to send.',
      'Other services in the same batches: parts without prompts or requests are counted, not read.',
    ],
    cannotKnow: [
      'Who has telemetry turned off: they are absent although active.',
      'Whether a prompt was typed by a person or sent by a script that runs the tool.',
      'What was paid: cost_usd is the tool’s own estimate at list price, and says nothing of a subscription; Tandem does not convert it from dollars.',
      'Events sent twice, where they carry neither session.id nor conversation.id; others count once.',
      'Days of which a run holds only some batches: send whole days, as a later run takes the place of what a day had before.',
      'What one resource sent in more than 1 MiB of a batch: it is a rejected row; lower the collector’s send_batch_max_size.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 1,
  rowsIn: [ROWS],
  reads: (head) => head.carrier === 'json' && head.rows.some(isBatch),
  declines,
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const isBatch = (row: Row) => Array.isArray(row[ROWS]);
const KEPT: Shape = { scopeLogs: [{ logRecords: [scalars('timeUnixNano', 'observedTimeUnixNano', 'eventName')] }] };

function declines({ rows }: Head): string | undefined {
  return rows.some((row) => Array.isArray(row.resourceMetrics))
    ? 'These are OpenTelemetry metrics, sums over sessions that name no single prompt: send the logs instead (OTEL_LOGS_EXPORTER=otlp).'
    : undefined;
}

/** Attributes by key, as far as they are plain values; `intValue` may be a text. */
type Attributes = Map<string, unknown>;

function attributesIn(list: unknown): Attributes {
  const found: Attributes = new Map();
  for (const { key, value } of objectsIn(list))
    if (typeof key === 'string' && isObject(value))
      found.set(key, value.stringValue ?? value.doubleValue ?? value.intValue ?? value.boolValue);
  return found;
}

const PROMPT = 'user_prompt';
const REQUEST = 'api_request';

/** `claude_code.user_prompt`: told by the event's name, the attribute event.name or the body; the prefix may be the service's. */
function eventOf(record: Row, own: Attributes, service: string | undefined): { tool: string; name: string } | null {
  const body = isObject(record.body) ? record.body.stringValue : undefined;
  let bare: string | undefined;
  for (const name of [record.eventName, own.get('event.name'), body]) {
    if (typeof name !== 'string') continue;
    const [prefix, rest] = name.split('.', 2) as [string, string?];
    if (rest !== undefined && Object.hasOwn(TOOLS, prefix)) return { tool: TOOLS[prefix]!, name: rest };
    if (name === PROMPT || name === REQUEST) bare ??= name;
  }
  return bare !== undefined && service !== undefined ? { tool: TOOLS[service]!, name: bare } : null;
}

function serviceOf(resource: Attributes, scope: unknown): string | undefined {
  const service = textOf(resource.get('service.name')) ?? '';
  if (Object.hasOwn(SERVICES, service)) return SERVICES[service];
  const name = (isObject(scope) ? textOf(scope.name) : null) ?? '';
  return Object.keys(TOOLS).find((tool) => name.includes(tool));
}

const personIn = (...attributes: Attributes[]): Person | null => {
  const find = (key: string) =>
    attributes.map((one) => one.get(key)).find((value) => value !== undefined && value !== '');
  return personOf(find('user.email'), find('user.account_uuid') ?? find('user.account_id') ?? find('user.id'));
};

/** The UTC day an event happened on: nanoseconds as a text or a number; 0 is none. */
function dayOf(record: Row, own: Attributes): string | undefined {
  for (const time of [record.timeUnixNano, record.observedTimeUnixNano]) {
    const nanos = typeof time === 'string' && /^\d{1,19}$/.test(time) ? Number(time) : time;
    const day = typeof nanos === 'number' ? dayOfSeconds(nanos / 1e9) : undefined;
    if (day !== undefined) return day;
  }
  return dayOfText(own.get('event.timestamp'));
}

function begin(): Session {
  const days = new UserDays();
  const seen = new Seen();
  /** tools of which prompts came, days of which a request told no cost, and days with requests */
  const prompted = new Set<string>();
  const unpriced = new Set<UserDay>();
  const requested = new Map<UserDay, string>();

  const take = (record: Row, resource: Attributes, scope: unknown, line: number): boolean => {
    const own = attributesIn(record.attributes);
    const event = eventOf(record, own, serviceOf(resource, scope));
    if (!event || (event.name !== PROMPT && event.name !== REQUEST)) return false;
    const { tool, name } = event;
    if (name === PROMPT) prompted.add(tool);
    const person = personIn(own, resource);
    const date = dayOf(record, own);
    if (person === null)
      days.note(
        new Refusal('user.email', `a ${name} names no user: user.email, user.account_uuid and user.id are missing`),
        line,
      );
    else if (date === undefined) days.note(new Refusal('timeUnixNano', `a ${name} has no time`), line);
    else if (isNew(tool, name, record, own)) {
      const day = days.of(person, tool, date, line);
      if (name === PROMPT) day.interactions++;
      else {
        requested.set(day, tool);
        const cost = amountOf(own.get('cost_usd'));
        if (cost === undefined) unpriced.add(day);
        else day.cost = add(day.cost ?? ZERO, cost);
      }
    }
    return true;
  };

  /** What an exporter sends again has the same place in the same session. */
  const isNew = (tool: string, name: string, record: Row, own: Attributes) => {
    const session = own.get('session.id') ?? own.get('conversation.id');
    const place = [record.timeUnixNano, own.get('event.timestamp'), own.get('event.sequence'), own.get('request_id')];
    const said = ['cost_usd', 'duration_ms', 'output_tokens', 'prompt_length'].map((key) => own.get(key));
    return session === undefined || seen.add(JSON.stringify([tool, name, session, ...place, ...said]));
  };

  return {
    open:
      () =>
      (row, _around, line = 1) => {
        // Where a file begins with something else, its lines are not cut into the resources of a batch.
        const resources = isBatch(row) ? objectsIn(row[ROWS]) : [row];
        let taken = 0;
        for (const { resource, scopeLogs } of resources) {
          const shared = attributesIn(isObject(resource) ? resource.attributes : undefined);
          for (const { scope, logRecords } of objectsIn(scopeLogs))
            for (const record of objectsIn(logRecords)) if (take(record, shared, scope, line)) taken++;
        }
        return taken > 0 ? GATHERED : new Skip('parts of batches without prompts or requests of a coding tool');
      },
    *finish() {
      for (const day of unpriced) day.cost = null;
      for (const [day, tool] of requested) if (!prompted.has(tool)) day.isUsed = true;
      yield* days.records();
    },
  };
}
