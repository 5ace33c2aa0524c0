import { amountOf } from './decimal';
import { defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip } from './define';
import { type CodingEvent, codingEvent, PROMPT } from './otel-coding-events';
import { attributesOf, scopesIn } from './otlp';
import { Seen } from './seen';
import { addCost, UserDays } from './user-days';
import { isObject, objectsIn, reduce, type Shape, scalars } from './values';

const ROWS = 'resourceLogs';

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
      'Cost: cost_usd of the same tools’ requests (api_request) in US dollars, added up exactly; a day with a request that tells none has no cost.',
      'A person’s day of a tool with requests but without a prompt (prompts not exported, a task that ran over midnight, a script) is active, without a number of interactions: it is in no average. What others sent in the same run changes nothing of it.',
      'The employee is the attribute user.email; where it is missing, user.account_uuid, user.account_id or user.id, to be matched by the table of logins.',
    ],
    drops: [
      'Prompts, answers, tool calls, files, hosts, terminals, models and tokens, whatever the exporter was told to send.',
      'Other services and events in the same batches: parts without prompts or requests are counted, not read; of what is pushed they are dropped on arrival.',
    ],
    cannotKnow: [
      'Who has telemetry turned off: they are absent although active.',
      'Whether a prompt was typed by a person or sent by a script that runs the tool.',
      'What was paid: cost_usd is the tool’s own estimate at list price, and says nothing of a subscription; Tandem does not convert it from dollars.',
      'Events sent twice, where they carry neither session.id nor conversation.id; others count once.',
      'Days of which a run holds only some batches: send whole days, as a later run takes the place of what a day had before. Of what is pushed each run holds whole days.',
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

function begin(): Session {
  const days = new UserDays();
  const seen = new Seen();

  const take = (record: Row, event: CodingEvent, line: number): void => {
    const { tool, kind, person, date, own } = event;
    if (person === null)
      days.note(
        new Refusal('user.email', `a ${kind} names no user: user.email, user.account_uuid and user.id are missing`),
        line,
      );
    else if (date === undefined) days.note(new Refusal('timeUnixNano', `a ${kind} has no time`), line);
    else if (isNew(record, event)) {
      const day = days.of(person, tool, date, line);
      if (kind === PROMPT) day.interactions++;
      else {
        day.isUsed = true;
        addCost(day, amountOf(own.cost_usd));
      }
    }
  };

  /** What an exporter sends again has the same place in the same session. */
  const isNew = ({ timeUnixNano }: Row, { tool, kind, own }: CodingEvent) => {
    const session = own['session.id'] ?? own['conversation.id'] ?? null;
    const place = [timeUnixNano, own['event.timestamp'], own['event.sequence'], own.request_id];
    const said = [own.cost_usd, own.duration_ms, own.output_tokens, own.prompt_length];
    return session === null || seen.add(JSON.stringify([tool, kind, session, ...place, ...said]));
  };

  return {
    open:
      () =>
      (row, _around, line = 1) => {
        // Where a file begins with something else, its lines are not cut into the resources of a batch.
        const resources = isBatch(row) ? objectsIn(row[ROWS]) : [row];
        let taken = 0;
        for (const one of resources) {
          const shared = attributesOf(isObject(one.resource) ? one.resource.attributes : undefined);
          for (const { scope, rows } of scopesIn(one, 'logs') ?? [])
            for (const record of rows) {
              const event = codingEvent(record, shared, scope);
              if (event === null) continue;
              take(record, event, line);
              taken++;
            }
        }
        return taken > 0 ? GATHERED : new Skip('parts of batches without prompts or requests of a coding tool');
      },
    *finish() {
      yield* days.records();
    },
  };
}
