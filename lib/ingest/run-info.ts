import type { Run } from '@/db/runs';
import type { RunInfo, RunState } from '@/lib/core/sources';

/** A run as pages and programs read it. `readable` takes our own folders out of sentences about files. */
export function runInfo(run: Run, readable: (text: string) => string): RunInfo {
  const files = run.files as RunInfo['files'];
  return {
    ...run,
    state: run.state as RunState,
    started_at: run.started_at.toISOString(),
    finished_at: run.finished_at?.toISOString() ?? null,
    unknown_fields: run.unknown_fields as Record<string, number>,
    files: files.map((file) => ({
      ...file,
      name: readable(file.name),
      ...(file.error && { error: readable(file.error) }),
    })),
    warnings: (run.warnings as string[]).map(readable),
    error: run.error && readable(run.error),
  };
}
