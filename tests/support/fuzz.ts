import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import type { Handler } from '@/lib/http/route';

const APP = 'app';
export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/** One route file with its handlers, and what its source gives away about what it reads. */
export interface Fuzzed {
  file: string;
  handlers: Record<Method, Handler>;
  /** what it does not refuse with 405 */
  methods: Method[];
  /** names of its parameters; `...rest` takes several segments */
  params: string[];
  /** field names that occur in it, so that bodies come close to what it wants */
  words: string[];
}

/** Every route there is, found on disk: a new one is tried without anybody thinking of it. */
export async function everyRoute(): Promise<Fuzzed[]> {
  const files = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((name) => /(^|\/)route\.ts$/.test(name));
  return Promise.all(
    files.sort().map(async (name) => {
      const file = path.join(APP, name);
      const source = readFileSync(file, 'utf8');
      const words = [...source.matchAll(/(\w+): z\b|searchParams\.get\('(\w+)'\)/g)].map(([, a, b]) => (a ?? b)!);
      const params = [...file.matchAll(/\[([.\w]+)\]/g)].map(([, one]) => one!);
      const handlers = (await import(path.resolve(file))) as Record<Method, Handler>;
      const methods = METHODS.filter((method) => /405/.test(String(handlers[method])) === false);
      return { file, handlers, methods, params, words };
    }),
  );
}

/** Texts that have broken something somewhere. */
export const NASTY = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    '\u202e',
    '\ufeff',
    '🦊',
    'é'.repeat(300),
    '%',
    '%00',
    '%ff',
    '../../etc/passwd',
  ],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', "'; drop table run; --", '{{7*7}}', '<script>', '-1'],
  ...['1e400', 'NaN', '9'.repeat(40), '2026-02-30', '0000-00-00', '+275760-09-13', '2026-01-01', '999999', '1', 'true'],
  ...[
    'chat',
    'conversations',
    'x'.repeat(20_000),
    '[object Object]',
    'null',
    '{}',
    '\r\nx: y',
    'http://[',
    '//evil.example',
  ],
];

const text = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 40 }), fc.string());

const REQUEST = { metrics: ['conversations'], from: '2026-01-01', to: '2026-02-01' };
const RANGES = [
  ...[
    ['2026-01-01', '2026-02-01'],
    ['2025-01-01', '2026-04-01'],
    ['1900-01-01', '2199-12-31'],
    ['2026-01-05', '2026-01-06'],
  ],
  ...[
    ['2026-02-01', '2026-01-01'],
    ['0001-01-01', '9999-12-31'],
    ['2026-01-01', '9999-12-31'],
  ],
].map(([from, to]) => ({ from, to }));
const metric = fc.constantFrom('conversations', 'csat_mean', 'ai_share', 'resolution_time_p90');
const otherMetric = fc.constantFrom(
  'daily_active_rate',
  'headcount',
  'seats_idle',
  'cost_per_transaction',
  '__proto__',
  '',
);
const dimension = fc.constantFrom('channel', 'market', 'intent', 'handled_by', 'outcome');
const otherDimension = fc.constantFrom('department', 'team', 'tool', 'constructor', '');
/** A query that is right, or nearly, and holds texts of anybody's choice where it may. */
const query = fc
  .tuple(
    fc.constantFrom(...RANGES),
    fc.array(fc.oneof({ weight: 9, arbitrary: metric }, otherMetric), { minLength: 1, maxLength: 3 }),
    fc.record(
      {
        grain: fc.constantFrom('day', 'week', 'month', 'quarter', 'quarter', 'year'),
        by: fc.uniqueArray(fc.oneof({ weight: 9, arbitrary: dimension }, otherDimension), { maxLength: 2 }),
        filter: fc.dictionary(
          fc.oneof({ weight: 9, arbitrary: dimension }, otherDimension),
          fc.array(
            text.map((one) => one.slice(0, 199)),
            { minLength: 1, maxLength: 3 },
          ),
          { maxKeys: 2 },
        ),
        compare: fc.constantFrom('previous_period', 'previous_year', 'baseline', RANGES[0], 'none'),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([range, metrics, more]) => ({ ...range, metrics, ...more }));

const json = fc.jsonValue({ maxDepth: 4 });
/** A panel on its way into a file: right, or with one field replaced by anything. */
const panel = fc
  .record({
    title: text.map((one) => one.slice(0, 199)),
    slug: fc.constantFrom('returns', 'a-b', 'A', '../x', ''),
    rows: fc.array(fc.tuple(fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null))), { maxLength: 4 }),
    about: fc.array(fc.tuple(fc.constantFrom('As of', 'Formula', 'Exported by', '=1'), text), { maxLength: 3 }),
    odd: fc.constantFrom('none', 'title', 'metrics', 'filter', 'from', 'columns', 'rows', 'about', 'slug', 'extra'),
    value: json,
  })
  .map(({ odd, value, ...rest }) => {
    const columns = [{ title: 'Day' }];
    return { metrics: ['csat_mean'], columns, ...RANGES[0], ...rest, ...(odd !== 'none' && { [odd]: value }) };
  });
/** What JSON.parse makes of these keys is what a forged body brings: own properties. */
const polluted = fc
  .tuple(query, json)
  .map(
    ([inside, value]) =>
      `{"__proto__":${JSON.stringify(value)},"constructor":{"prototype":1},${JSON.stringify(inside).slice(1)}`,
  );
const deep = fc
  .tuple(fc.constantFrom('[', '{"a":'), fc.integer({ min: 1, max: 40_000 }), fc.boolean())
  .map(([open, depth, whole]) => open.repeat(depth) + (whole ? `1${(open === '[' ? ']' : '}').repeat(depth)}` : ''));

function bodyOf(words: string[]): fc.Arbitrary<string | Buffer | undefined> {
  const near = fc.dictionary(words.length > 0 ? fc.constantFrom(...words) : fc.string(), fc.oneof(text, json), {
    maxKeys: 6,
  });
  // A nearly right request with one field replaced by anything.
  const wrong = fc
    .tuple(query, fc.constantFrom('metrics', 'from', 'to', 'grain', 'by', 'filter', 'compare', 'extra'), json)
    .map(([inside, field, value]) => ({ ...inside, [field]: value }));
  return fc.oneof(
    { weight: 3, arbitrary: fc.oneof(query, query, wrong, panel, near, json).map((value) => JSON.stringify(value)) },
    polluted,
    deep,
    deep.map((value) => JSON.stringify(REQUEST).replace('"2026-01-01"', value)),
    near.map((fields) =>
      new URLSearchParams(
        Object.entries(fields).map(([k, v]) => [k, typeof v === 'string' ? v : JSON.stringify(v)]),
      ).toString(),
    ),
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom(undefined, '', 'x'.repeat(300_000), '\ufeff{}', '"', 'null'),
  );
}

const latin = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
const headers = fc.dictionary(
  fc.constantFrom(
    ...['content-type', 'origin', 'sec-fetch-site', 'accept', 'content-length', 'x-forwarded-host', 'x-odd', 'host'],
    ...['if-none-match', 'range', 'accept-language', 'x-http-method-override', 'content-encoding'],
  ),
  fc.oneof(
    latin,
    fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'null', 'same-origin', 'cross-site', '-1'),
  ),
  { maxKeys: 4 },
);

export interface Attempt {
  method: Method;
  url: string;
  params: Record<string, string>;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
  caller: string;
}

/** Requests of every kind to one route, by one of the callers. */
export function attempts({ file, methods, params, words }: Fuzzed, callers: string[]): fc.Arbitrary<Attempt> {
  const names = ['request', 'type', 'name', 'callbackUrl', 'error', ...words];
  const value = fc.oneof(
    query.map((one) => JSON.stringify(one)),
    text,
  );
  return fc
    .record({
      method: fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...methods) }, fc.constantFrom(...METHODS)),
      search: fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), text), value), { maxLength: 3 }),
      raw: fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.string({ unit: 'grapheme-ascii', maxLength: 30 })),
      given: fc.tuple(...params.map(() => fc.oneof(text, fc.constantFrom('csrf', 'session', 'callback', 'signin')))),
      headers,
      question: value,
      body: bodyOf(words),
      caller: fc.constantFrom(...callers),
      plain: fc.boolean(),
    })
    .map(({ search: odd, raw, given, method, body, plain, question, headers: more, ...rest }) => {
      // Half of them come in the right envelope: it is the letter that is odd.
      const search = plain ? ([['request', question]] as const) : odd;
      const values = Object.fromEntries(params.map((name, i) => [name.replace('...', ''), String(given[i])]));
      const address = path
        .dirname(file)
        .replace(/^app/, '')
        .replace(/\[([.\w]+)\]/g, (_, name: string) =>
          encodeURIComponent(values[name.replace('...', '')]!.replace(/[\ud800-\udfff]/g, '')),
        );
      const query = new URLSearchParams(search.map(([name, one]) => [name, one])).toString();
      return {
        ...rest,
        headers: plain ? {} : more,
        method,
        params: values,
        url: `${address}?${query}${plain ? '' : raw.replace(/[^\x21-\x7e]/g, '')}`,
        body: method === 'GET' ? undefined : body,
      };
    });
}
