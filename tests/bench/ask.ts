import { tandem } from './workspace';

export interface Asked {
  status: number;
  ms: number;
  body: string;
}
/** Posts a question and waits for its whole answer. */
export type Ask = (path: string, request: object) => Promise<Asked>;

/** Asks by the HTTP API with a key, as curl does: uncompressed. */
export async function asker(url: string, address: string, role = 'analyst'): Promise<Ask> {
  const words = ['--name', `bench-${Date.now()}`, '--scope', 'query', '--role', role];
  const { result } = await tandem(url, 'keys', 'create', ...words);
  const headers = {
    authorization: `Bearer ${result.key}`,
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
  return async (path, request) => {
    const begun = performance.now();
    const answer = await fetch(`${address}/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(request) });
    const body = await answer.text();
    return { status: answer.status, ms: performance.now() - begun, body };
  };
}
