'use client';

import { type Asked, askedOf } from '@/components/dashboard/asked';
import { UnreachableError } from '@/components/hooks/connection';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useParity } from '@/components/hooks/use-parity';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { addDays } from '@/lib/core/period';
import { launchOf } from '@/lib/core/workspace';
import { type Guardrail, guardrails } from './guardrails';

const OBJECTIVE = 0.95;
const BEFORE_DAYS = 90;

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
  const { state: parity } = useParity();
  const states = [useMetrics(now), useMetrics(then), useMetrics(reach)];
  const asked = [now, then, reach].map((request, index) => askedOf(request, states[index]!));
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
