'use client';

import { askedOf } from '@/components/dashboard/asked';
import { Bars } from '@/components/dashboard/bars';
import { Panel } from '@/components/dashboard/panel';
import { ranked } from '@/components/dashboard/ranking';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';

const REACH = [
  'escalation_rate',
  'human_request_honoured_rate',
  'human_within_target_rate',
  'time_to_human_p50',
  'time_to_human_p95',
];
const MOST = 6;

/** How often the AI hands over and why, and whether a person then comes. */
export function Handovers() {
  const { requestFor } = useRequest();
  const { currency } = useWorkspace();
  const asked = requestFor({ metrics: REACH, compare: true }).request;
  const reach = useMetrics(asked);
  const { request, dropped } = requestFor({
    metrics: ['conversations'],
    by: ['escalation_reason'],
    filter: { first_handler: ['ai'], handled_by: ['hybrid'] },
  });
  const told = reach.status === 'ok' ? reach.answer : undefined;
  const rate = told && cell(told, 'escalation_rate');
  return (
    <Panel
      title="Handed over by the AI, and why"
      finding={() =>
        rate?.value == null
          ? null
          : `The AI hands over ${formatValue(rate.value, 'share', currency)} of the ${formatCount(rate.denominator ?? 0)} conversations it begins`
      }
      note="Left: conversations a person joined after the AI, by reason. Right: customers who asked for a person."
      request={request}
      dropped={dropped}
      also={[askedOf(asked, reach)]}
      height={166}
      wide
    >
      {(answer) => (
        <div className="halves">
          <Bars unit="count" rows={ranked(answer, 'conversations', 'escalation_reason').slice(0, MOST).map(plain)} />
          {told && <Reach answer={told} />}
        </div>
      )}
    </Panel>
  );
}

const plain = <Row extends object>(row: Row) => ({ ...row, tone: 'hybrid' as const, note: '' });

/** Asked for a person → got one → in time, and how long that took. */
function Reach({ answer }: { answer: Answer }) {
  const { currency, humanTargetSeconds, targets } = useWorkspace();
  const [, got, inTime, half, most] = REACH.map((metric) => cell(answer, metric));
  const limit = formatValue(humanTargetSeconds, 'seconds', currency);
  return (
    <div>
      <Bars
        unit="share"
        full={1}
        rows={[
          {
            id: 'asked',
            label: 'Asked for a person',
            value: got && { value: got.denominator ? 1 : null, status: 'ok' },
            note: `n\u00a0${formatCount(got?.denominator ?? 0)}`,
          },
          { id: 'got', label: 'Got one', value: got, tone: 'human', note: '' },
          { id: 'time', label: `Within ${limit}`, value: inTime, tone: 'human', note: targetWords(targets, currency) },
        ]}
      />
      <ul className="panel-notes">
        <li>
          Half waited at most{' '}
          <b>
            <InlineValue value={half} unit="seconds" />
          </b>
          , 95 in 100 at most{' '}
          <b>
            <InlineValue value={most} unit="seconds" />
          </b>
          {most?.status === 'not_reached' && ': more than 5 in 100 never got one'}.
        </li>
      </ul>
    </div>
  );
}

function targetWords(targets: Record<string, number>, currency: string): string {
  const target = targets.human_within_target_rate;
  return target === undefined ? '' : `target ${formatValue(target, 'share', currency)}`;
}
