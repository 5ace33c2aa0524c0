import { formatCount } from './format';
import type { ArmChoice, Decision, Interval, ParityAnswer, TopicParity, Verdict } from './parity';
import { listWords, valueWord } from './words';

export const VERDICT_WORDS: Record<Verdict, string> = {
  superior: 'AI better',
  non_inferior: 'No worse',
  inferior: 'People better',
  inconclusive: 'Too close to call',
  not_comparable: 'Cannot be compared',
};

export const DECISION_WORDS: Record<Decision, string> = {
  send: 'Send to people',
  watch: 'Watch',
  leave: 'Leave to the AI',
  not_enough: 'Not enough ratings',
};

const MINUS = '−';

/** `+0.02`, `−0.10`: a difference in points of the rating. */
export function pointsWord(value: number): string {
  const text = Math.abs(value).toFixed(2);
  if (text === '0.00') return '0.00';
  return (value < 0 ? MINUS : '+') + text;
}

/** `+0.5`, `−1.9`: a difference of shares in % points. */
export function percentPoints(share: number): string {
  const text = Math.abs(share * 100).toFixed(1);
  if (text === '0.0') return text;
  return (share < 0 ? MINUS : '+') + text;
}

export const intervalWord = ({ low, high }: Interval) => `${pointsWord(low)} to ${pointsWord(high)}`;

/** In whole percent, unless that would say none, all, or enough of what is not. */
function percent(share: number, enough?: number): string {
  const whole = Math.round(share * 100);
  const misleads = share > 0 && share < 1 && (whole === 0 || whole === 100);
  const isJustShort = enough !== undefined && share < enough && whole >= enough * 100;
  // Cut, not rounded: 79.96 % is not 80.0 % where 80 % are needed.
  const text = isJustShort ? (Math.floor(share * 1000) / 10).toFixed(1) : (share * 100).toFixed(misleads ? 1 : 0);
  return `${text}\u00a0%`;
}

const NEEDED = 0.8;

/** How much of two arms could be compared, never rounded up to enough. */
export const coverageWord = (coverage: number | null) => percent(coverage ?? 0, NEEDED);

/** `Refund, complex, chat`: a topic as people call it. */
export function topicWord({ channel, intent, complexity, language }: Partial<TopicParity>): string {
  const words = [
    intent && valueWord('intent', intent),
    complexity && valueWord('complexity', complexity).toLowerCase(),
    channel && valueWord('channel', channel).toLowerCase(),
    language && valueWord('language', language),
  ];
  return words.filter(Boolean).join(', ');
}

export interface ParityWords {
  /** the finding in a sentence a board member understands */
  head: string;
  /** the number, its interval, the limit, what was held equal and what was left out */
  detail: string;
}

/**
 * What the comparison says and rests on. It is observational: "in comparable cases", never "because of the AI"; what
 * is below people is said first; "not significantly different" is never called parity.
 */
export function parityWords(answer: ParityAnswer): ParityWords {
  const { adjusted, coverage, margin, holdout } = answer;
  if (answer.conversations.ai === 0 || answer.conversations.human === 0)
    return {
      head: 'There is nothing to compare',
      detail: 'In this period and with these filters not both, the AI and people, answered customers.',
    };
  if (holdout)
    return {
      head: `Where chance decided who answers, ${holdoutWords(holdout)}`,
      detail: `Difference ${pointsWord(holdout.difference)} points (95 % interval ${intervalWord(holdout)}), limit ${pointsWord(-margin)}; ${formatCount(holdout.nAi)} ratings of the AI, ${formatCount(holdout.nHuman)} of people.`,
    };
  if (!adjusted || coverage === null || answer.verdict === 'not_comparable')
    return {
      head: answer.belowPeople
        ? 'Where they can be compared customers rate the AI below people, but too little can be compared for a verdict'
        : 'AI and people cannot be compared on the same matters',
      detail: `Only ${coverageWord(coverage)} of their conversations are on topics that both answered and enough customers rated; 80 % are needed.`,
    };
  const detail = [
    `Difference ${pointsWord(adjusted.difference)} points (95 % interval ${intervalWord(adjusted)}), limit ${pointsWord(-margin)}`,
    `same ${heldEqual(answer)}`,
    `${percent(1 - coverage)} of conversations could not be compared`,
  ].join('; ');
  return { head: headWords(answer) + exceptWords(answer), detail: `${detail}.` };
}

function headWords({ verdict, belowPeople }: ParityAnswer): string {
  if (belowPeople && verdict === 'non_inferior')
    return 'In comparable cases customers rate the AI below people, though within the limit';
  if (belowPeople || verdict === 'inferior') return 'In comparable cases customers rate the AI below people';
  if (verdict === 'superior') return 'In comparable cases customers rate the AI better than people';
  if (verdict === 'non_inferior') return 'In comparable cases customers rate the AI no worse than people';
  return 'Whether the AI is as good as people in comparable cases is too close to call';
}

function holdoutWords({ verdict, high }: NonNullable<ParityAnswer['holdout']>): string {
  if (verdict === 'non_inferior' && high < 0) return 'customers rate the AI below people, though within the limit';
  if (verdict === 'superior') return 'customers rate the AI better than people';
  if (verdict === 'non_inferior') return 'customers rate the AI no worse than people';
  if (verdict === 'inferior' || high < 0) return 'customers rate the AI below people';
  return 'it is too close to call';
}

/** Complexities on which people are better: said in the same breath. */
function exceptWords({ byComplexity, verdict, belowPeople }: ParityAnswer): string {
  const worse = Object.entries(byComplexity).filter(([, one]) => one.verdict === 'inferior');
  if (worse.length === 0) return '';
  const names = listWords(worse.map(([name]) => `${valueWord('complexity', name).toLowerCase()} matters`));
  return verdict === 'inferior' || belowPeople ? `, above all on ${names}` : `, except on ${names}`;
}

function heldEqual({ strata }: ParityAnswer): string {
  return strata.some(({ language }) => language !== undefined)
    ? 'channel, topic, complexity and language'
    : 'channel, topic and complexity';
}

export const armsWord = (arms: ArmChoice) =>
  arms === 'as_handled' ? 'by who handled it alone' : 'by who answered first';
