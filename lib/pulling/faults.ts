import { TandemError } from '@/lib/core/errors';

/**
 * What came between a pull and its end, in one sentence without any secret.
 * `credentials`: somebody has to renew them · `later`: the vendor asks to come back · `temporary`: it may work soon ·
 * `refused`: it will not work as it is
 */
export class PullFault extends TandemError {
  constructor(
    readonly kind: 'credentials' | 'later' | 'temporary' | 'refused',
    detail: string,
    /** when to come back, where the vendor said so */
    readonly until: Date | null = null,
  ) {
    super(kind === 'later' || kind === 'temporary' ? 503 : 422, detail);
  }
}

/** The process ends, or somebody paused or removed the source: what was fetched is kept, nothing is counted as failed. */
export class Stopped extends Error {
  constructor() {
    super('The pull was stopped.');
  }
}
