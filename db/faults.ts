import { TandemError } from '@/lib/core/errors';

const FULL = 'The disk of the database is full. What was not finished was undone: make room there and try again.';
const AWAY = 'The database went away or does not answer. What was not finished was undone: try again in a moment.';
const BUSY = 'The database has no connection or memory left for this. What was not finished was undone: try again.';
const READS_ONLY = 'The database only reads at the moment. What was not finished was undone: try again in a moment.';
const UNSTORABLE = 'A text holds a character that cannot be stored: a NUL or half of a surrogate pair.';

/** By SQLSTATE or by Node's code of a broken connection. */
const SENTENCES: Record<string, [number, string]> = {
  '53100': [503, FULL],
  '53200': [503, BUSY],
  '53300': [503, BUSY],
  '25006': [503, READS_ONLY],
  '22021': [422, UNSTORABLE],
  '22P05': [422, UNSTORABLE],
};
const GONE = /^(08|57P)|^E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NOTFOUND|AI_AGAIN)$/;
/** pg has no code for these. */
const GONE_IN_WORDS = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

/** What of the database's errors somebody can do something about, as one sentence; null for a fault of ours. */
export function databaseFault(error: unknown): TandemError | null {
  if (!(error instanceof Error)) return null;
  const code = String((error as { code?: unknown }).code ?? '');
  const known = Object.hasOwn(SENTENCES, code) ? SENTENCES[code]! : null;
  if (known) return new TandemError(...known);
  return GONE.test(code) || GONE_IN_WORDS.test(error.message) ? new TandemError(503, AWAY) : null;
}
