'use client';

import { Dashboard } from '@/components/dashboard/dashboard';
import { NotObeyed } from '@/components/dashboard/panel';
import { Trend } from '@/components/dashboard/trend';
import { STAFFING_DIMENSIONS } from '@/lib/core/staffing';
import { staffingWords } from '@/lib/core/staffing-words';
import { isReachHidden } from './blank';
import { Budget } from './budget';
import { HeatMap } from './heat-map';
import { Parts } from './parts';
import { Pools } from './pools';
import { Reached } from './reached';
import { Rests } from './rests';
import { Scenarios } from './scenarios';
import { useStaffing } from './use-staffing';
import { WhatIf } from './what-if';

/** Can a customer always get a person, and how many people does that take? */
export function Staffing() {
  const { state, tried, dropped } = useStaffing();
  return (
    <Dashboard
      title="Staffing"
      question="Can a customer always get a person, and how many people does that take?"
      answer={state.status === 'ok' ? staffingWords(state.answer) : null}
      dimensions={[...STAFFING_DIMENSIONS]}
      optionsFrom="human_within_target_rate"
    >
      {dropped.length > 0 && (
        <p className="staffing-dropped">
          <NotObeyed dropped={dropped} />
        </p>
      )}
      <div className="panels">
        <Reached state={state} />
        <Budget state={state} />
        {!isReachHidden(state) && (
          <Trend
            metric="time_to_human_p95"
            title="Time to a person, 95 in 100"
            note="Of everybody who asked, those who never got there last. A gap: more than 5 in 100 never did."
            height={170}
            wide
          />
        )}
        <Parts state={state} />
        <WhatIf state={state} tried={tried} />
        <HeatMap state={state} />
        <div className="panel-column">
          <Scenarios state={state} />
          <Pools state={state} />
          <Rests state={state} />
        </div>
      </div>
    </Dashboard>
  );
}
