'use client';

import { Dashboard, type Finding } from '@/components/dashboard/dashboard';
import { useMetrics } from '@/components/hooks/use-metrics';
import { PageCompare } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { BridgePanel } from './bridge-panel';
import { companyFinding } from './findings';
import { Contacts, Cost, Headcount, RevenuePerEmployee, TechShare } from './panels';
import { QuarterTable } from './quarter-table';
import { useQuarters } from './use-quarters';

/** How did revenue, people and their ratio move? Against the baseline until another comparison is chosen. */
export function Company() {
  return (
    <PageCompare value="baseline">
      <div className="company-page">
        <Page />
      </div>
    </PageCompare>
  );
}

function Page() {
  return (
    <Dashboard
      title="Company"
      question="How did revenue, people and their ratio move?"
      answer={useFinding()}
      dimensions={[]}
      optionsFrom="headcount"
      grains={[]}
      footnote="Known by whole quarters: the last of the period against the last of its comparison"
    >
      <div className="panels">
        <RevenuePerEmployee />
        <BridgePanel />
        <Headcount />
        <Cost />
        <TechShare />
        <Contacts />
        <QuarterTable />
      </div>
    </Dashboard>
  );
}

function useFinding(): Finding | null {
  const { last, base, ask, now, before } = useQuarters();
  const { currency } = useWorkspace();
  const metric = 'revenue_per_employee';
  const state = useMetrics(ask(metric).request);
  if (state.status !== 'ok') return null;
  return companyFinding({ now: now(state.answer, metric), before: before(state.answer, metric), last, base, currency });
}
