import type { Asked, Puller } from '../define';
import { PullFault } from '../faults';
import { type Row, rowsIn, textOf } from '../rows';
import { ChangedUnderneath, ofOnePiece } from '../same-pages';

const GRAPH = 'https://graph.microsoft.com';
const REPORTS = ['v1.0/copilot/reports', 'beta/reports'];
const RENEW =
  'it needs a client secret that has not expired, and the application permission Reports.Read.All with admin consent';

/** The users of Microsoft 365 Copilot as the report has them today: a snapshot of a period, not a series of days. */
export const microsoftGraph: Puller = {
  id: 'microsoft-graph',
  title: 'Microsoft 365 Copilot',
  gives: 'Users of Microsoft 365 Copilot',
  fields: [
    { name: 'tenant', label: 'Directory (tenant) ID', pattern: '^[a-z0-9.-]+$', wrong: 'an ID or a domain is needed' },
    { name: 'client', label: 'Application (client) ID', pattern: '^[a-z0-9-]+$', wrong: 'an ID is needed' },
    { name: 'secret', label: 'Client secret: its value', secret: true },
    {
      name: 'period',
      label: 'Period of the report',
      choices: [
        { value: 'D7', label: '7 days, fetched every week' },
        { value: 'D30', label: '30 days' },
      ],
    },
  ],
  guide: [
    'In the Microsoft Entra admin center open App registrations, register an app called Tandem, and copy its two IDs.',
    'Under API permissions add Microsoft Graph → Application permissions → Reports.Read.All and grant admin consent.',
    'Under Certificates & secrets make a client secret and copy its value. It expires on the date shown there.',
    'In the Microsoft 365 admin center, Settings → Org settings → Reports: while names are concealed there, no user can be matched to the roster.',
  ],
  documentation: 'Microsoft Learn, “copilotReportRoot: getMicrosoft365CopilotUsageUserDetail”',
  schedule: 'week',
  trailingDays: 3,
  firstDays: 7,
  renew: RENEW,
  hosts: () => ['login.microsoftonline.com', 'graph.microsoft.com', '*.office.com', '*.microsoft.com'],
  async check(asked) {
    await new Session(asked).report();
  },
  async *steps(pulling) {
    if (pulling.cursor?.done === true) return;
    const session = new Session(pulling);
    const bodies = await ofOnePiece('Microsoft Graph', () => session.pages());
    yield { parts: bodies.map((body) => ({ name: 'user detail', body })), next: { done: true } };
  },
};

/** A token lives for an hour; one that ended meanwhile is replaced once. */
class Session {
  private token: string | null = null;

  constructor(private readonly asked: Asked) {}

  /** The first page of the report, as CSV behind a redirect or as JSON, whichever this tenant's version gives. */
  async report(): Promise<{ body: Buffer; json: Row | null }> {
    const { period = 'D7' } = this.asked.options;
    for (const place of REPORTS) {
      const name = `getMicrosoft365CopilotUsageUserDetail(period='${period}')`;
      const answer = await this.get(`${GRAPH}/${place}/${name}?$format=application/json`, [400, 404]);
      if (answer.status < 400)
        return isJson(answer.body) ? { body: answer.body, json: answer.json() } : { body: answer.body, json: null };
    }
    throw new PullFault('refused', 'Microsoft Graph has no report of Microsoft 365 Copilot for this directory.');
  }

  /** The whole report: a table, or pages that all bear the same refresh date. */
  async pages(): Promise<Buffer[]> {
    const { body, json } = await this.report();
    if (json === null) return body.length > 0 ? [body] : [];
    const pages = [json];
    for (let next = nextOf(json); next !== null; next = nextOf(pages.at(-1)!))
      pages.push((await this.get(next)).json());
    const refreshed = new Set(pages.flatMap(({ value }) => rowsIn(value)).map((row) => row.reportRefreshDate));
    if (refreshed.size > 1) throw new ChangedUnderneath();
    return pages.filter(({ value }) => rowsIn(value).length > 0).map((page) => Buffer.from(JSON.stringify(page)));
  }

  private async get(url: string, accept: readonly number[] = []) {
    this.token ??= await this.signIn();
    const first = await this.with(url, [...accept, 401]);
    if (first.status !== 401) return first;
    this.token = await this.signIn();
    return this.with(url, accept);
  }

  private with(url: string, accept: readonly number[]) {
    return this.asked.client.ask(url, { headers: { authorization: `Bearer ${this.token}` }, accept });
  }

  private async signIn(): Promise<string> {
    const { options, credentials, client } = this.asked;
    const url = `https://login.microsoftonline.com/${encodeURIComponent(options.tenant ?? '')}/oauth2/v2.0/token`;
    const form = {
      client_id: options.client ?? '',
      client_secret: credentials.secret ?? '',
      scope: `${GRAPH}/.default`,
    };
    const answer = await client.ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...form, grant_type: 'client_credentials' }).toString(),
      accept: [400, 401],
    });
    const token = answer.status === 200 ? textOf(answer.json().access_token) : null;
    if (token === null) throw new PullFault('credentials', `Microsoft did not sign the application in: ${RENEW}.`);
    return token;
  }
}

const isJson = (body: Buffer) =>
  /^\s*\{/.test(
    body
      .subarray(0, 64)
      .toString('utf8')
      .replace(/^\uFEFF/, ''),
  );
const nextOf = (page: Row): string | null => textOf(page['@odata.nextLink']);
