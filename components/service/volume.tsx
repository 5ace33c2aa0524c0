'use client';

import { seriesFor } from '@/components/charts/hues';
import { Legend } from '@/components/charts/legend';
import { PlotFrame, StackPlot } from '@/components/charts/plots';
import type { PlotPoint } from '@/components/charts/shared';
import { useEvents } from '@/components/charts/use-events';
import { askedOf } from '@/components/dashboard/asked';
import { Delta } from '@/components/dashboard/delta';
import { NotObeyed, Panel } from '@/components/dashboard/panel';
import { SampleNote } from '@/components/dashboard/sample-note';
import { cell, keysOf } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { type MetricsState, useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount, formatValue } from '@/lib/core/format';
import type { MetricRequest } from '@/lib/core/request';
import { cutWords, grainWord, periodWord } from '@/lib/core/words';

const ORDER = ['ai', 'hybrid', 'human', 'none', 'unknown'];
const PER_TRANSACTION = 'contacts_per_1000_transactions';
const CHART_PX = 276;

/** How many conversations there were and who handled them; beside it how many that is for the business done. */
export function Volume() {
  const { view, requestFor } = useRequest();
  const { currency } = useWorkspace();
  const { request, dropped } = requestFor({ metrics: ['conversations'], grain: true, by: ['handled_by'] });
  const shareRequest = requestFor({ metrics: ['ai_share', 'conversations'], compare: true }).request;
  const share = useMetrics(shareRequest);
  const perRequest = requestFor({ metrics: [PER_TRANSACTION], compare: true, quarterly: true });
  const per = useMetrics(perRequest.request);
  const alone = share.status === 'ok' ? share.answer.rows[0]?.values.ai_share : undefined;
  return (
    <Panel
      title="Conversations by who handled them"
      finding={() =>
        alone?.value == null
          ? null
          : `AI alone answered ${formatValue(alone.value, 'share', currency)} of ${formatCount(alone.denominator ?? 0)} conversations`
      }
      note={`Conversations a ${grainWord(view.grain)}.${cutWords(view)}`}
      request={request}
      dropped={dropped}
      also={[askedOf(shareRequest, share), askedOf(perRequest.request, per)]}
      height={CHART_PX + 96}
    >
      {(answer) => (
        <>
          <VolumePlot answer={answer} />
          <Total state={share} />
          <PerTransaction state={per} {...perRequest} />
        </>
      )}
    </Panel>
  );
}

function VolumePlot({ answer }: { answer: Answer }) {
  const { view } = useRequest();
  const { currency } = useWorkspace();
  const handlers = ORDER.filter((value) => keysOf(answer, 'handled_by').includes(value));
  const series = handlers.map((value, index) => seriesFor('handled_by', value, index + 1));
  const keys = keysOf(answer, 'period').sort();
  const points: PlotPoint[] = keys.map((key) => ({
    key,
    ...Object.fromEntries(
      handlers.map((value) => [value, cell(answer, 'conversations', { period: key, handled_by: value })?.value ?? 0]),
    ),
  }));
  const events = useEvents(keys, view.grain);
  return (
    <>
      <Legend series={series} />
      <PlotFrame height={CHART_PX} label="Conversations by who handled them, over time" events={events}>
        {(plotHeight) => (
          <StackPlot
            points={points}
            series={series}
            grain={view.grain}
            unit="count"
            currency={currency}
            height={plotHeight}
            events={events}
          />
        )}
      </PlotFrame>
    </>
  );
}

/** How many that is beside the comparison, and how much of it AI alone answered. */
function Total({ state }: { state: MetricsState }) {
  if (state.status !== 'ok') return <p className="panel-line">&nbsp;</p>;
  const { answer } = state;
  const [all, alone] = ['conversations', 'ai_share'].map((metric) => cell(answer, metric));
  if (all?.value == null || alone?.value == null) return <p className="panel-line">&nbsp;</p>;
  const { conversations, ai_share } = answer.labels;
  return (
    <p className="panel-line">
      <b>{formatCount(all.value)}</b> conversations{' '}
      <Delta
        value={all}
        unit="count"
        direction={conversations?.direction ?? 'neither'}
        comparedWith={answer.comparedWith}
      />
      {', '}AI alone{' '}
      <Delta
        value={alone}
        unit="share"
        direction={ai_share?.direction ?? 'neither'}
        comparedWith={answer.comparedWith}
      />
    </p>
  );
}

interface PerTransactionProps {
  state: MetricsState;
  request: MetricRequest;
  dropped: Dimension[];
}

/** Contacts per 1,000 transactions: whether fewer need us, or there is just less business. */
function PerTransaction({ state, request, dropped }: PerTransactionProps) {
  if (state.status === 'error') return <p className="panel-line quiet">{state.error.message}</p>;
  if (state.status !== 'ok') return <p className="panel-line">&nbsp;</p>;
  const { answer } = state;
  const value = cell(answer, PER_TRANSACTION);
  const label = answer.labels[PER_TRANSACTION];
  if (!value || !label)
    return <p className="panel-line quiet">Contacts per 1,000 transactions: no finance file yet.</p>;
  return (
    <p className="panel-line">
      <b>
        <InlineValue value={value} unit={label.unit} />
      </b>{' '}
      contacts per 1,000 transactions, {periodWord(request)}{' '}
      <Delta value={value} unit={label.unit} direction={label.direction} comparedWith={answer.comparedWith} />
      <SampleNote />
      {dropped.length > 0 && <NotObeyed dropped={dropped} />}
    </p>
  );
}
