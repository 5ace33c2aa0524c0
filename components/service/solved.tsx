'use client';

import { Bars } from '@/components/dashboard/bars';
import { Delta } from '@/components/dashboard/delta';
import { Panel } from '@/components/dashboard/panel';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';

const METRICS = ['ai_involvement_rate', 'automation_rate', 'durable_automation_rate'];

/** From "AI took part" to "solved for good": what is lost on the way, and how many outcomes are unknown. */
export function Solved() {
  const { requestFor } = useRequest();
  const { currency } = useWorkspace();
  const { request, dropped } = requestFor({ metrics: METRICS, compare: true });
  const unknown = useMetrics(
    requestFor({ metrics: ['conversations'], filter: { handled_by: ['ai'], outcome: ['unknown'] } }).request,
  );
  const open = unknown.status === 'ok' ? cell(unknown.answer, 'conversations') : undefined;
  return (
    <Panel
      title="Solved by AI for good"
      finding={(answer) => {
        const value = cell(answer, 'durable_automation_rate')?.value;
        return value == null ? null : `AI alone solved ${formatValue(value, 'share', currency)} for good`;
      }}
      note="Of all conversations. For good: nobody came back with the same topic within 7 days."
      request={request}
      dropped={dropped}
      metrics={['ai_involvement_rate']}
      height={270}
    >
      {(answer) => <Steps answer={answer} open={open} />}
    </Panel>
  );
}

function Steps({ answer, open }: { answer: Answer; open: MetricValue | undefined }) {
  const [involved, solved, durable] = METRICS.map((metric) => cell(answer, metric));
  const label = answer.labels.durable_automation_rate;
  return (
    <>
      <Bars
        unit="share"
        full={1}
        rows={[
          { id: 'all', label: 'All conversations', value: whole(involved), note: n(involved) },
          { id: 'involved', label: 'AI took part', value: involved, tone: 'ai', note: ' ' },
          { id: 'solved', label: 'AI alone solved it', value: solved, tone: 'ai', note: ' ' },
          { id: 'durable', label: 'Solved for good', value: durable, tone: 'ai', note: ' ' },
        ]}
      />
      <p className="panel-line">
        {label && durable && <Delta value={durable} {...label} comparedWith={answer.comparedWith} />}
      </p>
      <ul className="panel-notes">
        <li>
          <Lost solved={solved} durable={durable} />
        </li>
        <li>
          <Unknown open={open} />
        </li>
      </ul>
    </>
  );
}

/** The bar everything else is measured against. */
const whole = (involved: MetricValue | undefined): MetricValue | undefined =>
  involved && { value: 1, status: 'ok', denominator: involved.denominator };

const n = (value: MetricValue | undefined) =>
  value?.denominator === undefined ? '' : `n\u00a0${value.denominator.toLocaleString('en-US')}`;

function Lost({ solved, durable }: { solved?: MetricValue; durable?: MetricValue }) {
  if (solved?.value == null || durable?.value == null) return 'Repeats: not known yet.';
  if (solved.denominator === durable.denominator)
    return (
      <>
        Repeats took away{' '}
        <b>
          <InlineValue value={{ value: solved.value - durable.value, status: 'ok' }} unit="share" />
        </b>{' '}
        of all.
      </>
    );
  return (
    <>
      Repeats are known for <b>{(durable.denominator ?? 0).toLocaleString('en-US')}</b> of{' '}
      {(solved.denominator ?? 0).toLocaleString('en-US')}: the 7 days of the rest are still open.
    </>
  );
}

/**
 * How many outcomes nobody knows: none of them counts as solved. The count alone: as a share it would stand on other
 * conversations than "solved for good", whose 7 days must be over.
 */
function Unknown({ open }: { open?: MetricValue }) {
  if (open?.value == null) return null;
  return (
    <>
      <b>{open.value.toLocaleString('en-US')}</b> ended with AI alone and an unknown outcome, counted here as not
      solved.
    </>
  );
}
