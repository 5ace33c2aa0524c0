'use client';

import type { ReactNode } from 'react';
import { Blank, Waiting } from '@/components/data/query-state';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import type { PanelTable } from '@/lib/core/panel-table';
import type { Asked } from './asked';
import { type How, ownOf } from './own';
import { PanelMenu } from './panel-menu';

interface AnalysisPanelProps<T extends object> {
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
  /** how its own numbers come about, where they are no metric */
  how?: How;
  /** its own numbers, as it draws them: its table and its file */
  table?: (answer: T) => PanelTable;
  /** why there is nothing to draw; null if there is something */
  empty?: (answer: T) => { title: string; why: ReactNode } | null;
  children: (answer: T) => ReactNode;
}

/** A panel of an answer that is bigger than one metric; states and frame as every panel has them. */
export function AnalysisPanel<T extends object>(props: AnalysisPanelProps<T>) {
  const { title, finding, note, state, wide, controls, asked = [], how, table } = props;
  const answer = state.status === 'ok' ? state.answer : undefined;
  const isDrawn = answer !== undefined && !props.empty?.(answer);
  const own =
    (how || table) && ownOf({ title, answer: answer ?? {}, how, table: isDrawn ? table?.(answer) : undefined });
  const seen = (state.status === 'ok' && finding?.(state.answer)) || title;
  return (
    <section className={classOf(wide, finding !== undefined)} data-state={state.status} aria-label={title}>
      <header className="panel-head">
        <div>
          <h2>{seen}</h2>
          <p>{note}</p>
        </div>
        {controls}
        <PanelMenu title={title} asked={asked} own={own} />
      </header>
      <Body {...props} />
    </section>
  );
}

/** A title that stays as it is needs no room to grow. */
const classOf = (wide: boolean | undefined, grows: boolean) =>
  ['panel', wide && 'panel-wide', !grows && 'is-named'].filter(Boolean).join(' ');

function Body<T extends object>({ state, height, empty, children }: AnalysisPanelProps<T>) {
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
