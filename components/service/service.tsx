'use client';

import { Dashboard, type Finding } from '@/components/dashboard/dashboard';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatCount, formatValue } from '@/lib/core/format';
import { Basis } from './basis';
import { Handovers } from './handovers';
import { Repeats } from './repeats';
import { Returns } from './returns';
import { Solved } from './solved';
import { Speed } from './speed';
import { TopicTable } from './topic-table';
import { Volume } from './volume';

/** How many customers needed us, and was it solved for good? */
export function Service() {
  return (
    <Dashboard
      title="Service"
      question="How many customers needed us, and was it solved for good?"
      answer={useFinding()}
      dimensions={['channel', 'market', 'intent', 'complexity', 'language']}
      optionsFrom="conversations"
    >
      <div className="panels">
        <Volume />
        <Solved />
        <Speed />
        <Repeats />
        <Returns />
        <Basis />
        <Handovers />
        <TopicTable />
      </div>
    </Dashboard>
  );
}

function useFinding(): Finding | null {
  const { requestFor } = useRequest();
  const { currency } = useWorkspace();
  const metrics = ['conversations', 'durable_automation_rate', 'human_within_target_rate'];
  const state = useMetrics(requestFor({ metrics, compare: true }).request);
  if (state.status !== 'ok') return null;
  const values = state.answer.rows[0]?.values ?? {};
  const { conversations, durable_automation_rate: durable, human_within_target_rate: reach } = values;
  if (!conversations?.value)
    return {
      head: 'No conversation is on record',
      detail: 'Not in this period and with these filters.',
      isEmpty: true,
    };
  const asked = `Customers needed us ${formatCount(conversations.value)} times`;
  const head =
    durable?.value == null
      ? asked
      : `${asked}; AI alone solved ${formatValue(durable.value, 'share', currency)} for good`;
  const detail =
    reach?.value == null
      ? 'Nobody is on record who asked for a person.'
      : `${formatValue(reach.value, 'share', currency)} of the ${formatCount(reach.denominator ?? 0)} who asked for a person reached one in time.`;
  return { head, detail };
}
