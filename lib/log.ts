/** One JSON object a line on standard error, for whoever runs the server. */
function write(level: string, entry: object): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, ...entry })}\n`);
}

/** A fault of ours, with its stack: the only place where one is written. */
export function logError(where: string, what: string, error: unknown): void {
  const { message, stack } = error instanceof Error ? error : { message: JSON.stringify(error), stack: undefined };
  write('error', { where, what, message, stack });
}

export interface Handled {
  method: string;
  path: string;
  status: number;
  milliseconds: number;
  viewer?: string;
  detail?: string;
}

const SLOW_MS = 1000;

/** Requests that were refused, failed or took long. Answers as usual are not worth a line. */
export function logRequest(handled: Handled): void {
  if (handled.status >= 400 || handled.milliseconds >= SLOW_MS)
    write(handled.status >= 500 ? 'error' : 'info', handled);
}
