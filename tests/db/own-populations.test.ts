import { afterEach, describe, expect, test } from 'vitest';
import { POST } from '@/app/api/v1/populations/route';
import { COMMAND_LINE } from '@/db/audit';
import { forget } from '@/db/ingest/forget';
import { recountSources } from '@/db/ingest/source-state';
import { deleteSource, listSources } from '@/db/ingest/sources';
import { unmatchedPeople } from '@/db/people';
import { rebuildEverything } from '@/db/rollups/rebuild-everything';
import { runOwnPopulations } from '@/lib/analysis/own-populations';
import type { Answer } from '@/lib/core/answer';
import type { OwnPopulationsAnswer } from '@/lib/core/own-populations';
import type { Grant, Viewer } from '@/lib/core/viewer';
import { workspaceFor } from '@/lib/http/workspace';
import { hashAsUuid, makeHasher } from '@/lib/ingest/hash';
import { sourcesOverview } from '@/lib/ingest/overview';
import { metrics } from '@/lib/metrics/registry';
import { runMetrics } from '@/lib/query/run';
import { call, useServer } from '@/tests/support/api';
import { file, KEY, lines, take } from '@/tests/support/ingest';

const t = useServer();
const viewer = (role: string, departments: string[] = []): Viewer => ({
  kind: 'user',
  name: role,
  grants: [{ role, departments }],
});
const ANALYST = viewer('analyst');

afterEach(async () => {
  for (const { name } of await listSources(t)) await deleteSource(t, name, null);
});

const WEEKS = ['2026-02-01', '2026-02-08', '2026-02-15', '2026-02-22', '2026-03-01', '2026-03-08'];

/** A person query: who used it in which weeks (by index), of all people in it. */
function query(people: Record<string, number[]>, weeks: readonly string[] = WEEKS): string {
  const rows = weeks.flatMap((week, i) =>
    Object.entries(people).map(([person, used]) => `${person},${week},${used.includes(i) ? 4 : 0},Legal`),
  );
  return ['PersonId,MetricDate,Copilot_actions_taken_in_Teams,Organization', ...rows].join('\n');
}

/** Six people: one always, one in the first week alone, one in the last alone, three never. */
const SIX = { always: [0, 1, 2, 3, 4, 5], early: [0], late: [5], x: [], y: [], z: [] };

const viva = (text = query(SIX), source = 'viva-insights') => take(t, [file('viva.csv', text)], { source });

/** Seven employees who used two tools over six weeks, with seats. */
async function roster(): Promise<void> {
  const people = ['a', 'b', 'c', 'd', 'e', 'f', 'always'];
  await take(t, [
    file(
      'company.jsonl',
      lines(
        ...people.map((id) => ({
          ...{ type: 'employee', employee_id: id, department: 'Legal', is_tech: false },
          ...{ employment: 'employee', valid_from: '2026-01-01' },
        })),
        ...people.slice(0, 5).flatMap((id, n) =>
          ['2026-02-02', '2026-02-17', '2026-03-13'].map((date) => ({
            ...{
              type: 'tool_activity',
              employee_id: id,
              tool: n % 2 ? 'claude' : 'm365-copilot',
              date,
              interactions: n + 1,
            },
          })),
        ),
        ...people.map((id) => ({ type: 'seat', employee_id: id, tool: 'm365-copilot', assigned_on: '2026-02-01' })),
      ),
    ),
  ]);
}

/** Every figure about people there is, by each way of asking, and what pages say of them. */
async function aboutTheRoster(): Promise<unknown> {
  const adoption = [...metrics.values()].filter((metric) => metric.class === 'adoption');
  const period = { from: '2026-02-02', to: '2026-03-16' };
  const answers: Answer['rows'][] = [];
  for (const { id, dimensions } of adoption)
    for (const by of [[], ...dimensions.map((dimension) => [dimension])])
      for (const grain of [undefined, 'week'] as const)
        answers.push((await runMetrics(t.db, ANALYST, { metrics: [id], ...period, by, grain })).rows);
  const { watermark, unmatchedPeople: unmatched } = await workspaceFor(t.db, ANALYST);
  return { answers, watermark, unmatched, counted: await unmatchedPeople(t.db) };
}

const asked = (from = '2026-01-01', to = '2026-04-01') => runOwnPopulations(t.db, ANALYST, { from, to });

describe('a de-identified source', () => {
  test('changes no figure about the roster, whether it comes first or last, is rebuilt or goes', async () => {
    await roster();
    const before = await aboutTheRoster();
    expect(JSON.stringify(before)).toContain('"value":0.');
    // A PersonId that is an employee’s id as well must not be taken for them, and an old week must not hold days back.
    await viva();
    expect(await aboutTheRoster()).toEqual(before);
    await rebuildEverything(t);
    expect(await aboutTheRoster()).toEqual(before);
    await deleteSource(t, 'own', null);
    await roster();
    expect(await aboutTheRoster()).toEqual(before);
    await deleteSource(t, 'viva-insights', null);
    expect(await aboutTheRoster()).toEqual(before);
  });

  test('is told by week: its people, and those active in the 28 days to the week’s end', async () => {
    await viva();
    const { populations, k } = await asked();
    expect(k).toBe(5);
    expect(populations).toHaveLength(1);
    const { source, firstOn, lastOn, periods } = populations[0]!;
    expect([source, firstOn, lastOn]).toEqual(['viva-insights', '2026-02-01', '2026-03-14']);
    // By hand: `early` is in the windows of the first four weeks, `late` in the last one.
    expect(periods.map(({ from, to, active, people, status }) => [from, to, active, people, status])).toEqual([
      ['2026-02-01', '2026-02-07', 2, 6, 'provisional'],
      ['2026-02-08', '2026-02-14', 2, 6, 'provisional'],
      ['2026-02-15', '2026-02-21', 2, 6, 'provisional'],
      ['2026-02-22', '2026-02-28', 2, 6, 'ok'],
      ['2026-03-01', '2026-03-07', 1, 6, 'ok'],
      ['2026-03-08', '2026-03-14', 2, 6, 'ok'],
    ]);
    expect(periods.at(-1)!.value).toBe(2 / 6);
    expect((await asked('2026-03-01', '2026-03-09')).populations[0]!.periods).toHaveLength(1);
    expect((await asked('2027-01-01', '2027-02-01')).populations[0]!.periods).toEqual([]);
  });

  test('counts the people of each week: who is in it no more is not its people any more', async () => {
    const { x: _, ...five } = SIX;
    await viva([query(SIX, WEEKS.slice(0, 2)), ...query(five, WEEKS.slice(2, 3)).split('\n').slice(1)].join('\n'));
    const { periods } = (await asked()).populations[0]!;
    expect(periods.map(({ people }) => people)).toEqual([6, 6, 5]);
  });

  test('withholds groups of fewer than k people', async () => {
    await viva(query({ a: [0], b: [0], c: [], d: [] }));
    const { periods } = (await asked()).populations[0]!;
    expect(periods).toHaveLength(6);
    for (const period of periods)
      expect(period).toMatchObject({ people: null, active: null, value: null, status: 'suppressed' });
  });

  test('follows corrections, further weeks, people who are forgotten, and a rebuild', async () => {
    await viva(query(SIX, WEEKS.slice(0, 5)));
    await viva();
    const whole = await asked();
    expect(whole.populations[0]!.periods).toHaveLength(6);
    await viva('PersonId,MetricDate,Copilot_actions_taken_in_Teams\nx,2026-03-08,1');
    const corrected = (await asked()).populations[0]!.periods;
    expect(corrected.map(({ active }) => active)).toEqual([2, 2, 2, 2, 1, 3]);
    await rebuildEverything(t);
    expect((await asked()).populations[0]!.periods).toEqual(corrected);
    await forget(t, { id: 'always', employee: hashAsUuid(makeHasher(KEY), 'employee', 'always') }, COMMAND_LINE);
    expect((await asked()).populations[0]!.periods.map(({ active, people }) => [active, people])).toEqual([
      ...Array(4).fill([1, 5]),
      [0, 5],
      [2, 5],
    ]);
  });

  test('stands on the Sources page as one, with nobody unmatched, and recounting says the same', async () => {
    await roster();
    await viva();
    const overview = async () => {
      const { sources, readiness } = await sourcesOverview(t.db, new Date('2026-04-01'), (text) => text);
      return { viva: sources.find(({ name }) => name === 'viva-insights')!, readiness, sources };
    };
    const { viva: source, sources } = await overview();
    expect(source).toMatchObject({ activity: 'own_population', unmatched: { people: 0, records: 0 } });
    expect(source.holds).toEqual([
      {
        ...{ type: 'tool_activity', records: 36, counted: 0, not: [{ why: 'own_population', records: 36 }] },
        ...{ firstOn: '2026-02-01', lastOn: '2026-03-08', waitsAfter: null },
      },
    ]);
    // The roster's own activity waits for nothing of it.
    expect(sources.find(({ name }) => name === 'own')!.holds.map(({ waitsAfter }) => waitsAfter)).toEqual([
      null,
      null,
      null,
    ]);
    const client = await t.pool.connect();
    await client.query('begin');
    await recountSources(client, 'UTC');
    await client.query('commit');
    client.release();
    expect((await overview()).viva.holds).toEqual(source.holds);
  });

  test('answers no question about the roster: alone it makes nothing ready', async () => {
    await viva();
    const { readiness } = await sourcesOverview(t.db, new Date('2026-04-01'), (text) => text);
    expect(readiness.answered).toBe(0);
    expect(readiness.adds.some(({ records }) => records === 'tool_activity')).toBe(true);
  });

  test('is never put into one source with people of the roster, nor the other way round', async () => {
    await roster();
    await expect(viva(query(SIX), 'own')).rejects.toThrow(
      'The source own holds the use of AI by people of the roster, these files the use of AI by people who are on no roster: send them under another source name.',
    );
    await viva();
    const use = { type: 'tool_activity', employee_id: 'a', tool: 'claude', date: '2026-02-02', interactions: 1 };
    await expect(take(t, [file('a.jsonl', lines(use))], { source: 'viva-insights' })).rejects.toThrow(
      'send them under',
    );
    const mixed = await take(t, [file('a.jsonl', lines({ ...use, employee_id: 'b' })), file('v.csv', query(SIX))], {
      source: 'third',
    });
    expect(mixed.failed).toEqual([{ file: 'v.csv', error: expect.stringContaining('send it as a source of its own') }]);
    expect((await asked()).populations.map(({ source }) => source)).toEqual(['viva-insights']);
  });
});

describe('a report that conceals names', () => {
  const HEAD =
    'Report Refresh Date,User Principal Name,Last Activity Date,Word Copilot Last Activity Date,Report Period';
  const report = (names: string[]) =>
    [HEAD, ...names.map((name, n) => `2026-03-20,${name},${n < 2 ? '2026-03-19' : ''},,7`)].join('\n');
  const HIDDEN = [1, 2, 3, 4, 5, 6].map((n) => `${n}`.padStart(32, 'AB'));

  test('is about a population of its own; with names, about the roster', async () => {
    await roster();
    const before = await aboutTheRoster();
    await take(t, [file('m.csv', report(HIDDEN))], { source: 'm365-copilot' });
    expect(await aboutTheRoster()).toEqual(before);
    expect((await asked()).populations[0]).toMatchObject({
      source: 'm365-copilot',
      periods: [{ from: '2026-03-14', to: '2026-03-20', people: 6, active: 2, status: 'provisional' }],
    });
    const named = [file('m.csv', report(['a@x.example', 'b@x.example']))];
    await expect(take(t, named, { source: 'm365-copilot' })).rejects.toThrow('send them under another source name');
    expect((await take(t, named, { source: 'm365-named' })).accepted).toBe(2);
    expect((await workspaceFor(t.db, ANALYST)).unmatchedPeople).toBe(2);
    const mixed = [file('h.csv', report(HIDDEN)), file('m.csv', report(['c@x.example']))];
    for (const [index, inputs] of [mixed, [...mixed].reverse()].entries())
      expect((await take(t, inputs, { source: `m365-mixed-${index}` })).failed).toEqual([
        { file: inputs[1]!.name, error: expect.stringContaining('send it as a source of its own') },
      ]);
  });
});

describe('what use cost', () => {
  test('makes nobody active, tells no tool and holds no day back', async () => {
    await roster();
    const before = await aboutTheRoster();
    const bill =
      'date,username,product,sku,net_amount\n2026-01-05,a,copilot,copilot_ai_credit,1.5\n2026-01-06,stranger,copilot,copilot_ai_credit,2\n';
    const { accepted } = await take(t, [file('bill.csv', bill)], { source: 'github-copilot-billing' });
    expect(accepted).toBe(2);
    expect(await aboutTheRoster()).toEqual(before);
    const { sources } = await sourcesOverview(t.db, new Date('2026-04-01'), (text) => text);
    expect(sources.find(({ activity }) => activity === 'cost')!.holds[0]).toMatchObject({
      ...{ records: 2, counted: 0, not: [{ why: 'cost', records: 2 }], firstOn: '2026-01-05', lastOn: '2026-01-06' },
    });
  });
});

describe('POST /api/v1/populations', () => {
  const post = async (body: object, headers: Record<string, string> = {}) =>
    call(POST, '/api/v1/populations', { method: 'POST', headers, body });
  const PERIOD = { from: '2026-01-01', to: '2026-04-01' };
  const MAY: [string, Grant, number][] = [
    ['executive', { role: 'executive' }, 200],
    ['analyst', { role: 'analyst' }, 200],
    ['service lead', { role: 'service_lead' }, 200],
    ['team lead', { role: 'team_lead', departments: ['Legal'] }, 403],
    ['administrator', { role: 'admin' }, 403],
  ];

  test.each(MAY)('%s', async (name, grant, status) => {
    await viva();
    const answer = await post(PERIOD, await t.session(`${name.replace(' ', '-')}@example.com`, grant));
    expect(answer.status).toBe(status);
    const told = (answer.json() as OwnPopulationsAnswer).populations?.length ?? 0;
    expect(told).toBe(status === 200 ? 1 : 0);
    const { ownPopulations } = await workspaceFor(t.db, {
      kind: 'user',
      name,
      grants: [{ departments: [], ...grant }],
    });
    expect(ownPopulations).toBe(status === 200);
  });

  test('refuses strangers, broken input, and leads by the function as well', async () => {
    expect((await post(PERIOD)).status).toBe(401);
    const headers = await t.session('analyst@example.com', { role: 'analyst' });
    for (const body of [
      {},
      { from: '2026-01-01' },
      { ...PERIOD, to: '2025-01-01' },
      { ...PERIOD, filter: { team: ['x'] } },
    ])
      expect((await post(body, headers)).status).toBe(422);
    await expect(runOwnPopulations(t.db, viewer('team_lead', ['Legal']), PERIOD)).rejects.toMatchObject({
      status: 403,
    });
  });

  test('without such a source nothing is told, and no panel is asked for', async () => {
    await roster();
    expect((await asked()).populations).toEqual([]);
    expect((await workspaceFor(t.db, ANALYST)).ownPopulations).toBe(false);
  });
});
