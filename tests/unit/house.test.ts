import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const FOLDERS = ['app', 'components', 'lib', 'db', 'migrations'];

const files = FOLDERS.flatMap((folder) =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name)),
);

const holding = (pattern: RegExp) => files.filter((file) => pattern.test(fs.readFileSync(file, 'utf8')));

describe('the house', () => {
  it('has rooms to look at', () => {
    for (const folder of FOLDERS) expect(files.some((file) => file.startsWith(`${folder}/`))).toBe(true);
  });

  it('reads the environment in lib/env.ts alone (setting a variable for a library is not reading)', () => {
    expect(holding(/process\.env(?!\.\w+ = )/)).toEqual(['lib/env.ts']);
  });

  it('has no barrel file', () => {
    expect(files.filter((file) => /\/index\.tsx?$/.test(file))).toEqual([]);
  });

  it('names files in kebab-case, metrics by their id in snake_case, routes as Next wants them', () => {
    const odd = files.filter((file) => {
      const name = path.basename(file).replace(/\.tsx?$/, '');
      if (file.startsWith('migrations/')) return !/^\d{4}-\d\d-\d\dT\d{4}-[a-z0-9-]+$/.test(name);
      if (file.startsWith('lib/metrics/definitions/')) return !/^[a-z0-9_]+$/.test(name);
      return !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name);
    });
    expect(odd).toEqual([]);
  });
});
