import { ServiceDesk } from '@/lib/demo/answering';
import { dateOf, WORLD } from '@/lib/demo/calendar';
import { CHAT, DAY, type Draft, EMAIL, LONGEST, type Matter, MESSAGING, PHONE } from '@/lib/demo/draft';
import { COMPLEXITY_SHARES, HUMAN_REPEATS, INTENT_SHARES, parametersOf } from '@/lib/demo/parameters';
import { customerShare, drawHour, drawMarket, MARKETS } from '@/lib/demo/places';
import { Dealt, mix, Random, Weighted } from '@/lib/demo/random';
import { mattersOf } from '@/lib/demo/volume';

const EMAIL_SHARE = 0.035;
const PHONE_SHARE = 0.03;
/** Where people turn who come back after a chat. */
const RETURN_TO = { chat: 0.9, email: 0.05 };

/** Customers at scale 1, all markets. */
const CUSTOMERS = 26_000_000;
const REPEAT_WINDOW = 7 * DAY;
/** A matter that comes back was begun at most so many days before. */
const LOOK_BACK_DAYS = LONGEST / DAY + REPEAT_WINDOW / DAY + 1;

const intents = new Weighted(INTENT_SHARES);
const complexities = new Weighted(COMPLEXITY_SHARES);

/**
 * Every conversation that starts in `[from, to)`, in order of its start. A day depends on the seed and on the days a
 * returning matter can come from, which are run through unseen first; so a part of the time is a part of the whole.
 * @param visit gets one and the same object again and again; take from it what you need
 */
export function eachConversation(
  options: { seed: number; scale: number; from: number; to: number },
  visit: (draft: Draft) => void,
): void {
  const first = Math.max(options.from, WORLD.conversations);
  const last = Math.min(options.to, WORLD.end);
  if (first >= last) return;
  const service = new CustomerService(options.seed, options.scale);
  for (let day = first - LOOK_BACK_DAYS; day < last; day++) service.run(day, day >= first ? visit : null);
}

/** Stands in every id between day and number, so that companies of another seed or scale are told apart. */
export function tagOf({ seed, scale }: { seed: number; scale: number }): string {
  return mix(seed, Math.round(scale * 1e9), 6).toString(36);
}

function channelOf(u: number, messaging: number): number {
  if (u < EMAIL_SHARE) return EMAIL;
  if (u < EMAIL_SHARE + PHONE_SHARE) return PHONE;
  return u < EMAIL_SHARE + PHONE_SHARE + messaging ? MESSAGING : CHAT;
}

function secondChannel(u: number): number {
  if (u < RETURN_TO.chat) return CHAT;
  return u < RETURN_TO.chat + RETURN_TO.email ? EMAIL : PHONE;
}

class CustomerService {
  private readonly returning = new Map<number, Matter[]>();
  private readonly pools: number[];
  private readonly desk: ServiceDesk;
  private readonly tag: string;
  private today = parametersOf(0);
  private returns = new Dealt(new Random(0), 0);

  constructor(
    private readonly seed: number,
    private readonly scale: number,
  ) {
    this.desk = new ServiceDesk(seed);
    this.tag = tagOf({ seed, scale });
    this.pools = MARKETS.map((_, market) => Math.max(20, Math.round(CUSTOMERS * scale * customerShare(market))));
  }

  run(day: number, visit: ((draft: Draft) => void) | null): void {
    this.today = parametersOf(day);
    this.desk.open(day);
    this.returns = new Dealt(new Random(this.seed, day, 5), 8);
    const matters = this.newMatters(day);
    const back = (this.returning.get(day) ?? []).sort((a, b) => a.started_at - b.started_at);
    this.returning.delete(day);
    const prefix = `${dateOf(day).replaceAll('-', '')}-${this.tag}-`;
    // Returning matters have their own stream, so that the new ones never depend on how many came back.
    const own = new Random(this.seed, day, 2);
    const others = new Random(this.seed, day, 3);
    let sequence = 0;
    let next = 0;
    for (const matter of matters) {
      while (next < back.length && back[next]!.started_at <= matter.started_at) {
        this.desk.serve(back[next++]!, others);
        if (visit) this.hand(prefix, ++sequence, visit);
      }
      this.desk.serve(matter, own);
      this.maybeReturn(matter, own);
      if (visit) this.hand(prefix, ++sequence, visit);
    }
    while (next < back.length) {
      this.desk.serve(back[next++]!, others);
      if (visit) this.hand(prefix, ++sequence, visit);
    }
  }

  private hand(prefix: string, sequence: number, visit: (draft: Draft) => void): void {
    this.desk.draft.id = prefix + String(sequence).padStart(6, '0');
    visit(this.desk.draft);
  }

  private *newMatters(day: number): Iterable<Matter> {
    const random = new Random(this.seed, day, 1);
    const count = mattersOf(day, this.seed, this.scale);
    const starts = new Int32Array(count);
    for (let i = 0; i < count; i++) starts[i] = drawHour(random.next()) * 3600 + random.below(3600);
    starts.sort();
    const matter: Matter = { started_at: 0, market: 0, customer: 0, intent: 0, complexity: 0, channel: 0 };
    const { messaging } = this.today;
    for (let i = 0; i < count; i++) {
      const second = starts[i]!;
      matter.started_at = day * DAY + second;
      matter.market = drawMarket((second / 3600) | 0, random.next());
      matter.customer = Math.floor(random.next() * this.pools[matter.market]!);
      matter.intent = intents.pick(random.next());
      matter.complexity = complexities.pick(random.next());
      matter.channel = channelOf(random.next(), messaging);
      yield matter;
    }
  }

  /** Some solved matters come back within a week: same customer, same topic. Only new matters do, once. */
  private maybeReturn(matter: Matter, random: Random): void {
    const { draft } = this.desk;
    if (draft.outcome !== 'resolved') return;
    const c = matter.complexity;
    const alone = draft.ai_involved && !draft.human_involved;
    const u = this.returns.next(alone ? c : 4 + c);
    if (u >= (alone ? this.today.ai_repeats[c]! : HUMAN_REPEATS[c]!)) return;
    const v = random.next();
    const started_at = draft.ended_at + 600 + Math.floor((REPEAT_WINDOW - 700) * v * v);
    const w = random.next();
    const day = Math.floor(started_at / DAY);
    const list = this.returning.get(day) ?? [];
    list.push({
      ...matter,
      started_at,
      channel: matter.channel === CHAT ? secondChannel(w) : matter.channel,
    });
    this.returning.set(day, list);
  }
}
