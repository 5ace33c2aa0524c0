import { CHANNELS, DAY, type Draft, EMAIL, LONGEST, type Matter, MESSAGING, PHONE } from '@/lib/demo/draft';
import {
  CHAT_CONCURRENCY,
  COMPLEXITIES,
  HANDOVER_CSAT,
  HANDOVER_REQUESTED,
  HANDOVER_TOUCH,
  HUMAN_CSAT,
  HUMAN_RESOLVES,
  HYBRID_RESOLVES,
  INTENTS,
  parametersOf,
  SURVEY_RESPONSE,
  TOUCH_CV,
  TOUCH_SECONDS,
  TRIAL_SHARE,
  UNRESOLVED_CSAT,
} from '@/lib/demo/parameters';
import { languageOf, MARKETS } from '@/lib/demo/places';
import { Dealt, lognormal, mix, quantile, Random, unit, Weighted } from '@/lib/demo/random';
import { drawRating } from '@/lib/demo/rating';

const REASONS = ['customer_request', 'low_confidence', 'policy_exception', 'strong_emotion', 'technical_problem'];
const OWN_REASONS = new Weighted([0, 0.42, 0.26, 0.14, 0.18]);
const ASKED_REASONS = new Weighted([0.68, 0.08, 0.06, 0.14, 0.04]);

const touch = lognormal(TOUCH_CV);
const pace = lognormal(0.25);
const aiLasts = lognormal(0.8);
const wait = lognormal(1.1);
const mailLasts = lognormal(0.9);
const cost = lognormal(0.45);

/** Mean seconds an AI chat lasts, per complexity. */
const AI_SECONDS = [92, 118, 150, 110];
const AGENTS = { in_house: 420, outsourced: 640, flexible: 160 } as const;
const HUMAN_BASIS = new Weighted([0.2, 0.1, 0.7, 0]);
const AI_BASIS = new Weighted([0.25, 0.54, 0, 0.21]);
const BASES = ['confirmed', 'assumed', 'closed_by_agent', 'judged_by_model'];

/** Answers matters: who did, how long it took, how it ended, how it was rated. */
export class ServiceDesk {
  readonly draft = {} as Draft;
  private today = parametersOf(0);
  private ratings = new Dealt(new Random(0), 0);

  constructor(private readonly seed: number) {}

  /** Turns to a day; matters of other days are not answered until the next call. */
  open(day: number): void {
    this.today = parametersOf(day);
    this.ratings = new Dealt(new Random(this.seed, day, 4), 8);
  }

  /** Fills the draft, but for its id. */
  serve(matter: Matter, random: Random): void {
    const { draft, today } = this;
    const c = matter.complexity;
    const market = MARKETS[matter.market]!;
    const fate = unit(this.seed, matter.market, matter.customer);
    draft.customer_id = `${market}-${mix(this.seed, matter.customer, 5).toString(36)}-${matter.customer.toString(36)}`;
    draft.started_at = matter.started_at;
    draft.channel = CHANNELS[matter.channel]!;
    draft.market = market;
    draft.language = fate < 0.01 ? null : languageOf(matter.market, (fate * 1009) % 1);
    draft.intent = random.next() < 0.008 ? null : INTENTS[matter.intent]!;
    draft.complexity = COMPLEXITIES[c]!;
    draft.human_requested_at = -1;
    draft.human_joined_at = -1;
    draft.human_agent = null;
    draft.escalation_reason = null;
    draft.handle_seconds = -1;
    draft.csat = -1;
    draft.csat_at = -1;
    draft.ai_cost = -1;
    draft.ai_version = null;
    draft.agent_pool = null;
    draft.outcome_basis = null;

    const u = random.next();
    const reach = matter.channel === PHONE ? 0 : matter.channel === EMAIL ? today.email_ai : 1;
    const ai = today.ai_first[c]! * reach;
    if (u < ai) this.answeredByAi(matter, random);
    else if (u < 1 - today.unanswered) this.answeredByHuman(matter, random);
    else this.unanswered(matter, random);

    // A few are never closed: the window was left open, the case forgotten.
    if (random.next() < 0.0015 && draft.outcome !== 'resolved') {
      draft.ended_at = -1;
      draft.outcome = 'unknown';
      draft.csat = -1;
      draft.csat_at = -1;
    }
  }

  private answeredByAi(matter: Matter, random: Random): void {
    const { draft, today } = this;
    const c = matter.complexity;
    const over = today.handed_over[c]!;
    const joined = random.next() < over;
    const mail = matter.channel === EMAIL || matter.channel === MESSAGING;
    draft.first_handler = 'ai';
    draft.ai_involved = true;
    draft.human_involved = joined;
    draft.first_reply_at = matter.started_at + 1 + random.below(mail ? 50 : 5);
    draft.ai_cost = Math.round(today.ai_cost * quantile(cost, random.next()) * 10_000) / 10_000;
    draft.ai_version = today.next_version && random.next() < TRIAL_SHARE ? today.next_version : today.version;
    const lasted = Math.max(8, AI_SECONDS[c]! * quantile(aiLasts, random.next())) * (mail ? 12 : 1);
    const resolves = joined ? HYBRID_RESOLVES[c]! : today.ai_resolves[c]!;
    this.decide(resolves, joined, random);
    if (joined) {
      const asked = random.next() < HANDOVER_REQUESTED;
      const request = matter.started_at + 4 + Math.round(lasted * 0.55);
      const seconds = this.waitForHuman(random, mail);
      draft.human_requested_at = asked ? request : -1;
      draft.escalation_reason = REASONS[(asked ? ASKED_REASONS : OWN_REASONS).pick(random.next())]!;
      this.workedBy(matter, random, request + seconds, HANDOVER_TOUCH);
    } else {
      draft.ended_at = matter.started_at + 4 + Math.round(lasted);
      if (draft.outcome !== 'resolved' && random.next() < today.unmet_request) {
        draft.human_requested_at = matter.started_at + 4 + Math.round(lasted * random.next() * 0.9);
      }
    }
    const mean = HUMAN_CSAT[c]! + today.csat_difference[c]! + HANDOVER_CSAT * (joined ? over - 1 : over);
    this.rate(c, mean, resolves, SURVEY_RESPONSE.ai, random);
  }

  private answeredByHuman(matter: Matter, random: Random): void {
    const { draft } = this;
    const c = matter.complexity;
    draft.first_handler = 'human';
    draft.ai_involved = false;
    draft.human_involved = true;
    this.decide(HUMAN_RESOLVES[c]!, true, random);
    this.workedBy(matter, random, -1, this.today.touch_factor);
    draft.first_reply_at = draft.human_joined_at;
    this.rate(4 + c, HUMAN_CSAT[c]!, HUMAN_RESOLVES[c]!, SURVEY_RESPONSE.human, random);
  }

  private unanswered(matter: Matter, random: Random): void {
    const { draft } = this;
    draft.first_handler = 'none';
    draft.ai_involved = false;
    draft.human_involved = false;
    draft.first_reply_at = -1;
    draft.outcome = random.next() < 0.85 ? 'abandoned' : 'unknown';
    draft.ended_at = matter.started_at + 30 + Math.round(260 * quantile(wait, random.next()));
  }

  /** @param joined the second of the first human answer, or -1: within the conversation, after the usual queue */
  private workedBy(matter: Matter, random: Random, joined: number, factor: number): void {
    const { draft, today } = this;
    const channel = matter.channel;
    const effort = channel === EMAIL ? 1.5 : channel === PHONE ? 1.9 : 1;
    const work = TOUCH_SECONDS[matter.complexity]! * quantile(touch, random.next()) * factor * effort;
    let lasts = work * CHAT_CONCURRENCY * quantile(pace, random.next());
    if (channel === PHONE) lasts = work * 1.15 + 20;
    if (channel === EMAIL) lasts = Math.min(LONGEST - DAY, work + 9 * 3600 * quantile(mailLasts, random.next()));
    const queue = quantile(wait, random.next()) * (channel === EMAIL ? 5 * 3600 : 75);
    draft.handle_seconds = Math.max(5, Math.round(work));
    draft.human_joined_at = joined >= 0 ? joined : matter.started_at + Math.round(Math.min(queue, lasts * 0.6)) + 3;
    const begun = joined >= 0 ? joined : matter.started_at;
    draft.ended_at = Math.max(draft.human_joined_at + 5, begun + Math.round(lasts));
    const u = random.next();
    const outsourced = (1 - today.flexible) * 0.56;
    const pool = u < today.flexible ? 'flexible' : u < today.flexible + outsourced ? 'outsourced' : 'in_house';
    draft.agent_pool = pool;
    draft.human_agent = `${pool === 'in_house' ? 'a' : pool === 'outsourced' ? 'p' : 'f'}${random.below(AGENTS[pool])}`;
  }

  private waitForHuman(random: Random, slow: boolean): number {
    const u = random.next();
    if (random.next() < this.today.within_target) return Math.round(12 + 280 * u * u);
    return Math.round(301 + (slow ? 9000 : 1500) * u * u);
  }

  private decide(resolves: number, human: boolean, random: Random): void {
    const { draft } = this;
    const u = random.next();
    if (u < resolves) {
      draft.outcome = 'resolved';
      draft.outcome_basis = BASES[(human ? HUMAN_BASIS : AI_BASIS).pick(random.next())]!;
      return;
    }
    const rest = (u - resolves) / (1 - resolves);
    draft.outcome = rest < 0.5 ? 'unresolved' : rest < 0.82 ? 'abandoned' : 'unknown';
  }

  /** @param cell arm and complexity @param mean of all ratings of such cases; the solved ones rate higher and the others lower, around it */
  private rate(cell: number, mean: number, resolves: number, response: number, random: Random): void {
    const { draft } = this;
    if (random.next() >= response) return;
    const solved = draft.outcome === 'resolved';
    draft.csat = drawRating(mean + UNRESOLVED_CSAT * (solved ? 1 - resolves : -resolves), this.ratings.next(cell));
    const u = random.next();
    const v = random.next();
    // Most answer at once, some weeks later, a few too late to count.
    const delay = u < 0.7 ? v * 3600 : u < 0.92 ? v * 3 * DAY : u < 0.99 ? (3 + v * 17) * DAY : (22 + v * 12) * DAY;
    draft.csat_at = draft.ended_at + 20 + Math.round(delay);
  }
}
