import { formatCount, formatDate } from '@/lib/core/format';
import type { RecordType } from '@/lib/core/record';
import type { Activity, Held, NotCounted, RunCounts, RunInfo, SourceInfo, SourcesOverview } from '@/lib/core/sources';
import { listWords } from '@/lib/core/words';

const RECORD_WORDS: Record<RecordType, string> = {
  conversation: 'Conversations',
  tool_activity: 'Use of AI tools',
  employee: 'Roster',
  seat: 'Seats',
  financials: 'Finance file',
};
/** The same inside a sentence: what a company would send. */
const FILE_WORDS: Record<RecordType, string> = {
  conversation: 'the conversations',
  tool_activity: 'the use of AI tools',
  employee: 'the roster',
  seat: 'the seats',
  financials: 'the finance file',
};
const FIELD_WORDS: Record<string, string> = {
  csat: 'ratings',
  human_requested_at: 'when a customer asked for a person',
  first_reply_at: 'the time of the first answer',
  ai_cost: 'what the AI cost',
  market: 'the market',
  language: 'the language',
};
const ROAD_WORDS: Record<string, string> = {
  cli: 'command line',
  http: 'API',
  upload: 'upload',
  demo: 'sample company',
  push: 'pushed',
  pull: 'schedule',
  folder: 'watched folder',
};
const PHASE_WORDS: Record<string, string> = {
  read: 'Reading rows',
  wait: 'Waiting for another run to end',
  merge: 'Putting rows in place',
  rebuild: 'Building the numbers anew',
};
const NOT_COUNTED: Record<Exclude<NotCounted, 'told_twice'>, string> = {
  waiting: 'later than the last day every source has reached, waiting for it',
  unmatched: 'of people no roster row names',
  contractor: 'of contractors, who count beside and not among employees',
  own_population: 'of people of its own, de-identified: shown apart on Adoption and in no rate about the roster',
  cost: 'of what use cost, which no figure reads yet; they make nobody active',
  superseded: 'for a quarter that a later run of another source tells anew',
};

const ACTIVITY_WORDS: Record<Activity, string | null> = {
  use: null,
  own_population: 'De-identified: a population of its own',
  cost: 'Costs only',
};

/** What kind of activity a source brings, where it is not use by people of the roster. */
export const activityWord = ({ activity }: Pick<SourceInfo, 'activity'>) => ACTIVITY_WORDS[activity];
const UNFETCHED: Record<SourcesOverview['unfetched'][number]['why'], string> = {
  blocked: 'cannot be fetched before its credentials are renewed',
  failed: 'could not be fetched',
  late: 'was not fetched in time',
};

export const recordWord = (type: RecordType) => RECORD_WORDS[type];
export const fileWord = (type: RecordType) => FILE_WORDS[type];
export const fieldWord = (field: string) => FIELD_WORDS[field] ?? field;
export const roadWord = (road: string) => ROAD_WORDS[road] ?? road;
/** A source by its name; that of the sample company by what it is. */
export const sourceWord = (source: string) => (source === 'demo' ? 'Sample company' : source);
export const phaseWord = (phase: string | null) => PHASE_WORDS[phase ?? ''] ?? 'Beginning';
/** Why records of a source are not counted, after their number. */
export function notCountedWord(source: string, type: RecordType, { why, by }: Held['not'][number]): string {
  if (why !== 'told_twice') return NOT_COUNTED[why];
  if (type === 'seat') return `told by ${by} as well: the seat is held and paid for once, as ${by} tells it`;
  if (by === source) return 'about weeks it tells in other rows as well: one number for each is counted';
  return `told by ${by} as well: its counts are used, these only say who was active`;
}

/** `1 row`, `1,234 rows`. */
export const counted = (n: number, one: string, many = `${one}s`) => `${formatCount(n)} ${n === 1 ? one : many}`;

/** `1,180 new · 10 changed · 5 the same · 5 rejected`, without what did not happen. */
export function becameWords({ accepted, updated, duplicate, rejected }: RunCounts): string {
  const parts: [number, string][] = [
    [accepted, 'new'],
    [updated, 'changed'],
    [duplicate, 'known already'],
    [rejected, 'rejected'],
  ];
  const said = parts.filter(([n]) => n > 0).map(([n, word]) => `${formatCount(n)} ${word}`);
  return said.join(' · ') || 'nothing in it';
}

/** From file to number, for one source: what became of the rows between each step and the next. */
export function lossWords({ totals, erased }: SourceInfo): string[] {
  const { read, accepted, updated, duplicate, rejected } = totals;
  const lines: string[] = [];
  if (updated > 0) lines.push(`${counted(updated, 'row')} changed a record that was there`);
  if (duplicate > 0) lines.push(`${counted(duplicate, 'row')} said what was known already`);
  if (rejected > 0)
    lines.push(`${counted(rejected, 'row')} ${rejected === 1 ? 'was' : 'were'} rejected, with the reason kept`);
  if (erased > 0) lines.push(`${counted(erased, 'record')} ${erased === 1 ? 'was' : 'were'} erased since`);
  if (lines.length === 0 && read > 0 && read === accepted) lines.push('every row became a record');
  return lines;
}

/** `Conversations, roster and seats`. */
export function holdsWords({ holds, activity }: SourceInfo): string {
  const words = holds.map(({ type }) =>
    type === 'tool_activity' && activity === 'cost' ? 'Cost of AI tools' : RECORD_WORDS[type],
  );
  const [first = 'Holds nothing', ...others] = words;
  return listWords([first, ...others.map((word) => word.charAt(0).toLowerCase() + word.slice(1))]);
}

export const storedIn = ({ holds }: SourceInfo) => holds.reduce((sum, { records }) => sum + records, 0);
export const countedIn = ({ holds }: SourceInfo) => holds.reduce((sum, one) => sum + one.counted, 0);

export function spanWords({ firstOn, lastOn }: Pick<Held, 'firstOn' | 'lastOn'>): string {
  if (!firstOn || !lastOn) return '–';
  return firstOn === lastOn ? formatDate(firstOn) : `${formatDate(firstOn)} – ${formatDate(lastOn)}`;
}

/** When something came and when the next is due, against the source's own rhythm. */
export function freshnessWords({ demo, rhythm, arrivals, lastArrivedOn }: SourceInfo): string {
  if (demo) return 'Nothing more is expected of the sample company';
  if (!lastArrivedOn) return 'Nothing came yet';
  const last = `last on ${formatDate(lastArrivedOn)}`;
  if (rhythm) return `Usually ${rhythm.words}, ${last}`;
  const days = arrivals === 1 ? 'one day' : `${arrivals} days`;
  return `Came on ${days}, ${last}: its rhythm shows after three`;
}

export function statusWords({ status, rhythm, lastRun }: SourceInfo): string {
  if (status === 'running') return `${phaseWord(lastRun?.phase ?? null)} …`;
  if (status === 'failed') return 'Last run failed';
  if (status === 'late') return `${counted(rhythm?.daysLate ?? 0, 'day')} late`;
  return rhythm ? 'In time' : 'Too new to tell';
}

/** The page's answer: may today's numbers be trusted, and what they rest on. */
export function verdictOf({ sources, demo, readiness, unfetched }: SourcesOverview): { title: string; detail: string } {
  const held = sources.filter((source) => source.holds.length > 0);
  const unmatched = sources.reduce((sum, source) => sum + source.unmatched.people, 0);
  const whose = demo ? 'The sample company’s records' : 'Your data';
  const detail = [
    `${whose} answer ${readiness.answered} of ${readiness.asked} questions.`,
    unmatched > 0 &&
      `${counted(unmatched, 'person', 'people')} in them ${unmatched === 1 ? 'is' : 'are'} not on the roster.`,
  ]
    .filter(Boolean)
    .join(' ');
  if (held.length === 0) return { title: 'Nothing has come in yet, so there is no number to trust', detail };
  if (demo) return { title: 'These are the sample company’s numbers, not yours', detail };
  const troubles = sources.flatMap((source) => {
    if (source.status === 'failed') return [`the last run of ${source.name} failed`];
    return source.status === 'late' ? [`${source.name} is ${counted(source.rhythm!.daysLate, 'day')} late`] : [];
  });
  const told = new Set(
    sources.filter(({ status }) => status === 'failed' || status === 'late').map(({ name }) => name),
  );
  for (const { source, why } of unfetched) if (!told.has(source)) troubles.push(`${source} ${UNFETCHED[why]}`);
  if (troubles.length > 0) return { title: `Not all of them: ${listWords(troubles)}`, detail };
  const known = held.some(({ rhythm }) => rhythm);
  const title = known ? 'Yes: no source is late and no last run failed' : 'So far, yes: no last run failed';
  return { title, detail };
}

/** What a run came to, in one sentence. */
export function runSentence(run: RunInfo): string {
  if (run.state === 'running') return `${phaseWord(run.phase)}: ${counted(run.rows_so_far, 'row')} so far`;
  if (run.state === 'failed') return run.cancelled_by ? 'Cancelled: nothing was stored' : 'Failed: nothing was stored';
  return `${counted(run.read, 'row')} read: ${becameWords(run)}`;
}

/** A file's size as people say it. */
export function bytesWord(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(2)} GB`;
  if (bytes >= 1e6) return `${(bytes / 1e6).toFixed(1)} MB`;
  return bytes >= 1000 ? `${Math.round(bytes / 1000)} kB` : `${bytes} B`;
}
