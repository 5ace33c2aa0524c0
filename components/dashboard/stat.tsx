'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Sparkline } from '@/components/charts/sparkline';
import { observations, series } from '@/components/data/answers';
import { AsOf } from '@/components/data/as-of';
import { Figure, InlineValue, StatusTags } from '@/components/data/figure';
import type { WaitingState } from '@/components/data/query-state';
import { ProblemError } from '@/components/hooks/batch';
import { type MetricsState, useMetrics } from '@/components/hooks/use-metrics';
import { useMetricInfo, useWorkspace } from '@/components/hooks/workspace';
import type { Answer, MetricValue } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatShort, formatValue } from '@/lib/core/format';
import type { MetricRequest } from '@/lib/core/request';
import { countedWord, dimensionWord, listWords, periodWord } from '@/lib/core/words';
import { askedOf } from './asked';
import { Delta } from './delta';
import { PanelMenu } from './panel-menu';

interface StatProps {
  metric: string;
  title?: string;
  request: MetricRequest;
  dropped?: Dimension[];
  /** the question behind the small line, by month or quarter */
  history?: MetricRequest;
  /** named where it is not the page's own */
  period?: boolean;
  /** another question whose answer stands beside the number, in place of target or pair */
  also?: MetricRequest;
  beside?: (also: Answer) => ReactNode;
  tone?: 'ai' | 'human' | 'neutral';
  /** a caution that stands under the number */
  note?: ReactNode;
}

/** One number in company: unit, period, n, comparison, target or paired quality figure, and its way here. */
export function Stat({ metric, title, request, dropped = [], history, period, also, beside, tone, note }: StatProps) {
  const info = useMetricInfo(metric);
  const { targets } = useWorkspace();
  const state = useMetrics(request);
  const past = useMetrics(history ?? null);
  const other = useMetrics(also ?? null);
  const answer = state.status === 'ok' ? state.answer : undefined;
  const value = answer?.rows[0]?.values[metric];
  const label = answer?.labels[metric];
  const name = title ?? label?.title ?? info?.title ?? metric;
  const unit = label?.unit ?? info?.unit ?? 'count';
  const n = observations(value);
  return (
    <section className="stat" data-state={state.status} aria-label={name}>
      <header>
        <h2>{name}</h2>
        {period && <span className="stat-n">{periodWord(request)}</span>}
        <PanelMenu
          title={name}
          asked={[
            { request, answer },
            ...(also ? [askedOf(also, other)] : []),
            ...(history ? [askedOf(history, past)] : []),
          ]}
        />
      </header>
      <AsOf at={state.status === 'ok' ? state.at : undefined} />
      <StatValue state={state} value={value} metric={metric} n={n} />
      {value && answer && value.value !== null && (
        <Delta
          value={value}
          unit={unit}
          direction={label?.direction ?? 'neither'}
          comparedWith={request.compare ? answer.comparedWith : undefined}
        />
      )}
      <p className="stat-beside">
        {answer && value?.value != null && (
          <Beside
            answer={answer}
            metric={metric}
            value={value}
            target={targets[metric]}
            own={other.status === 'ok' ? beside?.(other.answer) : null}
          />
        )}
        {value?.value != null && note}
        {dropped.length > 0 && (
          <span className="not-obeyed">
            {' '}
            Not filtered by {listWords(dropped.map((dimension) => dimensionWord(dimension).toLowerCase()))}
          </span>
        )}
      </p>
      {history && (
        <div className="stat-spark">
          {past.status === 'ok' && (
            <Sparkline
              values={series(past.answer, metric).map((point) => point.value)}
              unit={unit}
              stepped={history.grain === 'quarter'}
              target={targets[metric]}
              tone={tone}
            />
          )}
        </div>
      )}
    </section>
  );
}

interface StatValueProps {
  state: MetricsState;
  value?: MetricValue;
  metric: string;
  n?: number;
}

/** What stands in a tile where no answer has come. */
export function StatWaiting({ state }: { state: WaitingState }) {
  if (state.status === 'offline')
    return (
      <div className="stat-blank" data-kind="offline">
        <b>No connection</b> comes once it is back
      </div>
    );
  if (state.status !== 'error')
    return (
      <div className="stat-value is-loading" role="status" aria-busy="true">
        <span className="sr-only">Loading</span>
      </div>
    );
  const isRefused = state.error instanceof ProblemError && state.error.status === 403;
  return (
    <div className="stat-blank" data-kind={isRefused ? 'refused' : 'error'} role="alert">
      <b>{isRefused ? 'Not yours to see' : 'No answer came'}</b> {state.error.message}{' '}
      {!isRefused && (
        <button type="button" className="link-button" onClick={state.retry}>
          Try again
        </button>
      )}
    </div>
  );
}

function StatValue({ state, value, metric, n }: StatValueProps) {
  const info = useMetricInfo(metric);
  const { groupSize, paths } = useWorkspace();
  if (state.status !== 'ok') return <StatWaiting state={state} />;
  if (!value || value.value === null) {
    const isMissing = !value || value.status === 'no_data';
    const [word, why] = blankWords(value, groupSize, info?.dimensions.length === 0);
    return (
      <div className="stat-blank" data-kind={value?.status ?? 'no_data'}>
        <b>{word}</b> {why} {isMissing && paths.sources && <Link href={paths.sources}>Sources</Link>}
      </div>
    );
  }
  return (
    <div className="stat-value">
      <Figure value={value.value} unit={info?.unit ?? 'count'} atLeast={value.atLeast} />
      <StatusTags value={value} />
      {n !== undefined && (
        <span className="stat-n">
          n&nbsp;{formatShort(n)} <span className="nowrap">{countedWord(metric)}</span>
        </span>
      )}
    </div>
  );
}

function blankWords(value: MetricValue | undefined, groupSize: number, isCompany: boolean): [string, string] {
  if (value?.status === 'suppressed') return ['Withheld', `fewer than ${groupSize} people`];
  if (value?.status === 'not_reached') return ['Not reached', 'too many never got there for this percentile'];
  return ['No data', isCompany ? 'needs the finance file of this quarter' : 'nothing on record in this period'];
}

interface BesideProps {
  answer: Answer;
  metric: string;
  value: MetricValue;
  target?: number;
  own: ReactNode;
}

/** What keeps the number company: its paired quality figure first, a target where one is set. */
function Beside({ answer, metric, value, target, own }: BesideProps) {
  const { currency } = useWorkspace();
  const label = answer.labels[metric];
  const partner = label?.pairedWith ? answer.labels[label.pairedWith] : undefined;
  const paired = label?.pairedWith ? answer.rows[0]?.values[label.pairedWith] : undefined;
  if (own) return own;
  return (
    <>
      {partner && paired && (
        <>
          {partner.title.toLowerCase()}{' '}
          <b>
            <InlineValue value={paired} unit={partner.unit} />
          </b>
          {paired.compare != null && ` (was ${formatValue(paired.compare, partner.unit, currency)})`}
        </>
      )}
      {target !== undefined && label && value.value !== null && (
        <span>
          {partner && ' · '}target {formatValue(target, label.unit, currency)}
        </span>
      )}
    </>
  );
}
