'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { ProblemError } from '@/components/hooks/batch';
import type { MetricsState } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon, type IconName } from '@/components/ui/icon';
import type { Answer } from '@/lib/core/answer';
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
  if (state.status !== 'ok') return <Waiting state={state} height={height} />;
  const blank = blankOf(state.answer, metrics);
  if (blank === null) return children(state.answer);
  if (blank === 'suppressed')
    return (
      <Blank height={height} icon="group" kind="suppressed" title="Withheld to protect people">
        A figure about fewer than {groupSize} people is never shown. Choose a larger group. <WholeCompany />
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

export type WaitingState =
  | { status: 'idle' | 'loading' | 'offline' }
  | { status: 'error'; error: ProblemError | Error; retry: () => void };

/** What stands where an answer has not come: it is on its way, the connection is gone, or it was refused or failed. */
export function Waiting({ state, height }: { state: WaitingState; height: number }) {
  if (state.status === 'error') return <Failed state={state} height={height} />;
  if (state.status !== 'offline') return <Loading height={height} />;
  return (
    <Blank height={height} icon="offline" kind="offline" title="No connection">
      This was not asked before the connection went. It comes by itself once it is back.
    </Blank>
  );
}

function Loading({ height }: { height: number }) {
  return (
    <div className="blank blank-loading" style={{ height }} role="status" aria-busy="true">
      <span className="sr-only">Loading</span>
    </div>
  );
}

function Failed({ state, height }: { state: Extract<WaitingState, { status: 'error' }>; height: number }) {
  const { error, retry } = state;
  const status = error instanceof ProblemError ? error.status : 0;
  if (status === 403)
    return (
      <Blank height={height} icon="lock" kind="refused" title="Not yours to see">
        {error.message} <WholeCompany />
      </Blank>
    );
  if (status === 401)
    return (
      <Blank height={height} icon="lock" kind="refused" title="Your session has ended">
        <SignIn /> and you are back on this page.
      </Blank>
    );
  if (status === 422)
    return (
      <Blank height={height} icon="cross" kind="unanswerable" title="Cannot be answered as asked">
        {error.message} <Start />
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

function SignIn() {
  const pathname = usePathname();
  const params = useSearchParams();
  const back = params.size > 0 ? `${pathname}?${params}` : pathname;
  return <Link href={`/sign-in?next=${encodeURIComponent(back)}`}>Sign in again</Link>;
}

/** Out of a part of the company that may not be shown. */
function WholeCompany() {
  const { view, change } = useRequest();
  const { department, team, ...others } = view.filter;
  if (!department && !team) return null;
  return (
    <button type="button" className="link-button" onClick={() => change({ filter: others })}>
      Show the whole company
    </button>
  );
}

/** Out of a view that has no answer: what a page begins with, nothing filtered. */
function Start() {
  const { standard, change } = useRequest();
  return (
    <button type="button" className="link-button" onClick={() => change({ ...standard, filter: {} })}>
      Start again with {periodWord(standard)}
    </button>
  );
}

/** Nothing on record: names what would fill it and offers the period that has data. */
export function Empty({ metrics, height }: { metrics: string[]; height: number }) {
  const { view, standard: last, change } = useRequest();
  const workspace = useWorkspace();
  const isLast = view.from === last.from && view.to === last.to;
  const isFiltered = Object.keys(view.filter).length > 0;
  return (
    <Blank height={height} icon="info" kind="empty" title={`Nothing on record for ${periodWord(view)}`}>
      {needs(metrics, workspace.metrics)} <Provider />{' '}
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

/** Who brings the file: the way there for who may open it, else whom to ask. */
function Provider() {
  const { paths } = useWorkspace();
  if (!paths.sources) return 'Ask an administrator to bring it in.';
  return <Link href={paths.sources}>Open Sources</Link>;
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
  kind: 'empty' | 'suppressed' | 'refused' | 'unanswerable' | 'offline' | 'error';
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
