import { describe, expect, test } from 'vitest';
import type { Row } from '@/lib/connectors/define';
import { split } from '@/lib/pushing/split';

const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const NOON = '1772452800000000000';

/** A log record of Maja's, said by its event's name. */
const log = (changes: Row = {}, attributes: Row[] = [text('user.email', 'Maja@example.test')]): Row => ({
  timeUnixNano: NOON,
  eventName: 'claude_code.user_prompt',
  attributes,
  ...changes,
});
const pushed = (logRecords: Row[], resource: Row[] = []) =>
  split(
    'logs',
    { resourceLogs: [{ resource: { attributes: resource }, scopeLogs: [{ logRecords }] }] },
    [],
    (person) => `<${'email' in person ? person.email : person.employee_id}>`,
  );
const partsOf = (...given: Parameters<typeof pushed>) => pushed(...given).pieces.map(({ part }) => part);

describe('a person’s day', () => {
  test.each<[string, Row[], Row[]]>([
    ['<maja@example.test>', [text('user.email', 'Maja@Example.test')], []],
    ['<maja@example.test>', [text('user.email', 'maja@example.test'), text('user.id', 'X')], []],
    ['<Uid-A1>', [text('user.id', 'Uid-A1')], []],
    ['<uid-a1>', [text('user.id', 'uid-a1')], []],
    ['<Acc>', [text('user.email', ' '), text('user.account_uuid', 'Acc')], []],
    ['<ivo@example.test>', [text('user.id', 'x')], [text('user.email', 'Ivo@example.test')]],
  ])('is %s for %j, resource %j', (part, own, resource) => {
    expect(partsOf([log({}, own)], resource)).toEqual([`2026-03-02 ${part}`]);
  });

  test('is told by any time the connector reads, and rejected without one', () => {
    const stamped = [text('user.id', 'a'), text('event.timestamp', '2026-03-05T23:59:59Z')];
    expect(partsOf([log({ timeUnixNano: '0', observedTimeUnixNano: NOON })])).toEqual([
      '2026-03-02 <maja@example.test>',
    ]);
    expect(partsOf([log({ timeUnixNano: undefined }, stamped)])).toEqual(['2026-03-05 <a>']);
    expect(pushed([log({ timeUnixNano: undefined })])).toEqual({ pieces: [], rejected: 1 });
  });
});

test('what names nobody is a part of its own for each export and day, the same when the export is sent again', () => {
  const nameless = (nanos: string) => log({ timeUnixNano: nanos }, []);
  const one = partsOf([nameless(NOON), log(), nameless('1772452801000000000'), nameless('1772539200000000000')]);
  const [maja, ...nobodys] = one;
  expect(maja).toBe('2026-03-02 <maja@example.test>');
  expect(nobodys.map((part) => part.slice(0, 17))).toEqual([
    ...['2026-03-02 nobody', '2026-03-02 nobody', '2026-03-03 nobody'],
  ]);
  expect(nobodys[0]).toBe(nobodys[1]);
  expect(partsOf([nameless(NOON), nameless('1772452801000000000')])[0]).toBe(nobodys[0]);
  expect(partsOf([nameless('1772452802000000000')])[0]).not.toBe(nobodys[0]);
});

test('only prompts and requests are kept, and of a body only their name', () => {
  const said = (stringValue: string) => log({ eventName: undefined, body: { stringValue } });
  const named = log({ body: { stringValue: 'fired' } });
  const { pieces, rejected } = pushed([
    ...[said('claude_code.user_prompt'), log({ eventName: 'codex.api_request' }), named],
    ...[said('gemini_cli.tool_call'), said('user_prompt'), said('hello'), log({ eventName: 'desk.user_prompt' })],
  ]);
  expect(rejected).toBe(0);
  expect(pieces).toHaveLength(3);
  expect(JSON.stringify(pieces)).not.toContain('fired');
});
