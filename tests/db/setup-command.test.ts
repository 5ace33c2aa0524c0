import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { register } from '@/scripts/commands/source';
import { useDatabase } from '../support/database';

const t = useDatabase();
let folder: string;
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(tmpdir(), 'tandem-setup-'));
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** `source setup` as the command line runs it; its result and its text. */
async function setup(...args: string[]): Promise<{ result: Record<string, unknown>; text: string }> {
  const program = new Command().exitOverride();
  let finished: { result: Record<string, unknown>; text: string } | undefined;
  register(program, {
    json: false,
    database: (use) => use(t),
    say: () => undefined,
    finish: (result, text) => {
      finished = { result: result as Record<string, unknown>, text };
    },
  });
  await program.parseAsync(['source', 'setup', ...args], { from: 'user' });
  return finished!;
}

function file(content: unknown): string {
  const name = path.join(folder, `${Math.random()}.json`);
  fs.writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const MAPPED = {
  connector: 'mapped',
  mapping: {
    ...{ type: 'seat', zone: 'UTC', decimalComma: true },
    fields: {
      email: { column: 'Mail' },
      tool: { constant: 'claude' },
      assigned_on: { column: 'Since', format: 'dmy' },
      monthly_cost: { column: 'Price' },
    },
  },
};

test('a setup is kept as a version, shown with those before, and refused with a sentence where it is none', async () => {
  await expect(setup('licences', '--show')).rejects.toThrow('Nothing has been said of a source called licences.');
  expect((await setup('licences', '--file', file(MAPPED))).text).toBe('The setup of licences is now version 1.');
  const changed = { ...MAPPED, complexity: { refund: 'simple' } };
  expect((await setup('licences', '--file', file(changed))).result).toMatchObject({ version: 2 });
  const shown = await setup('licences', '--show');
  expect(shown.result).toMatchObject({ version: 2, setup: { ...changed, answers: {} } });
  expect(shown.text).toMatch(/Version 2, .*, cli: complexity\nVersion 1, .*, cli: mapping$/);

  await expect(setup('licences', '--file', file('{'))).rejects.toThrow('is not valid JSON.');
  await expect(setup('licences', '--file', path.join(folder, 'absent.json'))).rejects.toThrow('cannot be read.');
  await expect(setup('licences', '--file', file({ ...MAPPED, connector: 'nobody' }))).rejects.toThrow(
    'connector is not known',
  );
  expect((await setup('licences', '--show')).result).toMatchObject({ version: 2 });
});
