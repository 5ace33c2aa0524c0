import type { Finding } from '@/components/dashboard/dashboard';
import { cell } from '@/components/data/answers';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import type { Banked } from '@/lib/core/impact';
import { findingInForce, type ParityAnswer } from '@/lib/core/parity';
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
  /** of satisfaction: the whole interval lies below people */
  isBelow?: boolean;
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

/**
 * On the same matters: held where the AI is shown to be no worse, missed where it is below people and not shown to be
 * within the limit; else not known. Where chance decided who answers, that comparison counts.
 */
function satisfaction({ parity }: GuardrailAnswers): Guardrail {
  const base = { id: 'satisfaction', name: 'Satisfaction on the same matters' };
  const limit = parity ? `not below ${pointsWord(-parity.margin)}: limit of the interval` : UNKNOWN;
  const compared = parity?.holdout ?? parity?.crude;
  const n = compared ? compared.nAi + compared.nHuman : undefined;
  const phrase = 'satisfaction on the same matters';
  const found = parity && findingInForce(parity);
  if (!found?.interval) return { ...base, measured: UNKNOWN, limit, room: '', n, state: 'unknown', phrase };
  const { verdict: judged, interval } = found;
  const measured = `${pointsWord(interval.difference)} (${intervalWord(interval)})`;
  const isBelow = interval.high < 0;
  const isMissed = judged === 'inferior' || (judged === 'inconclusive' && isBelow);
  const state = isMissed ? 'missed' : judged === 'superior' || judged === 'non_inferior' ? 'holds' : 'unknown';
  const points = Math.abs(interval.difference).toFixed(2);
  const said = isMissed
    ? `customers rate the AI ${points} points below people on the same matters`
    : isBelow && state === 'holds'
      ? 'customers rate the AI below people on the same matters, though within the limit'
      : phrase;
  return { ...base, measured, limit, room: VERDICT_WORDS[judged], n, state, phrase: said, isBelow };
}

function text(value: MetricValue | undefined, unit: 'share' | 'seconds', currency: string): string {
  return value?.value == null ? UNKNOWN : formatValue(value.value, unit, currency || 'USD');
}

const roomWords = (difference: number, words: string) => `${(difference * 100).toFixed(1)} % points ${words}`;

const NUMBERS = ['None', 'One', 'Two', 'Three', 'Four'];

/** What became of the saving, and the first reason why; absent where it was not asked with the page's filters. */
export interface Saving {
  status: Banked['status'];
  reason?: string;
}

/** The guardrails as one sentence in two parts: quality first, what is missed, what follows for the saving. */
export function verdict(rails: Guardrail[], saving?: Saving): Finding {
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
  const isHeld = saving?.status === 'on_hold';
  const quality = rails.find(({ id }) => id === 'satisfaction');
  const isBelow = quality?.state === 'holds' && quality.isBelow === true;
  if (missed.length === 0) {
    const others = judged.filter((rail) => rail.id !== 'satisfaction');
    const held = sentence(others.map(({ phrase }) => phrase).join('; ') || 'quality holds on the same matters');
    const head = isBelow ? sentence(quality.phrase) : headOfHeld(judged.length, rails.length);
    return {
      head: isHeld ? `${head}, but the saving is on hold` : head,
      // One line: the table below holds the rest.
      detail: (isHeld && saving.reason) || open.trim() || `${held}.`,
    };
  }
  const [first, ...rest] = missed;
  const so = isHeld ? ', so the saving is on hold' : '';
  const before = isBelow ? sentence(quality.phrase) : 'Quality holds on the same matters';
  const head = quality?.state === 'holds' ? `${before}, but ${first!.phrase}${so}` : `${sentence(first!.phrase)}${so}`;
  const more = rest.length > 0 ? `${sentence(rest.map(({ phrase }) => phrase).join('; '))}.` : '';
  const held = judged.length - missed.length;
  return { head, detail: `${more}${open}`.trim() || `${held} of ${judged.length} guardrails hold.` };
}

function headOfHeld(judged: number, all: number): string {
  if (judged === 1) return 'The one guardrail that can be judged holds';
  const [held, total] = [NUMBERS[judged]!, NUMBERS[all]!.toLowerCase()];
  return judged === all ? `All ${total} guardrails hold` : `${held} of ${total} guardrails hold`;
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
