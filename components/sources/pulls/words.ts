import type { IconName } from '@/components/ui/icon';
import type { Tone } from '@/components/ui/tag';
import { formatDate, formatInstant } from '@/lib/core/format';
import { type PullInfo, SCHEDULE_WORDS } from '@/lib/core/pulls';
import { bytesWord, counted } from '../words';

export interface Look {
  tone: Tone;
  icon: IconName;
  words: string;
}

/** How a pull stands, in a word or two. */
export function lookOf(pull: PullInfo): Look {
  const { running, paused, state, late, files } = pull;
  if (running && files === null) return { tone: 'neutral', icon: 'down', words: 'Fetching …' };
  if (paused) return { tone: 'neutral', icon: 'lock', words: 'Paused' };
  if (state === 'blocked') return { tone: 'bad', icon: 'cross', words: 'Needs new credentials' };
  if (state === 'failed') return { tone: 'bad', icon: 'cross', words: 'Last time failed' };
  if (files && files.failed.length > 0)
    return { tone: 'warn', icon: 'cross', words: `${counted(files.failed.length, 'file')} not read` };
  if (late) return { tone: 'warn', icon: 'clock', words: 'Late' };
  if (state === 'waiting') return { tone: 'warn', icon: 'clock', words: 'Told to wait' };
  if (state === 'new') return { tone: 'neutral', icon: 'clock', words: 'Not fetched yet' };
  return { tone: 'good', icon: 'check', words: 'In time' };
}

/** Whether somebody has to do something about it. */
export const isTroubled = ({ paused, state, late, files }: PullInfo): boolean =>
  !paused && (late || state === 'failed' || state === 'blocked' || (files?.failed.length ?? 0) > 0);

/** When it comes round again. */
export function nextWords(pull: PullInfo, timeZone: string, now: number): string {
  const { running, paused, state, nextAt, progress } = pull;
  if (pull.files !== null) return paused ? 'Not looked at while paused' : 'Looked at every minute';
  if (running && progress?.phase === 'ingest') return 'Everything is fetched and being taken in';
  if (running) return progress ? progressWords(progress) : 'Beginning';
  if (paused) return `Paused; else ${SCHEDULE_WORDS[pull.schedule]}`;
  if (nextAt === null) return 'Nothing is tried until its credentials are replaced';
  if (Date.parse(nextAt) <= now) return 'About to begin';
  const again = state === 'failed' || state === 'waiting' ? 'tried again' : 'next';
  return `${capital(SCHEDULE_WORDS[pull.schedule])}, ${again} ${formatInstant(nextAt, timeZone)}`;
}

const progressWords = ({ parts, bytes }: NonNullable<PullInfo['progress']>) =>
  parts === 0 ? 'Asking for the first page' : `${counted(parts, 'page')} fetched, ${bytesWord(bytes)}`;

/** What the last time came to, and when. */
export function resultWords(pull: PullInfo, timeZone: string): string {
  const { said, saidAt, succeededAt, state, files } = pull;
  if (!said || !saidAt) return files !== null ? 'No file has been taken yet.' : 'Nothing has been fetched yet.';
  const when = formatInstant(saidAt, timeZone);
  const isWell = state === 'succeeded' || state === 'new';
  const before = !isWell && succeededAt ? ` It last worked on ${formatInstant(succeededAt, timeZone)}.` : '';
  return `${when}: ${said}${before}`;
}

/** What it reaches back to. */
export function reachWords({ pulledUntil, since }: PullInfo, trailingDays: number | undefined): string | null {
  if (!pulledUntil) return since ? `Asks for everything from ${formatDate(since)} on.` : null;
  const until = formatDate(pulledUntil.slice(0, 10));
  return trailingDays
    ? `Complete to ${until}; the ${trailingDays === 1 ? 'day before is' : `${trailingDays} days before are`} asked for again each time, as the vendor may have changed them.`
    : `Complete to ${until}.`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
