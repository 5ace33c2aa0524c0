'use client';

import type { ReactNode } from 'react';
import { Blank, Waiting } from '@/components/data/query-state';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import type { Asked } from './asked';
import { PanelMenu } from './panel-menu';

interface AnalysisPanelProps<T> {
  title: string;
  /** what is seen, from the answer; null keeps `title` */
  finding?: (answer: T) => string | null;
  note?: ReactNode;
  state: AnalysisState<T>;
  /** px the content takes, kept while there is none */
  height: number;
  wide?: boolean;
  controls?: ReactNode;
  /** metrics behind it, for its table and definitions */
  asked?: Asked[];
  /** why there is nothing to draw; null if there is something */
  empty?: (answer: T) => { title: string; why: ReactNode } | null;
  children: (answer: T) => ReactNode;
}

/** A panel of an answer that is bigger than one metric; states and frame as every panel has them. */
export function AnalysisPanel<T>(props: AnalysisPanelProps<T>) {
  const { title, finding, note, state, wide, controls, asked = [] } = props;
  const seen = (state.status === 'ok' && finding?.(state.answer)) || title;
  return (
    <section className={wide ? 'panel panel-wide' : 'panel'} data-state={state.status} aria-label={title}>
      <header className="panel-head">
        <div>
          <h2>{seen}</h2>
          <p>{note}</p>
        </div>
        {controls}
        <PanelMenu title={title} asked={asked} />
      </header>
      <Body {...props} />
    </section>
  );
}

function Body<T>({ state, height, empty, children }: AnalysisPanelProps<T>) {
  if (state.status !== 'ok') return <Waiting state={state} height={height} />;
  const blank = empty?.(state.answer);
  if (blank)
    return (
      <Blank height={height} icon="info" kind="empty" title={blank.title}>
        {blank.why}
      </Blank>
    );
  return (
    <div className="panel-body" style={{ minHeight: height }}>
      {children(state.answer)}
    </div>
  );
}
