'use client';

import { type Asked, askedOf } from '@/components/dashboard/asked';
import { UnreachableError } from '@/components/hooks/connection';
import { type AnalysisState, useAnalysis } from '@/components/hooks/use-analysis';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { ParityAnswer } from '@/lib/core/parity';
import { addDays } from '@/lib/core/period';
import type { MetricRequest } from '@/lib/core/request';
import { launchOf } from '@/lib/core/workspace';
import { type Guardrail, guardrails } from './guardrails';

const OBJECTIVE = 0.95;
const BEFORE_DAYS = 90;

/** The comparison of the page's period and filters, by who answered first. */
export function useParity({ from, to, filter }: MetricRequest): AnalysisState<ParityAnswer> {
  return useAnalysis<ParityAnswer>('parity', { from, to, ...(filter && { filter }) });
}

interface Guarded {
  /** null while an answer is on its way */
  rails: Guardrail[] | null;
  error: Error | null;
  asked: Asked[];
}

/** Asks what the guardrails need and judges them. "Before" is the 90 days up to the launch. */
export function useGuardrails(): Guarded {
  const { requestFor } = useRequest();
  const workspace = useWorkspace();
  const { targets, humanTargetSeconds, currency } = workspace;
  const launch = launchOf(workspace);
  const metrics = ['repeat_inquiry_rate'];
  const now = requestFor({ metrics, filter: { handled_by: ['ai'] } }).request;
  const then = launch
    ? requestFor({ metrics, from: addDays(launch.on, -BEFORE_DAYS), to: launch.on }).request
    : requestFor({ metrics, filter: { handled_by: ['human'] } }).request;
  const reach = requestFor({ metrics: ['human_within_target_rate', 'time_to_human_p95'], compare: true }).request;
  const ratings = requestFor({ metrics: ['csat_mean'], by: ['first_handler'] }).request;
  const parity = useParity(ratings);
  const states = [useMetrics(now), useMetrics(then), useMetrics(reach), useMetrics(ratings)];
  const asked = [now, then, reach, ratings].map((request, index) => askedOf(request, states[index]!));
  const failed = [...states, parity].find((state) => state.status === 'error');
  if (failed?.status === 'error') return { rails: null, error: failed.error, asked };
  if ([...states, parity].some((state) => state.status === 'offline'))
    return { rails: null, error: new UnreachableError(), asked };
  const answers = states.flatMap((state) => (state.status === 'ok' ? state.answer : []));
  if (answers.length < states.length || parity.status !== 'ok') return { rails: null, error: null, asked };
  const rails = guardrails({
    repeatsNow: answers[0],
    repeatsThen: answers[1],
    thenWords: launch ? 'before launch' : 'people now',
    reach: answers[2],
    parity: parity.answer,
    objective: targets.human_within_target_rate ?? OBJECTIVE,
    waitSeconds: humanTargetSeconds,
    currency,
  });
  return { rails, error: null, asked };
}
