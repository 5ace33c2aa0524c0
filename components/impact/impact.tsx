'use client';

import { Dashboard } from '@/components/dashboard/dashboard';
import { impactWords } from '@/lib/core/impact-words';
import { AssumptionTable } from './assumption-table';
import { Books } from './books';
import { Fte } from './fte';
import { Hinges } from './hinges';
import { Profit } from './profit';
import { useImpact } from './use-impact';
import { Waterfall } from './waterfall';

/** What is left after everything, does it count, and is it in the books? */
export function Impact() {
  const { state, tried, isTried } = useImpact();
  return (
    <Dashboard
      title="Impact"
      question="What is left after everything, does it count, and is it in the books?"
      answer={state.status === 'ok' ? impactWords(state.answer) : null}
      dimensions={[]}
      optionsFrom="conversations"
      grains={[]}
    >
      <div className="panels">
        <Profit state={state} />
        <Waterfall state={state} />
        <Books state={state} />
        <Hinges state={state} />
        <AssumptionTable state={state} tried={tried} isTried={isTried} />
        <Fte state={state} />
      </div>
    </Dashboard>
  );
}
