'use client';

import { useSyncExternalStore } from 'react';

/** `offline`: this machine has no network. `away`: the server does not answer. `ended`: nobody is signed in any more. */
export type Connection = 'online' | 'offline' | 'away' | 'ended';

/** The server could not be reached: not an answer, and no fault of the question. */
export class UnreachableError extends Error {
  constructor() {
    super('No connection: this comes once it is back.');
    this.name = 'UnreachableError';
  }
}

const POLL_MS = 4000;
/** What stands between us and the server says these, not the server. */
const GATEWAY = [502, 503, 504];

let state: Connection = 'online';
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function become(next: Connection): void {
  if (state === next) return;
  state = next;
  for (const listener of listeners) listener();
  clearTimeout(timer);
  if (next === 'offline' || next === 'away') timer = setTimeout(look, POLL_MS);
}

/** Asks the server whether it is back, again and again until it is. */
async function look(): Promise<void> {
  try {
    const { ok } = await fetch('/api/health', { cache: 'no-store' });
    if (ok) return become('online');
  } catch {
    // Still away: that is what was asked.
  }
  timer = setTimeout(look, POLL_MS);
}

const lost = () => become('offline');
/** The network is back; whether the server is has still to be seen. */
const found = () => {
  if (state !== 'offline') return;
  clearTimeout(timer);
  void look();
};

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('offline', lost);
    window.addEventListener('online', found);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    window.removeEventListener('offline', lost);
    window.removeEventListener('online', found);
  };
}

/** How the page stands with its server; everything that shows numbers hears of a change at once. */
export const useConnection = (): Connection =>
  useSyncExternalStore(
    subscribe,
    () => state,
    () => 'online',
  );

/** `fetch` for our own server, which keeps an eye on the connection. Throws UnreachableError where none is. */
export async function reach(url: string, init?: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch {
    become(navigator.onLine ? 'away' : 'offline');
    throw new UnreachableError();
  }
  if (GATEWAY.includes(response.status)) {
    become('away');
    throw new UnreachableError();
  }
  if (response.status === 401) become('ended');
  // One who was away is back when `look` says so: an answer still on its way must not end the waiting of the others.
  else if (state === 'ended') become('online');
  return response;
}
