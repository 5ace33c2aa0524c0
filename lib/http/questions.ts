import { type Access, type Road, recordAccess } from '@/db/audit';
import type { Db } from '@/db/client';
import type { Action } from '@/lib/access/policy';
import { runChanges } from '@/lib/analysis/changes';
import { runImpact } from '@/lib/analysis/impact/run';
import { runOwnPopulations } from '@/lib/analysis/own-populations';
import { runParity, runParityTrend } from '@/lib/analysis/parity/run';
import { runReturns } from '@/lib/analysis/returns';
import { runStaffing } from '@/lib/analysis/staffing/run';
import type { Viewer } from '@/lib/core/viewer';
import * as read from '@/lib/query/parse';
import { runMetrics } from '@/lib/query/run';

export interface Asking {
  db: Db;
  viewer: Viewer;
  road: Road;
}

/** A question about numbers: what one must be allowed to do to ask it, and how it is read. */
export interface Question {
  permission: Action;
  /** Gives what answers it. Throws a 422 naming each field that does not hold; the answer 403 and 422 as the engine does. */
  parse(input: unknown): (asking: Asking) => Promise<object>;
}

interface Viewed {
  request: Access['request'];
  rows?: number;
}

/** Every answer goes into the log of who saw what: `viewed` says as what. */
const question = <Input, Answer extends object>(
  parse: (input: unknown) => Input,
  run: (db: Db, viewer: Viewer, input: Input) => Promise<Answer>,
  viewed: (input: Input, answer: Answer) => Viewed,
  permission: Action = 'query',
): Question => ({
  permission,
  parse(body) {
    const input = parse(body);
    return async ({ db, viewer, road }) => {
      const answer = await run(db, viewer, input);
      await recordAccess(db, { viewer, road, action: 'view', ...viewed(input, answer) });
      return answer;
    };
  },
});

/** The one list of what can be asked, by address: over HTTP (asked.ts) and ahead by a page that is about to (begin.ts). */
export const QUESTIONS = {
  query: question(read.parseRequest, runMetrics, (request, { rows }) => ({ request, rows: rows.length })),
  parity: question(read.parseParity, runParity, ({ from, to, filter }, { strata }) => ({
    request: { metrics: ['csat_mean'], from, to, filter },
    rows: strata.length,
  })),
  'parity/trend': question(read.parseTrend, runParityTrend, (input) => ({
    request: { metrics: ['csat_mean'], ...input },
  })),
  changes: question(read.parseChanges, runChanges, (input, { changes }) => ({
    request: { metrics: [...new Set(changes.map(({ metric }) => metric))], ...input },
    rows: changes.length,
  })),
  impact: question(read.parseImpact, runImpact, ({ from, to }) => ({
    request: { metrics: ['csat_mean', 'cost_per_transaction'], from, to },
    rows: 1,
  })),
  returns: question(read.parseReturns, runReturns, (input, { curves }) => ({
    request: { metrics: ['repeat_inquiry_rate'], ...input },
    rows: curves.length,
  })),
  staffing: question(read.parseStaffing, runStaffing, ({ from, to, filter }, { plan }) => ({
    request: { metrics: ['human_within_target_rate', 'csat_mean'], from, to, filter },
    rows: plan?.halfHours.length ?? 0,
  })),
  populations: question(
    read.parseOwnPopulations,
    runOwnPopulations,
    (input, { populations }) => ({
      request: { metrics: ['monthly_active_rate'], ...input },
      rows: populations.reduce((sum, { periods }) => sum + periods.length, 0),
    }),
    'populations',
  ),
};

export type QuestionName = keyof typeof QUESTIONS;
