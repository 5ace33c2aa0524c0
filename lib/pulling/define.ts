import type { VendorInfo } from '@/lib/core/pulls';
import type { Client } from './client';

/** Where a pull stands, as JSON: what `steps` needs to go on after the last step it gave. */
export type Cursor = Readonly<Record<string, unknown>>;

/** What belongs together and is kept together or not at all: a page with what hangs on it, or a day. */
export interface Step {
  /** parts of one name become one file of the run, in their order */
  parts: readonly { name: string; body: Buffer | string }[];
  /** what later steps have to know of this one: ids that were fetched */
  keys?: readonly string[];
  /** what the next pull has to know of this one, once it is taken in; kept sealed */
  remember?: Readonly<Record<string, string>>;
  /** a sentence for whoever reads the result */
  note?: string;
  next: Cursor;
}

export interface Asked {
  options: Readonly<Record<string, string>>;
  credentials: Readonly<Record<string, string>>;
  client: Client;
}

export interface Pulling extends Asked {
  /** half-open; `until` is when the pull began, also where it is gone on with */
  window: { from: Date; until: Date };
  /** null at the beginning */
  cursor: Cursor | null;
  /** what the last pull that succeeded said to remember */
  remembered: Readonly<Record<string, string>>;
  /** the keys of all steps so far, those of an interrupted process too */
  keys(): Promise<Set<string>>;
}

/**
 * Fetches what one vendor's API holds, as the files its connectors read. It knows nothing of schedules, storage or
 * retries: those are the client's and the worker's business. A new one is this file and its line in registry.ts.
 */
export interface Puller extends VendorInfo {
  /** the hosts it may ask, `*.x.com` for those below one; credentials never leave the one they were sent to */
  hosts(options: Asked['options']): readonly string[];
  /** what somebody has to renew when the vendor refuses: "a new access token is needed" */
  renew: string;
  /** oldest day the vendor keeps, in days back */
  mostDays?: number;
  /** Asks for as little as shows that the credentials and their permission are right. Throws what is wrong. */
  check(asked: Asked): Promise<void>;
  /** Everything of the window, step by step, each begun only when the one before it is stored. */
  steps(pulling: Pulling): AsyncGenerator<Step>;
}
