import type { Command } from 'commander';
import { recordAccess } from '@/db/audit';
import { TandemError } from '@/lib/core/errors';
import type { Viewer } from '@/lib/core/viewer';
import { parseRequest } from '@/lib/query/parse';
import { runMetrics } from '@/lib/query/run';
import type { CommandIo } from './io';

/** `team_lead:Legal` → a viewer with that role and scope. The policy refuses roles it does not know. */
function viewerOf(text: string): Viewer {
  const colon = text.indexOf(':');
  const role = colon < 0 ? text : text.slice(0, colon);
  const departments = colon < 0 ? undefined : [text.slice(colon + 1)];
  return { kind: 'cli', name: text, grants: [{ role, departments }] };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TandemError(400, 'The query is not valid JSON.');
  }
}

export function register(program: Command, io: CommandIo): void {
  program
    .command('query')
    .description('answer a query as a role; the same answer as POST /api/v1/query')
    .requiredOption('--as <ROLE[:DEPARTMENT]>', 'who asks: executive, team_lead:Legal, service_lead, analyst, admin')
    .argument('<JSON>', 'the body of the query, e.g. {"metrics":["ai_share"],"from":"2024-02-01","to":"2024-03-01"}')
    .action(async (json: string, options: { as: string }) => {
      const viewer = viewerOf(options.as);
      const request = parseRequest(jsonOf(json));
      const answer = await io.database(async ({ db }) => {
        const found = await runMetrics(db, viewer, request);
        await recordAccess(db, { viewer, action: 'view', road: 'cli', request });
        return found;
      });
      io.finish(answer, JSON.stringify(answer, null, 2));
    });
}
