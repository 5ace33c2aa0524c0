'use client';

import { type Asked, askedOf } from '@/components/dashboard/asked';
import { UnreachableError } from '@/components/hooks/connection';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useParity } from '@/components/hooks/use-parity';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { launchOf } from '@/lib/core/workspace';
import { type Guardrail, guardrails } from './guardrails';
import { guardrailQuestions } from './questions';

const OBJECTIVE = 0.95;

interface Guarded {
  /** null while an answer is on its way */
  rails: Guardrail[] | null;
  error: Error | null;
  asked: Asked[];
}

/** Asks what the guardrails need and judges them. */
export function useGuardrails(): Guarded {
  const workspace = useWorkspace();
  const { targets, humanTargetSeconds, currency } = workspace;
  const { now, earlier, reach } = guardrailQuestions(useRequest().view, workspace);
  const { state: parity } = useParity();
  const states = [useMetrics(now), useMetrics(earlier), useMetrics(reach)];
  const asked = [now, earlier, reach].map((request, index) => askedOf(request, states[index]!));
  const failed = [...states, parity].find((state) => state.status === 'error');
  if (failed?.status === 'error') return { rails: null, error: failed.error, asked };
  if ([...states, parity].some((state) => state.status === 'offline'))
    return { rails: null, error: new UnreachableError(), asked };
  const answers = states.flatMap((state) => (state.status === 'ok' ? state.answer : []));
  if (answers.length < states.length || parity.status !== 'ok') return { rails: null, error: null, asked };
  const rails = guardrails({
    repeatsNow: answers[0],
    repeatsThen: answers[1],
    thenWords: launchOf(workspace) ? 'before launch' : 'people now',
    reach: answers[2],
    parity: parity.answer,
    objective: targets.human_within_target_rate ?? OBJECTIVE,
    waitSeconds: humanTargetSeconds,
    currency,
  });
  return { rails, error: null, asked };
}
