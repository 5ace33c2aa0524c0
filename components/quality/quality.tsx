'use client';

import { Dashboard } from '@/components/dashboard/dashboard';
import { useParity } from '@/components/hooks/use-parity';
import { parityWords } from '@/lib/core/parity-words';
import { Answered } from './answered';
import { Complexity } from './complexity';
import { Mix } from './mix';
import { QualityTrend } from './quality-trend';
import { Topics } from './topics';
import { Verdict } from './verdict';

/** On the same matters, is the AI as good as people? */
export function Quality() {
  const { request, state, arms } = useParity();
  const words = state.status === 'ok' ? parityWords(state.answer) : null;
  const isEmpty = state.status === 'ok' && state.answer.crude === null;
  return (
    <Dashboard
      title="Quality"
      question="On the same matters, is the AI as good as people?"
      answer={words && { ...words, isEmpty }}
      dimensions={['channel', 'market', 'intent', 'complexity', 'language']}
      optionsFrom="csat_mean"
      grains={[]}
    >
      <div className="panels">
        <Verdict state={state} arms={arms} />
        <Complexity state={state} />
        <Topics state={state} request={request} />
        <Mix state={state} />
        <Answered state={state} />
        <QualityTrend />
      </div>
    </Dashboard>
  );
}
