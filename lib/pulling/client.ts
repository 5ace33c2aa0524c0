import { setTimeout as sleep } from 'node:timers/promises';
import { PullFault, Stopped } from './faults';
import { askedWait, backOff, isLimited, TRIES } from './waits';

const TIMEOUT_MS = 60_000;
/** A longer wait than this is taken between pulls, not within one. */
const PATIENCE_MS = 5 * 60_000;
const MOST_REDIRECTS = 5;
const LARGEST_BYTES = 256 * 1024 ** 2;
const REDIRECTS = [301, 302, 303, 307, 308];

export interface ClientOptions {
  /** the vendor, for sentences */
  title: string;
  hosts: readonly string[];
  /** what somebody has to do when it refuses the credentials */
  renew: string;
  /** stands for every host, in tests */
  through?: string;
  signal?: AbortSignal;
  /** requests are tried so often; fewer where somebody waits for the answer */
  tries?: number;
  wait?(ms: number): Promise<void>;
  random?(): number;
  now?(): number;
}

export interface Ask {
  method?: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** statuses that are an answer and no fault */
  accept?: readonly number[];
}

export class Answer {
  constructor(
    readonly status: number,
    readonly headers: Headers,
    readonly body: Buffer,
    private readonly title: string,
  ) {}

  /** Throws a temporary fault where it is no JSON object: a proxy's page, or half of an answer. */
  json(): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(this.body.toString('utf8'));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
      // told below
    }
    throw new PullFault('temporary', `${this.title} answered with something other than JSON.`);
  }
}

/**
 * Asks one vendor: time-outs, the waits it asks for, tries again, redirects, and only its own hosts. What it throws
 * names host, path and status, never what was sent: neither headers nor a query.
 */
export class Client {
  private readonly wait: (ms: number) => Promise<void>;

  constructor(private readonly options: ClientOptions) {
    this.wait = options.wait ?? ((ms) => sleep(ms, undefined, { signal: options.signal }));
  }

  async json(url: string, ask: Ask = {}): Promise<Record<string, unknown>> {
    for (let tries = 1; ; tries++) {
      const answer = await this.ask(url, ask);
      try {
        return answer.json();
      } catch (error) {
        if (tries >= 3) throw error;
        await this.pause(backOff(tries, this.random));
      }
    }
  }

  /** The vendor's answer, once it is one. Throws a PullFault. */
  async ask(url: string, ask: Ask = {}): Promise<Answer> {
    const { title, tries: most = TRIES } = this.options;
    for (let tries = 1; ; tries++) {
      const answer = await this.once(url, ask);
      if (answer instanceof Answer && !this.isToRepeat(answer)) return this.judged(url, answer, ask);
      const limited = answer instanceof Answer && isLimited(answer.status, answer.headers);
      const asked = answer instanceof Answer ? askedWait(answer.headers, this.now()) : null;
      const why = answer instanceof Answer ? `answered ${answer.status}` : answer;
      if (asked !== null && asked > PATIENCE_MS)
        throw new PullFault('later', `${title} asks to come back later.`, new Date(this.now() + asked));
      if (tries >= most) {
        const sentence = `${title} ${why} ${most} times in a row (${placeOf(url)}).`;
        throw new PullFault(limited ? 'later' : 'temporary', sentence);
      }
      // Exactly when it said, and a little apart from everybody else who was told the same.
      await this.pause(asked === null ? backOff(tries, this.random) : asked + Math.round(this.random() * 250));
    }
  }

  private readonly random = () => (this.options.random ?? Math.random)();
  private readonly now = () => (this.options.now ?? Date.now)();

  private async pause(ms: number): Promise<void> {
    try {
      await this.wait(ms);
    } catch (error) {
      if (this.options.signal?.aborted) throw new Stopped();
      throw error;
    }
  }

  private isToRepeat({ status, headers }: Answer): boolean {
    return status >= 500 || [408, 425].includes(status) || isLimited(status, headers);
  }

  private judged(url: string, answer: Answer, { accept = [] }: Ask): Answer {
    const { title, renew } = this.options;
    const { status } = answer;
    if ((status >= 200 && status < 300) || accept.includes(status)) return answer;
    if (status === 401) throw new PullFault('credentials', `${title} does not accept the credentials: ${renew}.`);
    if (status === 403)
      throw new PullFault('credentials', `${title} does not allow this with these credentials: ${renew}.`);
    if (status === 404)
      throw new PullFault(
        'refused',
        `${title} has nothing at ${placeOf(url)}: check what was entered and its permission.`,
      );
    throw new PullFault('refused', `${title} answered ${status} to ${placeOf(url)}.`);
  }

  /** One request with its redirects, or why there was no answer. */
  private async once(first: string, ask: Ask): Promise<Answer | string> {
    const { signal, title } = this.options;
    let url = first;
    let headers = ask.headers ?? {};
    let { method = 'GET', body } = ask;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
      this.assertAllowed(url);
      const timeout = AbortSignal.timeout(TIMEOUT_MS);
      let response: Response;
      let read: Buffer;
      try {
        response = await fetch(this.throughOf(url), {
          ...{ method, headers: { 'user-agent': 'Tandem', ...headers }, body, redirect: 'manual', cache: 'no-store' },
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        });
        read = await bodyOf(response);
      } catch (error) {
        if (signal?.aborted) throw new Stopped();
        if (error instanceof TooLarge) throw new PullFault('refused', `${title} sent more than 256 MB at once.`);
        return timeout.aborted ? `did not answer within ${TIMEOUT_MS / 1000} seconds` : whyUnanswered(error);
      }
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || !location)
        return new Answer(response.status, response.headers, read, title);
      const to = new URL(location, url);
      const isElsewhere = to.host !== new URL(url).host;
      // Credentials are for whoever they were meant for; a signed address needs none.
      if (isElsewhere) headers = {};
      if (isElsewhere || response.status <= 303) [method, body] = ['GET', undefined];
      url = to.toString();
    }
    throw new PullFault('refused', `${title} sends from one address to the next without end.`);
  }

  private assertAllowed(url: string): void {
    const { title, hosts } = this.options;
    const { protocol, hostname, port } = new URL(url);
    const known = hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
    if (protocol === 'https:' && port === '' && known) return;
    throw new PullFault(
      'refused',
      `${title} sent us to ${hostname}, which is not one of its hosts: nothing was asked there.`,
    );
  }

  private throughOf(url: string): string {
    const { through } = this.options;
    return through ? `${through}/${url.slice('https://'.length)}` : url;
  }
}

class TooLarge extends Error {}

const UNREACHABLE = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH'];

function whyUnanswered(error: unknown): string {
  const { code = '' } = ((error as Error).cause ?? {}) as { code?: string };
  return UNREACHABLE.includes(code) ? 'could not be reached from this server' : 'broke off the connection';
}

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body)
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > LARGEST_BYTES) throw new TooLarge();
      chunks.push(chunk);
    }
  return Buffer.concat(chunks);
}

/** Host and path without ids in it and without the query, which may hold a signature. */
function placeOf(url: string): string {
  const { hostname, pathname } = new URL(url);
  return `${hostname}${pathname.replaceAll(/\/[\w-]*\d[\w-]{5,}/g, '/…')}`;
}
