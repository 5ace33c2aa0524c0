'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { ProblemError } from '@/components/hooks/batch';
import type { MetricsState } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon, type IconName } from '@/components/ui/icon';
import type { Answer } from '@/lib/core/answer';
import { lastQuarters } from '@/lib/core/url';
import { periodWord } from '@/lib/core/words';
import { blankOf } from './answers';

interface QueryStateProps {
  state: MetricsState;
  metrics: string[];
  /** px the content takes, kept while there is none */
  height: number;
  children: (answer: Answer) => ReactNode;
}

/** Draws an answer, or says what keeps it away: loading, nothing on record, withheld, refused or failed. */
export function QueryState({ state, metrics, height, children }: QueryStateProps) {
  const { groupSize } = useWorkspace();
  if (state.status === 'idle' || state.status === 'loading') return <Loading height={height} />;
  if (state.status === 'error') return <Failed state={state} height={height} />;
  const blank = blankOf(state.answer, metrics);
  if (blank === null) return children(state.answer);
  if (blank === 'suppressed')
    return (
      <Blank height={height} icon="lock" kind="suppressed" title="Withheld to protect people">
        A figure about fewer than {groupSize} people is never shown. Choose a larger group or the whole company.
      </Blank>
    );
  if (blank === 'not_reached')
    return (
      <Blank height={height} icon="clock" kind="empty" title="Not reached">
        So many never got there that this percentile falls among them.
      </Blank>
    );
  return <Empty metrics={metrics} height={height} />;
}

function Loading({ height }: { height: number }) {
  return (
    <div className="blank blank-loading" style={{ height }} role="status" aria-busy="true">
      <span className="sr-only">Loading</span>
    </div>
  );
}

function Failed({ state, height }: { state: Extract<MetricsState, { status: 'error' }>; height: number }) {
  const { error, retry } = state;
  const status = error instanceof ProblemError ? error.status : 0;
  if (status === 403)
    return (
      <Blank height={height} icon="lock" kind="refused" title="Not yours to see">
        {error.message}
      </Blank>
    );
  if (status === 401)
    return (
      <Blank height={height} icon="lock" kind="refused" title="You are signed out">
        <Link href="/sign-in">Sign in again</Link> to go on.
      </Blank>
    );
  if (status === 422)
    return (
      <Blank height={height} icon="info" kind="empty" title="Cannot be answered as asked">
        {error.message}
      </Blank>
    );
  return (
    <Blank height={height} icon="cross" kind="error" title="No answer came">
      {error.message}{' '}
      <button type="button" className="link-button" onClick={retry}>
        Try again
      </button>
    </Blank>
  );
}

/** Nothing on record: names what would fill it and offers the period that has data. */
export function Empty({ metrics, height }: { metrics: string[]; height: number }) {
  const { view, end, change } = useRequest();
  const workspace = useWorkspace();
  const last = lastQuarters(end, 1)[0]!;
  const isLast = view.from === last.from && view.to === last.to;
  const isFiltered = Object.keys(view.filter).length > 0;
  return (
    <Blank height={height} icon="info" kind="empty" title={`Nothing on record for ${periodWord(view)}`}>
      {needs(metrics, workspace.metrics)}{' '}
      {isFiltered && (
        <button type="button" className="link-button" onClick={() => change({ filter: {} })}>
          Take the filters away
        </button>
      )}
      {!isFiltered && !isLast && (
        <button type="button" className="link-button" onClick={() => change(last)}>
          Show {periodWord(last)}
        </button>
      )}
    </Blank>
  );
}

/** Which file would bring the numbers, told from what the metrics can be broken down by. */
function needs(metrics: string[], infos: Record<string, { dimensions: readonly string[] }>): string {
  const dimensions = metrics.flatMap((id) => infos[id]?.dimensions ?? []);
  if (dimensions.includes('channel')) return 'Needs conversations of this time.';
  if (dimensions.includes('tool')) return 'Needs the roster and the tools’ activity of this time.';
  return 'Needs the finance file of a whole quarter.';
}

interface BlankProps {
  height: number;
  icon: IconName;
  kind: 'empty' | 'suppressed' | 'refused' | 'error';
  title: string;
  children: ReactNode;
}

export function Blank({ height, icon, kind, title, children }: BlankProps) {
  return (
    <div className={`blank blank-${kind}`} style={{ minHeight: height }} role={kind === 'error' ? 'alert' : undefined}>
      <Icon name={icon} size={18} />
      <p>
        <b>{title}</b>
        <br />
        {children}
      </p>
    </div>
  );
}
