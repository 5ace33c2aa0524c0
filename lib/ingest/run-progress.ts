import type { Connection } from '@/db/client';
import { noteProgress, type RunPhase } from '@/db/ingest/runs';
import { TandemError } from '@/lib/core/errors';

/** Ends the whole run, not only the file that was being read. */
export class Cancelled extends TandemError {
  constructor(by: string) {
    super(409, `${by} cancelled this run. Nothing was stored.`);
  }
}

const EVERY_MS = 400;

/** Tells other processes how far a run has come, a few times a second, and hears from them that it was cancelled. */
export class RunProgress {
  private phase: RunPhase = 'read';
  private readonly come = { rows: 0, bytes: 0 };
  private last = 0;
  private sending: Promise<void> | null = null;
  private cancelledBy: string | null = null;
  private failure: unknown = null;

  constructor(
    private readonly pool: Connection['pool'],
    private readonly run: number,
    private readonly total: number | null,
  ) {}

  /** Called for every piece that was read. Throws a 409 once the run is cancelled, and what kept it from telling. */
  note(rows: number, bytes: number): void {
    this.come.rows = rows;
    this.come.bytes = bytes;
    this.stopIfAsked();
    const now = performance.now();
    if (this.sending || now - this.last < EVERY_MS) return;
    this.last = now;
    this.sending = this.send().catch((error) => {
      this.failure = error;
    });
  }

  /** Begins another phase. Not to be called once the run's row is written in an open transaction: it would wait for it. */
  async enter(phase: RunPhase): Promise<void> {
    await this.sending;
    this.phase = phase;
    await this.send();
    this.stopIfAsked();
  }

  private async send(): Promise<void> {
    const { phase, total } = this;
    this.cancelledBy = await noteProgress(this.pool, this.run, { phase, ...this.come, total });
    this.sending = null;
  }

  private stopIfAsked(): void {
    if (this.failure) throw this.failure;
    if (this.cancelledBy !== null) throw new Cancelled(this.cancelledBy);
  }
}
