import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { runNode } from './children';

const SOURCES = ['app', 'components', 'lib', 'db', 'public', 'proxy.ts', 'next.config.ts', 'tsconfig.json'];
const OTHERS = ['package-lock.json'];
const STAMP = path.join('.next', 'tandem-build');

/** Builds for production unless `.next` holds a build of exactly these sources. Returns whether it had to. */
export async function buildIfStale(say: (line: string) => void): Promise<boolean> {
  const wanted = contentHash();
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, 'utf8') === wanted) return false;
  say('Building the pages …');
  fs.rmSync(STAMP, { force: true });
  const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await runNode('The build', [path.join('node_modules', 'next', 'dist', 'bin', 'next'), 'build'], { env }).done;
  fs.writeFileSync(STAMP, wanted);
  return true;
}

function contentHash(): string {
  const hash = crypto.createHash('sha256').update(process.version);
  for (const file of [...SOURCES, ...OTHERS].flatMap(filesBelow))
    hash.update(`\0${file}\0`).update(fs.readFileSync(file));
  return hash.digest('hex');
}

function filesBelow(place: string): string[] {
  if (!fs.existsSync(place)) return [];
  if (fs.statSync(place).isFile()) return [place];
  const entries = fs.readdirSync(place, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
