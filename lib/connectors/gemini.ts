import { absent } from './counts';
import { dayOfText } from './days';
import { defineConnector, GATHERED, type Head, Refusal, type Row, type Session, Skip } from './define';
import { inPages } from './pages';
import { Seen } from './seen';
import { personOf, UserDays } from './user-days';
import { isObject, objectsIn, reduce, type Shape, scalars, textOf } from './values';

const ROWS = 'items';
const APPLICATION = 'gemini_in_workspace_apps';
const INSTEAD = `Tandem reads the Reports API’s activities of the application ${APPLICATION}`;

/**
 * Gemini in Google Workspace, as the Reports API tells it event by event
 * (`activity/users/all/applications/gemini_in_workspace_apps`): in its pages, one activity a line, or in an array.
 */
export const gemini = defineConnector({
  id: 'gemini',
  title: 'Gemini in Google Workspace (Reports API activities, JSON)',
  vendor: 'Google',
  about: {
    reads: [
      'One record for each person and day in UTC: interactions = feature_utilization events, added up over all files of the run. An activity counts once (time, uniqueQualifier and profileId).',
      'Not counted is what Gemini does unasked: events of the category inactive, and actions that are suggestions of its own (generate_starter_…, generate_nudge_prompts, proactive_suggestions… and others named proactive).',
      'The employee is the e-mail address of the actor; where it is missing, the profileId.',
    ],
    drops: [
      'IP addresses, ids of the customer, which app and feature was used.',
      'Activities that hold nothing but unasked suggestions: counted, not read.',
    ],
    cannotKnow: [
      'Who did nothing: Google lists events, so a licensed person without one is in no record.',
      'Days of which a run holds only some events: send whole days, as a later run takes the place of what a day had before.',
      'The Gemini app and NotebookLM, which are other applications of the log; tokens and cost.',
      'Days before 2025-06-20, and those more than 180 days ago: Google keeps none.',
      'The last day: events may still arrive, so load it again the day after.',
    ],
  },
  yields: ['tool_activity'],
  settlesAfterDays: 1,
  rowsIn: [ROWS],
  reads: (head) =>
    head.carrier === 'json' &&
    (inPages(head, ROWS).some(isGemini) || head.rows.some((row) => isPage(row) && !(ROWS in row))),
  declines,
  begin,
  keep: (row) => reduce(row, KEPT) as Row,
  keepsUnreadable: false,
});

const KEPT: Shape = {
  kind: true,
  id: scalars('time', 'applicationName'),
  events: [scalars('type', 'name')],
};

const isPage = (row: Row) => row.kind === 'admin#reports#activities';
const isActivity = (row: Row) => isObject(row.id) && Array.isArray(row.events);
const applicationOf = (row: Row) => (isObject(row.id) ? textOf(row.id.applicationName) : null);
const isUse = (event: Row) => event.name === 'feature_utilization';
const isGemini = (row: Row) =>
  isActivity(row) &&
  (applicationOf(row) === APPLICATION || (applicationOf(row) === null && objectsIn(row.events).some(isUse)));

function declines(head: Head): string | undefined {
  if (head.fields.some((field) => field.startsWith('gemini_for_workspace')))
    return `This is BigQuery’s copy of Google Workspace’s logs. ${INSTEAD}.`;
  const other = inPages(head, ROWS).find((row) => isActivity(row) && row.kind === 'admin#reports#activity');
  if (other) return `This is Google Workspace’s log of another application than Gemini. ${INSTEAD}.`;
  return head.rows.some((row) => row.kind === 'admin#reports#usageReports')
    ? `This is a usage report of Google Workspace, not its activities. ${INSTEAD}.`
    : undefined;
}

const UNASKED = /^(generate_starter_|generate_nudge_prompts)|proactive/;

/** Somebody asked for it. */
function isIntentional(event: Row): boolean {
  if (!isUse(event)) return false;
  for (const { name, value } of objectsIn(event.parameters)) {
    if (name === 'event_category' && value === 'inactive') return false;
    if (name === 'action' && typeof value === 'string' && UNASKED.test(value)) return false;
  }
  return true;
}

function begin(): Session {
  const days = new UserDays();
  const seen = new Seen();
  return {
    open:
      () =>
      (row, _around, line = 1) => {
        if (isPage(row) && !(ROWS in row)) return new Skip('pages without activities');
        if (!isObject(row.id)) return new Refusal('id', 'id is missing');
        if (!Array.isArray(row.events)) return new Refusal('events', 'events is missing');
        if ((applicationOf(row) ?? APPLICATION) !== APPLICATION) return new Skip('activities of other applications');
        const uses = objectsIn(row.events).filter(isIntentional).length;
        if (uses === 0) return new Skip('activities in which Gemini was not asked for anything');
        const actor = isObject(row.actor) ? row.actor : {};
        const person = personOf(actor.email, actor.profileId);
        if (person === null) return new Refusal('actor.email', 'actor.email is missing, and so is actor.profileId');
        const { time, uniqueQualifier } = row.id;
        const date = dayOfText(time);
        if (date === undefined)
          return new Refusal('id.time', `id.time is ${absent(time) ? 'missing' : 'not a time (ISO 8601)'}`);
        const isNew =
          absent(uniqueQualifier) || seen.add(JSON.stringify([time, uniqueQualifier, actor.profileId ?? actor.email]));
        if (isNew) days.of(person, 'gemini', date, line).interactions += uses;
        return GATHERED;
      },
    finish: () => days.records(),
  };
}
