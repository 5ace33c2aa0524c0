import { describe, expect, it } from 'vitest';
import type { PullFault } from '@/lib/pulling/faults';
import { anthropic } from '@/lib/pulling/vendors/anthropic';
import { githubCopilot } from '@/lib/pulling/vendors/github-copilot';
import { microsoftGraph } from '@/lib/pulling/vendors/microsoft-graph';
import { openai } from '@/lib/pulling/vendors/openai';
import { partsOf, type Reply, stepsOf, type VendorRequest } from '../support/fake-vendor';
import { asking, expectSameInterrupted, useFakeVendor } from '../support/pullers';
import { copilotAnswers, seat } from '../support/vendors/copilot';

const vendor = useFakeVendor();

describe('GitHub Copilot', () => {
  const DAYS = { '2026-11-01': { maja: 5 }, '2026-11-03': { maja: 2, otto: 9 } };
  const options = { kind: 'organization', name: 'acme' };
  const given = asking(vendor, githubCopilot, { options, credentials: { token: 'good' } });

  it('opens each day’s links without its token, and brings the seats', async () => {
    vendor.answer = copilotAnswers(DAYS, () => [seat(1), seat(2)]);
    const parts = partsOf(await stepsOf(githubCopilot, given()));
    expect(parts.map(({ name }) => name)).toEqual(['users of 2026-11-01', 'users of 2026-11-03', 'seats']);
    expect(parts[1]!.text.split('\n')).toHaveLength(2);
    expect(JSON.parse(parts[2]!.text).seats).toHaveLength(2);
    const asked = vendor.requests
      .filter(({ path }) => path.includes('users-1-day'))
      .map(({ query }) => query.get('day'));
    expect(asked).toEqual(['2026-11-01', '2026-11-02', '2026-11-03']);
  });

  it('asks for new links where the old have expired', async () => {
    let opened = 0;
    vendor.answer = copilotAnswers(DAYS, () => [], { linkStatus: () => (opened++ < 2 ? 403 : 200) });
    expect(partsOf(await stepsOf(githubCopilot, given())).map(({ name }) => name)).toContain('users of 2026-11-03');
  });

  it('reads all seats again when one goes while it pages', async () => {
    let asked = 0;
    const all = Array.from({ length: 150 }, (_, i) => seat(i));
    // The first seat goes after the first page of the first look: the 101st is now on the page that was read.
    vendor.answer = copilotAnswers({}, () => (asked++ < 2 ? all : all.slice(1)));
    const parts = partsOf(await stepsOf(githubCopilot, given()));
    const ids = parts.flatMap(({ text }) =>
      JSON.parse(text).seats.map((one: ReturnType<typeof seat>) => one.assignee.id),
    );
    expect(ids).toEqual(all.slice(1).map(({ assignee }) => assignee.id));
  });

  it('tells the end of a seat that was there last time and is missing now', async () => {
    vendor.answer = copilotAnswers({}, () => [seat(1), seat(3)]);
    const before = { 'user-1': '2026-01-01', 'user-2': '2026-02-01', 'user-9': '2026-11-04' };
    const steps = await stepsOf(githubCopilot, given({ remembered: before }));
    expect(partsOf(steps).at(-1)).toEqual({
      name: 'seats that ended',
      text: '{"type":"seat","employee_id":"user-2","tool":"github-copilot","assigned_on":"2026-02-01","revoked_on":"2026-11-04"}',
    });
    expect(steps.at(-1)!.remember).toEqual({ 'user-1': '2026-01-01', 'user-3': '2026-01-01' });
  });

  it('remembers nothing of seats it could not read', async () => {
    vendor.answer = (request) => (request.path.includes('seats') ? { status: 404 } : { status: 204 });
    const steps = await stepsOf(githubCopilot, given({ remembered: { 'user-2': '2026-02-01' } }));
    expect(partsOf(steps)).toEqual([]);
    expect(steps.every(({ remember }) => remember === undefined)).toBe(true);
  });

  it('brings the use where the token may not read seats, and says so', async () => {
    const answers = copilotAnswers(DAYS, () => []);
    vendor.answer = (request) => (request.path.includes('seats') ? { status: 403 } : answers(request));
    const steps = await stepsOf(githubCopilot, given());
    expect(partsOf(steps)).toHaveLength(2);
    expect(steps.at(-1)!.note).toContain('Seats were left out');
  });

  it('goes on with the day after the last it has', async () => {
    vendor.answer = copilotAnswers(DAYS, () => [seat(1)]);
    await expectSameInterrupted(githubCopilot, given);
  });
});

describe('OpenAI', () => {
  const bucket = (day: number, users: string[]) => ({
    ...{ object: 'bucket', start_time: day * 86_400, end_time: (day + 1) * 86_400 },
    results: users.map((user_id) => ({
      object: 'organization.usage.completions.result',
      user_id,
      num_model_requests: 3,
    })),
  });
  const FIRST = Date.parse('2026-11-01T00:00:00Z') / 86_400_000;
  const given = asking(vendor, openai, { credentials: { key: 'sk-admin-x' } });
  const page = (buckets: object[], next: string | null) => ({
    body: { object: 'page', data: buckets, has_more: next !== null, next_page: next },
  });
  const users = (request: VendorRequest): Reply =>
    request.query.get('after') === 'u1'
      ? { body: { object: 'list', data: [{ object: 'organization.user', id: 'u2' }], has_more: false, last_id: 'u2' } }
      : { body: { object: 'list', data: [{ object: 'organization.user', id: 'u1' }], has_more: true, last_id: 'u1' } };

  it('asks for whole days grouped by user, follows its pages, and brings the users', async () => {
    vendor.answer = (request) => {
      if (request.path.includes('/users')) return users(request);
      return request.query.get('page') === 'p2'
        ? page([bucket(FIRST + 1, ['u2'])], null)
        : page([bucket(FIRST, ['u1'])], 'p2');
    };
    const parts = partsOf(await stepsOf(openai, given()));
    expect(parts.map(({ name }) => name)).toEqual(['completions', 'completions', 'users', 'users']);
    const [first] = vendor.requests;
    expect(first!.query.get('group_by[]')).toBe('user_id');
    expect(first!.query.get('start_time')).toBe(String(FIRST * 86_400));
    expect(first!.query.get('end_time')).toBe(String((FIRST + 3) * 86_400));
    expect(first!.headers.authorization).toBe('Bearer sk-admin-x');
  });

  it('cuts a day of thousands of users into buckets that fit a row', async () => {
    const many = Array.from({ length: 1200 }, (_, i) => `user-${i}`);
    vendor.answer = (request) => (request.path.includes('/users') ? users(request) : page([bucket(FIRST, many)], null));
    const [first] = partsOf(await stepsOf(openai, given()));
    const sizes = JSON.parse(first!.text).data.map(({ results }: { results: object[] }) => results.length);
    expect(sizes).toEqual([500, 500, 200]);
  });

  it('reads a month again where a bucket moved to the next page while it paged', async () => {
    let looks = 0;
    vendor.answer = (request) => {
      if (request.path.includes('/users')) return users(request);
      if (request.query.get('page') === 'p2')
        return page(
          looks === 1 ? [bucket(FIRST, ['u1']), bucket(FIRST + 1, ['u1'])] : [bucket(FIRST + 1, ['u1'])],
          null,
        );
      looks += 1;
      return page([bucket(FIRST, ['u1'])], 'p2');
    };
    const parts = partsOf(await stepsOf(openai, given())).filter(({ name }) => name === 'completions');
    const starts = parts.flatMap(({ text }) =>
      JSON.parse(text).data.map((one: { start_time: number }) => one.start_time),
    );
    expect(starts).toEqual([FIRST * 86_400, (FIRST + 1) * 86_400]);
    expect(looks).toBe(2);
  });

  it('gives up, to try again later, where the figures never hold still', async () => {
    vendor.answer = ({ query }) =>
      query.get('page') === 'p2' ? page([bucket(FIRST, ['u1'])], null) : page([bucket(FIRST, ['u1'])], 'p2');
    await expect(stepsOf(openai, given())).rejects.toMatchObject({ kind: 'temporary' });
  });
});

describe('Anthropic', () => {
  const row = (email: string, terminal: string, sessions: number) => ({
    ...{ date: '2026-11-01T00:00:00Z', actor: { type: 'user_actor', email_address: email }, terminal_type: terminal },
    ...{ customer_type: 'api', core_metrics: { num_sessions: sessions }, model_breakdown: [] },
  });
  const ask = asking(vendor, anthropic, { credentials: { key: 'sk-ant-admin' } });
  const given = (product: string, more: { from?: string } = {}) => ask({ options: { product }, ...more });

  it('asks for one day of Claude Code at a time, with all its pages in one step', async () => {
    vendor.answer = ({ query }) => {
      if (query.get('starting_at') !== '2026-11-02') return { body: { data: [], has_more: false, next_page: null } };
      return query.get('page') === 'p2'
        ? { body: { data: [row('b@x.example', 'vscode', 1)], has_more: false, next_page: null } }
        : {
            body: {
              data: [row('a@x.example', 'vscode', 2), row('a@x.example', 'iTerm', 1)],
              has_more: true,
              next_page: 'p2',
            },
          };
    };
    const steps = await stepsOf(anthropic, given('code'));
    expect(steps.map(({ parts }) => parts.length)).toEqual([0, 2, 0]);
    expect(vendor.requests[0]!.headers).toMatchObject({
      'x-api-key': 'sk-ant-admin',
      'anthropic-version': '2023-06-01',
    });
  });

  it('reads a day again where a row came twice, as it would be added up twice', async () => {
    let looks = 0;
    vendor.answer = ({ query }) => {
      if (query.get('starting_at') !== '2026-11-02') return { body: { data: [], has_more: false } };
      if (query.get('page'))
        return { body: { data: [row(looks === 1 ? 'a@x.example' : 'b@x.example', 'vscode', 2)], has_more: false } };
      looks += 1;
      return { body: { data: [row('a@x.example', 'vscode', 2)], has_more: true, next_page: 'p2' } };
    };
    const actors = partsOf(await stepsOf(anthropic, given('code'))).flatMap(({ text }) =>
      JSON.parse(text).data.map((one: ReturnType<typeof row>) => one.actor.email_address),
    );
    expect(actors).toEqual(['a@x.example', 'b@x.example']);
  });

  it('puts the day before the users of Claude Enterprise, which come without it, and waits for those not told yet', async () => {
    const user = { user: { id: 'user_1', email_address: 'a@x.example' }, chat_metrics: { message_count: 4 } };
    vendor.answer = () => ({ body: { data: [user], next_page: null } });
    const parts = partsOf(await stepsOf(anthropic, given('enterprise', { from: '2026-10-30T00:00:00Z' })));
    expect(parts.map(({ name }) => name)).toEqual([
      'users of 2026-10-30',
      'users of 2026-10-31',
      'users of 2026-11-01',
    ]);
    expect(parts[0]!.text.startsWith('{"date":"2026-10-30","data":')).toBe(true);
  });
});

describe('Microsoft 365 Copilot', () => {
  const options = { tenant: 'contoso', client: 'app-1', period: 'D7' };
  const given = asking(vendor, microsoftGraph, { options, credentials: { secret: 'good' } });
  const person = (name: string, refreshed = '2026-11-20') => ({
    reportRefreshDate: refreshed,
    userPrincipalName: name,
  });
  /** Signs in, and hands anything else to `graph`. */
  const signingIn =
    (graph: (request: VendorRequest, signIns: number) => Reply, count = { signIns: 0 }) =>
    (request: VendorRequest): Reply => {
      if (request.host !== 'login.microsoftonline.com') return graph(request, count.signIns);
      const form = new URLSearchParams(request.body);
      if (form.get('client_secret') !== 'good')
        return { status: 401, body: { error: 'invalid_client', error_description: 'AADSTS7000222: expired' } };
      count.signIns += 1;
      return { body: { token_type: 'Bearer', expires_in: 3599, access_token: `token-${count.signIns}` } };
    };

  it('signs in, follows the next links, and keeps the pages', async () => {
    vendor.answer = signingIn(({ path, query, headers }) => {
      if (headers.authorization !== 'Bearer token-1') return { status: 401 };
      if (!path.startsWith('/v1.0/copilot/reports/getMicrosoft365CopilotUsageUserDetail')) return { status: 404 };
      if (query.get('$skiptoken')) return { body: { value: [person('b')] } };
      return {
        body: {
          '@odata.nextLink': `https://graph.microsoft.com${path}&$skiptoken=2`,
          value: [person('a')],
        },
      };
    });
    const parts = partsOf(await stepsOf(microsoftGraph, given()));
    expect(parts.map(({ text }) => JSON.parse(text).value[0].userPrincipalName)).toEqual(['a', 'b']);
    const form = new URLSearchParams(vendor.requests[0]!.body);
    expect(form.get('grant_type')).toBe('client_credentials');
    expect(vendor.requests[0]!.path).toBe('/contoso/oauth2/v2.0/token');
  });

  it('takes the table behind the redirect, where a tenant’s version gives that, without its token', async () => {
    vendor.answer = signingIn(({ host, path, headers }) => {
      if (host === 'reportsweu.office.com')
        return headers.authorization
          ? { status: 400 }
          : { body: 'Report Refresh Date,User Principal Name\n2026-11-20,a\n' };
      if (path.startsWith('/v1.0/')) return { status: 404 };
      return { status: 302, headers: { location: 'https://reportsweu.office.com/data/v1.0/download?token=x' } };
    });
    const parts = partsOf(await stepsOf(microsoftGraph, given()));
    expect(parts.map(({ text }) => text)).toEqual(['Report Refresh Date,User Principal Name\n2026-11-20,a\n']);
  });

  it('signs in again when the token ends in the middle', async () => {
    vendor.answer = signingIn(({ path, query, headers }, signIns) => {
      if (query.get('$skiptoken')) return signIns === 1 ? { status: 401 } : { body: { value: [person('b')] } };
      expect(headers.authorization).toBe('Bearer token-1');
      return { body: { '@odata.nextLink': `https://graph.microsoft.com${path}&$skiptoken=2`, value: [person('a')] } };
    });
    expect(partsOf(await stepsOf(microsoftGraph, given()))).toHaveLength(2);
  });

  it('reads the whole again where the report is refreshed between two pages', async () => {
    let looks = 0;
    vendor.answer = signingIn(({ path, query }) => {
      if (query.get('$skiptoken')) return { body: { value: [person('b', '2026-11-21')] } };
      looks += 1;
      const first = person('a', looks === 1 ? '2026-11-20' : '2026-11-21');
      return { body: { '@odata.nextLink': `https://graph.microsoft.com${path}&$skiptoken=2`, value: [first] } };
    });
    const parts = partsOf(await stepsOf(microsoftGraph, given()));
    expect(parts.map(({ text }) => JSON.parse(text).value[0].reportRefreshDate)).toEqual(['2026-11-21', '2026-11-21']);
  });

  it('says that the secret has to be renewed when it has expired', async () => {
    vendor.answer = signingIn(() => ({ status: 500 }));
    const error = await stepsOf(microsoftGraph, given({ credentials: { secret: 'old' } })).catch((thrown) => thrown);
    expect((error as PullFault).kind).toBe('credentials');
    expect((error as PullFault).detail).toContain('client secret that has not expired');
    expect((error as PullFault).detail).not.toContain('AADSTS');
  });

  it('follows no next link to another host', async () => {
    vendor.answer = signingIn(() => ({
      body: { '@odata.nextLink': 'https://graph.evil.example/x', value: [person('a')] },
    }));
    await expect(stepsOf(microsoftGraph, given())).rejects.toMatchObject({ kind: 'refused' });
    expect(vendor.requests.some(({ host }) => host.includes('evil'))).toBe(false);
  });
});
