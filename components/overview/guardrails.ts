import type { Finding } from '@/components/dashboard/dashboard';
import { cell } from '@/components/data/answers';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { change, formatValue } from '@/lib/core/format';
import { listWords } from '@/lib/core/words';

export type GuardrailState = 'holds' | 'missed' | 'unknown' | 'pair';

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
  /** csat_mean by first_handler */
  ratings?: Answer;
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
  return [repeats(given), inTime(given), wait(given), satisfaction(given)];
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

/** A plain pair: whether the AI is as good is not claimed from it, for the matters differ. */
function satisfaction({ ratings }: GuardrailAnswers): Guardrail {
  const ai = ratings && cell(ratings, 'csat_mean', { first_handler: 'ai' });
  const human = ratings && cell(ratings, 'csat_mean', { first_handler: 'human' });
  const isKnown = ai?.value != null && human?.value != null;
  return {
    id: 'satisfaction',
    name: 'Satisfaction, AI and people first',
    measured: `AI ${text(ai, 'rating', '')} · people ${text(human, 'rating', '')}`,
    limit: 'none: matters differ',
    room: isKnown ? `${change(ai.value!, human.value!, 'rating').text} as it happened` : '',
    n: (ai?.denominator ?? ai?.n ?? 0) + (human?.denominator ?? human?.n ?? 0) || undefined,
    state: 'pair',
    phrase: '',
  };
}

function text(value: MetricValue | undefined, unit: 'share' | 'seconds' | 'rating', currency: string): string {
  return value?.value == null ? UNKNOWN : formatValue(value.value, unit, currency || 'USD');
}

const roomWords = (difference: number, words: string) => `${(difference * 100).toFixed(1)} % points ${words}`;

const NUMBERS = ['None', 'One', 'Two', 'Three', 'Four'];

/** The guardrails as one sentence in two parts: what is missed first, what is not known named. */
export function verdict(rails: Guardrail[]): Finding {
  const judged = rails.filter(({ state }) => state === 'holds' || state === 'missed');
  const missed = judged.filter(({ state }) => state === 'missed');
  const unknown = rails.filter(({ state }) => state === 'unknown');
  if (judged.length === 0)
    return {
      head: 'No guardrail can be judged in this period',
      detail: 'Nothing on record: needs conversations of this time.',
      isEmpty: true,
    };
  const open = unknown.length > 0 ? ` Not known: ${listWords(unknown.map(({ phrase }) => phrase))}.` : '';
  const total = NUMBERS[judged.length]!.toLowerCase();
  const named = missed.length > 0 ? missed : judged;
  const detail = `${sentence(named.map(({ phrase }) => phrase).join('; '))}.${open}`;
  if (missed.length === 0)
    return {
      head: judged.length === 1 ? 'The one guardrail that can be judged holds' : `All ${total} guardrails hold`,
      detail,
    };
  if (missed.length === judged.length && judged.length > 1)
    return { head: `All ${total} guardrails are missed`, detail };
  const verb = missed.length === 1 ? 'is' : 'are';
  return { head: `${NUMBERS[missed.length]} of ${total} guardrails ${verb} missed`, detail };
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
