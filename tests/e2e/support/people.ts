import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The demo's people, whose sessions the global setup keeps for the tests. */
export const PEOPLE = ['executive', 'lead', 'service', 'analyst', 'admin'] as const;
export type Person = (typeof PEOPLE)[number];

// One folder a server: two runs at once must not take each other's sessions.
const server = new URL(process.env.TANDEM_E2E_URL ?? process.env.BASE_URL ?? 'http://127.0.0.1:3000').port;
const folder = path.join(os.tmpdir(), `tandem-e2e-${process.getuid?.() ?? 0}-${server}`);

export const emailOf = (person: Person) => `${person}@demo.local`;

export function sessionFile(person: Person): string {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, `${person}.json`);
}

export function password(): string {
  const given = process.env.TANDEM_DEMO_PASSWORD;
  if (!given) throw new Error('The browser tests need TANDEM_DEMO_PASSWORD.');
  return given;
}
