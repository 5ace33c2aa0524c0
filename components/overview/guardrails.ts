import type { Finding } from '@/components/dashboard/dashboard';
import { cell } from '@/components/data/answers';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import type { Banked } from '@/lib/core/impact';
import type { ParityAnswer } from '@/lib/core/parity';
import { intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';
import { listWords } from '@/lib/core/words';

export type GuardrailState = 'holds' | 'missed' | 'unknown';

export interface Guardrail {
  id: string;
  name: string;
  measured: string;
  limit: string;
  /** how far from the limit, in words */
  room: string;
  n?: number;
  state: GuardrailState;
  /** the same as part of a sentence */
  phrase: string;
}

export interface GuardrailAnswers {
  /** repeat_inquiry_rate of what AI alone handled */
  repeatsNow?: Answer;
  /** the same of everybody before launch, else of people now */
  repeatsThen?: Answer;
  thenWords: string;
  reach?: Answer;
  /** the comparison on the same matters */
  parity?: ParityAnswer;
  /** the share that should reach a person in time */
  objective: number;
  waitSeconds: number;
  currency: string;
}

const UNKNOWN = 'no data';
/** how many more may come back than before: the margin that also decides whether a saving counts */
const REPEAT_MARGIN = 0.01;

/** What keeps the saving honest: each measured figure beside its limit. Pure: the page draws what this says. */
export function guardrails(given: GuardrailAnswers): Guardrail[] {
  return [satisfaction(given), repeats(given), inTime(given), wait(given)];
}

function repeats({ repeatsNow, repeatsThen, thenWords, currency }: GuardrailAnswers): Guardrail {
  const now = repeatsNow && cell(repeatsNow, 'repeat_inquiry_rate');
  const then = repeatsThen && cell(repeatsThen, 'repeat_inquiry_rate');
  const base = { id: 'repeats', name: 'Repeat inquiries after AI', n: now?.denominator };
  const measured = text(now, 'share', currency);
  if (now?.value == null || then?.value == null)
    return { ...base, measured, limit: UNKNOWN, room: '', state: 'unknown', phrase: 'repeat inquiries' };
  const most = then.value + REPEAT_MARGIN;
  const isMissed = now.value > most;
  const limit = formatValue(most, 'share', currency);
  return {
    ...base,
    measured,
    limit: `at most ${limit}: ${thenWords} + 1 % point`,
    room: roomWords(Math.abs(now.value - most), isMissed ? 'too many' : 'to spare'),
    state: isMissed ? 'missed' : 'holds',
    phrase: `${measured} came back after AI, limit ${limit}`,
  };
}

function inTime({ reach, objective, currency }: GuardrailAnswers): Guardrail {
  const value = reach && cell(reach, 'human_within_target_rate');
  const limit = `at least ${formatValue(objective, 'share', currency)}`;
  const base = { id: 'in_time', name: 'Reached a person in time', limit, n: value?.denominator };
  const measured = text(value, 'share', currency);
  if (value?.value == null) return { ...base, measured, room: '', state: 'unknown', phrase: 'reaching a person' };
  const isMissed = value.value < objective;
  return {
    ...base,
    measured,
    room: roomWords(Math.abs(value.value - objective), isMissed ? 'short' : 'to spare'),
    state: isMissed ? 'missed' : 'holds',
    phrase: `${measured} reached a person in time, objective ${formatValue(objective, 'share', currency)}`,
  };
}

function wait({ reach, waitSeconds, currency }: GuardrailAnswers): Guardrail {
  const value = reach && cell(reach, 'time_to_human_p95');
  const limit = `at most ${formatValue(waitSeconds, 'seconds', currency)}`;
  const base = { id: 'wait', name: 'Time to a person, 95 in 100', limit, n: value?.n ?? value?.denominator };
  if (value?.status === 'not_reached')
    return {
      ...base,
      measured: 'not reached',
      room: 'over 5 in 100 never got there',
      state: 'missed',
      phrase: 'more than 5 in 100 who asked never reached one',
    };
  const measured = text(value, 'seconds', currency);
  if (value?.value == null) return { ...base, measured, room: '', state: 'unknown', phrase: 'time to a person' };
  const isMissed = value.value > waitSeconds;
  const away = formatValue(Math.abs(value.value - waitSeconds), 'seconds', currency);
  return {
    ...base,
    measured,
    room: `${away} ${isMissed ? 'too long' : 'to spare'}`,
    state: isMissed ? 'missed' : 'holds',
    phrase: `95 in 100 reached a person within ${measured}, limit ${formatValue(waitSeconds, 'seconds', currency)}`,
  };
}

/** On the same matters: held where the AI is shown to be no worse, missed where it is below people; else not known. */
function satisfaction({ parity }: GuardrailAnswers): Guardrail {
  const base = { id: 'satisfaction', name: 'Satisfaction on the same matters' };
  const limit = parity ? `not below ${pointsWord(-parity.margin)}: limit of the interval` : UNKNOWN;
  const n = parity?.crude ? parity.crude.nAi + parity.crude.nHuman : undefined;
  const found = parity?.holdout ?? parity?.adjusted;
  if (!parity || !found)
    return {
      ...base,
      measured: UNKNOWN,
      limit,
      room: '',
      n,
      state: 'unknown',
      phrase: 'satisfaction on the same matters',
    };
  const measured = `${pointsWord(found.difference)} (${intervalWord(found)})`;
  const judged = parity.holdout?.verdict ?? parity.verdict;
  const isWorse = judged === 'inferior' || (parity.belowPeople && judged !== 'non_inferior');
  const state = isWorse ? 'missed' : judged === 'superior' || judged === 'non_inferior' ? 'holds' : 'unknown';
  const phrase = isWorse
    ? `customers rate the AI ${pointsWord(found.difference)} points from people on the same matters`
    : 'satisfaction on the same matters';
  return { ...base, measured, limit, room: VERDICT_WORDS[judged], n, state, phrase };
}

function text(value: MetricValue | undefined, unit: 'share' | 'seconds', currency: string): string {
  return value?.value == null ? UNKNOWN : formatValue(value.value, unit, currency || 'USD');
}

const roomWords = (difference: number, words: string) => `${(difference * 100).toFixed(1)} % points ${words}`;

const NUMBERS = ['None', 'One', 'Two', 'Three', 'Four'];

/** The guardrails as one sentence in two parts: quality first, what is missed, what follows for the saving. */
export function verdict(rails: Guardrail[], banked?: Banked['status']): Finding {
  const judged = rails.filter(({ state }) => state !== 'unknown');
  const missed = judged.filter(({ state }) => state === 'missed');
  const unknown = rails.filter(({ state }) => state === 'unknown');
  if (judged.length === 0)
    return {
      head: 'No guardrail can be judged in this period',
      detail: 'Nothing on record: needs conversations of this time.',
      isEmpty: true,
    };
  const open = unknown.length > 0 ? ` Not known: ${listWords(unknown.map(({ phrase }) => phrase))}.` : '';
  const saving = banked === 'on_hold' ? ', so the saving is on hold' : '';
  const quality = rails.find(({ id }) => id === 'satisfaction')?.state;
  const others = judged.filter((rail) => rail.id !== 'satisfaction');
  if (missed.length === 0) {
    const total = NUMBERS[judged.length]!.toLowerCase();
    const held = sentence(others.map(({ phrase }) => phrase).join('; ') || 'quality holds on the same matters');
    return {
      head: judged.length === 1 ? 'The one guardrail that can be judged holds' : `All ${total} guardrails hold`,
      // One line: the table below holds the rest.
      detail: open.trim() || `${held}.`,
    };
  }
  const [first, ...rest] = missed;
  const head =
    quality === 'holds'
      ? `Quality holds on the same matters, but ${first!.phrase}${saving}`
      : `${sentence(first!.phrase)}${saving}`;
  const more = rest.length > 0 ? `${sentence(rest.map(({ phrase }) => phrase).join('; '))}.` : '';
  const held = judged.length - missed.length;
  return { head, detail: `${more}${open}`.trim() || `${held} of ${judged.length} guardrails hold.` };
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
