'use client';

import { askedOf } from '@/components/dashboard/asked';
import { Bars } from '@/components/dashboard/bars';
import { Delta } from '@/components/dashboard/delta';
import { Panel } from '@/components/dashboard/panel';
import { TrendPlot } from '@/components/dashboard/trend';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatCount, formatValue } from '@/lib/core/format';
import { grainWord } from '@/lib/core/words';

const DURABLE = 'durable_automation_rate';
const METRICS = ['ai_involvement_rate', 'automation_rate', 'durable_automation_rate'];

const CHART_PX = 132;
const BODY_PX = 240 + CHART_PX;

/** From "AI took part" to "solved for good": what is lost on the way, and how many outcomes are unknown. */
export function Solved() {
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const { request, dropped } = requestFor({ metrics: METRICS, compare: true });
  const openRequest = requestFor({
    metrics: ['conversations'],
    filter: { handled_by: ['ai'], outcome: ['unknown'] },
  }).request;
  const unknown = useMetrics(openRequest);
  const historyRequest = requestFor({ metrics: [DURABLE], grain: true, compare: true }).request;
  const history = useMetrics(historyRequest);
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
      also={[askedOf(openRequest, unknown), askedOf(historyRequest, history)]}
      metrics={['ai_involvement_rate']}
      height={BODY_PX}
    >
      {(answer) => (
        <>
          <Steps answer={answer} open={open} />
          <h3 className="panel-sub">Solved by AI for good, by {grainWord(view.grain)}</h3>
          <div style={{ minHeight: CHART_PX }}>
            {history.status === 'ok' && (
              <TrendPlot
                answer={history.answer}
                metric={DURABLE}
                grain={view.grain}
                height={CHART_PX}
                label="Solved by AI for good"
                marks={false}
              />
            )}
          </div>
        </>
      )}
    </Panel>
  );
}

interface StepsProps {
  answer: Answer;
  open: MetricValue | undefined;
}

function Steps({ answer, open }: StepsProps) {
  const [involved, solved, durable] = METRICS.map((metric) => cell(answer, metric));
  const label = answer.labels.durable_automation_rate;
  const most = durable?.bounds?.high;
  return (
    <>
      <Bars
        unit="share"
        full={1}
        rows={[
          { id: 'all', label: 'All conversations', value: whole(involved), note: n(involved) },
          { id: 'involved', label: 'AI took part', value: involved, tone: 'ai', note: ' ' },
          {
            id: 'solved',
            label: 'AI alone solved it',
            value: solved,
            tone: 'ai',
            note: ' ',
            upTo: solved?.bounds?.high,
          },
          { id: 'durable', label: 'Solved for good', value: durable, tone: 'ai', note: ' ', upTo: most },
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
          <Unknown open={open} most={most} />
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

/** How many outcomes nobody knows: none of them counts as solved, and what it would be if all of them did. */
function Unknown({ open, most }: { open?: MetricValue; most?: number }) {
  if (open?.value == null) return null;
  return (
    <>
      <b>{formatCount(open.value)}</b> ended with AI alone and an unknown outcome, counted as not solved
      {most === undefined ? (
        '.'
      ) : (
        <>
          ; were all of them solved, it would be{' '}
          <b>
            <InlineValue value={{ value: most, status: 'ok' }} unit="share" />
          </b>
          .
        </>
      )}
    </>
  );
}
