'use client';

import { Delta } from '@/components/dashboard/delta';
import { Panel } from '@/components/dashboard/panel';
import { SampleNote } from '@/components/dashboard/sample-note';
import { InlineValue } from '@/components/data/figure';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatValue } from '@/lib/core/format';
import { periodWord } from '@/lib/core/words';
import { sinceWords } from './findings';
import { QuarterPlot } from './plot';
import { useQuarters } from './use-quarters';

const HEIGHT = 264;
/** Three lines of event names fit below a plot where two are common; two of words below the people’s. */
const PLOT = HEIGHT - 18;
const PEOPLE_PLOT = PLOT - 48;

export function RevenuePerEmployee() {
  const { base, ask, now } = useQuarters();
  const { currency } = useWorkspace();
  const metric = 'revenue_per_employee';
  return (
    <Panel
      title="Revenue per employee"
      finding={(answer) => {
        const value = now(answer, metric);
        if (value?.value == null) return null;
        return `Revenue per employee is ${formatValue(value.value, 'money', currency)}${sinceWords(value, 'money', base)}`;
      }}
      note="Revenue of a quarter × 4 ÷ people employed in it"
      {...ask(metric)}
      height={HEIGHT}
    >
      {(answer) => (
        <QuarterPlot
          answer={answer}
          metric={metric}
          lines={[{ id: 'value', label: 'Revenue per employee' }]}
          height={PLOT}
          label="Revenue per employee"
          events
        />
      )}
    </Panel>
  );
}

const contractors = (value: MetricValue | undefined) => value?.beside?.contractors ?? null;

/** People employed, and the contractors who are in no figure of theirs. */
export function Headcount() {
  const { base, last, ask, now, before } = useQuarters();
  const { currency } = useWorkspace();
  const metric = 'headcount';
  const people = (count: number) => formatValue(count, 'people', currency);
  return (
    <Panel
      title="People employed"
      finding={(answer) => {
        const value = now(answer, metric);
        return value?.value == null
          ? null
          : `${people(value.value)} people employed${sinceWords(value, 'people', base)}`;
      }}
      note="On an average day of the quarter; people, not full-time equivalents"
      {...ask(metric)}
      height={HEIGHT}
    >
      {(answer) => {
        const [beside, past] = [contractors(now(answer, metric)), contractors(before(answer, metric))];
        return (
          <>
            <QuarterPlot
              answer={answer}
              metric={metric}
              lines={[
                { id: 'value', label: 'Employed' },
                { id: 'contractors', label: 'Contractors', color: 'var(--bar-strong)', dash: '6 3', read: contractors },
              ]}
              height={PEOPLE_PLOT}
              label="People employed and contractors"
              events
            />
            <p className="panel-line">
              {beside !== null && (
                <>
                  <b>{people(beside)}</b> contractors beside them in {periodWord(last)}
                  {past !== null && base && `, ${people(past)} in ${periodWord(base)}`}; they count in no figure here.
                </>
              )}
            </p>
          </>
        );
      }}
    </Panel>
  );
}

export function TechShare() {
  const { base, ask, now } = useQuarters();
  const { currency } = useWorkspace();
  const metric = 'tech_share';
  return (
    <Panel
      title="Share of people in tech"
      finding={(answer) => {
        const value = now(answer, metric);
        if (value?.value == null) return null;
        return `${formatValue(value.value, 'share', currency)} of people employed work in tech${sinceWords(value, 'share', base)}`;
      }}
      note="It also rises when other departments shrink"
      {...ask(metric)}
      height={PLOT}
    >
      {(answer) => (
        <QuarterPlot
          answer={answer}
          metric={metric}
          lines={[{ id: 'value', label: 'In tech' }]}
          height={PLOT}
          label="Share of people in tech"
          events
        />
      )}
    </Panel>
  );
}

const COST = 'cost_per_transaction';
const QUALITY = 'csat_mean';
const STACKED_ROOM = { left: 58, right: 54 };

/** What serving customers costs, and what they think of it: never the one without the other. */
export function Cost() {
  const { ask, now } = useQuarters();
  const { currency } = useWorkspace();
  return (
    <Panel
      title="Service cost per transaction, with satisfaction"
      finding={(answer) => {
        const [cost, rating] = [now(answer, COST), now(answer, QUALITY)];
        if (cost?.value == null) return null;
        const quality =
          rating?.value == null
            ? 'satisfaction is not known'
            : `satisfaction ${formatValue(rating.value, 'rating', '')}`;
        return `Serving customers costs ${formatValue(cost.value, 'money', currency)} per transaction; ${quality}`;
      }}
      note="AI, outsourcing and platform are in the cost"
      {...ask(COST, QUALITY)}
      metrics={[COST]}
      height={HEIGHT}
    >
      {(answer) => (
        <>
          <Stacked answer={answer} metric={COST} height={108} />
          <Stacked answer={answer} metric={QUALITY} height={108} />
        </>
      )}
    </Panel>
  );
}

/** One of two plots in a card, with its value and how it moved. */
function Stacked({ answer, metric, height }: { answer: Answer; metric: string; height: number }) {
  const { base, now } = useQuarters();
  const value = now(answer, metric);
  const label = answer.labels[metric];
  if (!label) return null;
  if (!answer.rows.some(({ values }) => values[metric]?.value != null))
    return <p className="panel-line">{label.title}: nothing on record in these quarters.</p>;
  return (
    <>
      <p className="company-sub">
        <span>{label.title}</span>
        <b>
          <InlineValue value={value} unit={label.unit} />
        </b>
        {value && base && <Delta value={value} unit={label.unit} direction={label.direction} comparedWith={base} />}
      </p>
      <QuarterPlot
        answer={answer}
        metric={metric}
        lines={[{ id: 'value', label: label.title }]}
        height={height}
        label={label.title}
        together={[COST, QUALITY]}
        room={STACKED_ROOM}
      />
    </>
  );
}

export function Contacts() {
  const { base, ask, now } = useQuarters();
  const { currency } = useWorkspace();
  const metric = 'contacts_per_1000_transactions';
  return (
    <Panel
      title="Contacts per 1,000 transactions"
      finding={(answer) => {
        const value = now(answer, metric);
        if (value?.value == null) return null;
        return `Customers needed us ${formatValue(value.value, 'per_1000', currency)} times in 1,000 transactions${sinceWords(value, 'per_1000', base)}`;
      }}
      note={
        <>
          Conversations, whatever their reason. <SampleNote />
        </>
      }
      {...ask(metric)}
      height={HEIGHT}
    >
      {(answer) => (
        <QuarterPlot
          answer={answer}
          metric={metric}
          lines={[{ id: 'value', label: 'Contacts' }]}
          height={PLOT}
          label="Contacts per 1,000 transactions"
          events
        />
      )}
    </Panel>
  );
}
