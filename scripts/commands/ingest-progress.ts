import type { Phase, Progress } from '@/lib/ingest/run';

const EVERY_MS = 200;
const count = new Intl.NumberFormat('en-US');
const PHASES: Partial<Record<Phase, string>> = { merge: 'Merging …', rebuild: 'Rebuilding the days it touched …' };

/** One line on a terminal that follows a run: rows, MB/s, time left. Silent where nobody looks. */
export function ingestProgress(out: NodeJS.WriteStream) {
  const started = performance.now();
  let last = 0;
  const show = (line: string) => {
    if (out.isTTY) out.write(`\r\x1b[K${line}`);
  };
  return {
    onProgress({ rows, bytes, totalBytes }: Progress) {
      const now = performance.now();
      if (now - last < EVERY_MS) return;
      last = now;
      const seconds = (now - started) / 1000;
      const left = totalBytes && bytes > 0 ? `, ${remaining(seconds * (totalBytes / bytes - 1))} left` : '';
      show(`${count.format(rows)} rows, ${(bytes / 1e6 / seconds).toFixed(1)} MB/s${left}`);
    },
    onPhase(phase: Phase) {
      const line = PHASES[phase];
      if (line) show(line);
    },
    clear: () => show(''),
  };
}

function remaining(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
