import { asker } from './ask';
import { referenceDatabase, serve } from './server';
import { type Bench, median, quantile, report } from './workspace';

const YEAR = { from: '2024-04-01', to: '2025-04-01' };
const ASKED = 25;

/** Parity, impact and returns over a year, warm, one after another; nothing is answered from a cache of answers. */
export async function benchAnalyses(bench: Bench): Promise<void> {
  const { url } = await referenceDatabase(bench);
  const { address, stop } = await serve(url);
  try {
    const ask = await asker(url, address, 'executive');
    report(`analyses over a year, medians of ${ASKED}`);
    for (const path of ['parity', 'impact', 'returns']) {
      const times: number[] = [];
      for (let turn = -5; turn < ASKED; turn++) {
        const { status, ms, body } = await ask(path, YEAR);
        if (status !== 200) throw new Error(`${path} answered ${status}: ${body}`);
        if (turn >= 0) times.push(ms);
      }
      const limit = path === 'returns' ? '' : '   (at most 200)';
      report(
        `  ${path.padEnd(10)} p50 ${median(times).toFixed(0)} ms  p95 ${quantile(times, 0.95).toFixed(0)} ms${limit}`,
      );
    }
  } finally {
    stop();
  }
}
