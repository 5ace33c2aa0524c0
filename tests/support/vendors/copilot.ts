import type { Reply, VendorRequest } from '../fake-vendor';

/** One line of a users report. */
export const userDay = (day: string, login: string, prompts: number) => ({
  ...{
    report_start_day: day,
    report_end_day: day,
    day,
    organization_id: '7001',
    user_id: login.length,
    user_login: login,
  },
  ...{
    user_initiated_interaction_count: prompts,
    code_generation_activity_count: 3,
    code_acceptance_activity_count: 1,
  },
});

export const seat = (id: number) => ({
  ...{ created_at: '2026-01-01T00:00:00Z', updated_at: '2026-11-01T00:00:00Z', plan_type: 'business' },
  assignee: { id, login: `user-${id}` },
});

/** GitHub's reports of users by day, behind links that are signed, and its seats by page number. */
export function copilotAnswers(
  days: Record<string, Record<string, number>>,
  seats: () => object[],
  more: { linkStatus?(): number } = {},
) {
  return ({ host, path, query, headers }: VendorRequest): Reply => {
    if (host === 'copilot-reports.github.com') {
      if (headers.authorization) return { status: 400, body: 'only one way to sign' };
      if (more.linkStatus && more.linkStatus() !== 200) return { status: more.linkStatus(), body: 'expired' };
      const day = query.get('day')!;
      const lines = Object.entries(days[day]!).map(([login, prompts]) => JSON.stringify(userDay(day, login, prompts)));
      return { body: lines.join('\n') };
    }
    if (headers.authorization !== 'Bearer good') return { status: 401, body: { message: 'Bad credentials' } };
    if (path.startsWith('/orgs/acme/copilot/metrics/reports/users-1-day')) {
      const day = query.get('day')!;
      if (!days[day]) return { status: 204 };
      return {
        body: { download_links: [`https://copilot-reports.github.com/r?day=${day}&sig=secret`], report_day: day },
      };
    }
    if (path.startsWith('/orgs/acme/copilot/billing/seats')) {
      const all = seats();
      const [page, size] = [Number(query.get('page')), Number(query.get('per_page'))];
      return { body: { total_seats: all.length, seats: all.slice((page - 1) * size, page * size) } };
    }
    return { status: 404, body: { message: 'Not Found' } };
  };
}
