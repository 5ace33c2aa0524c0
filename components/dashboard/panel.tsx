'use client';

import type { ReactNode } from 'react';
import { AsOf } from '@/components/data/as-of';
import { QueryState } from '@/components/data/query-state';
import { useMetrics } from '@/components/hooks/use-metrics';
import type { Answer } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import type { MetricRequest } from '@/lib/core/request';
import { dimensionWord, listWords } from '@/lib/core/words';
import type { Asked } from './asked';
import { PanelMenu } from './panel-menu';

interface PanelProps {
  /** what the panel is about, until the answer says what is seen */
  title: string;
  /** the finding in words, computed from the answer; null keeps `title` */
  finding?: (answer: Answer) => string | null;
  note?: ReactNode;
  request: MetricRequest;
  /** filters of the page this panel cannot obey */
  dropped?: Dimension[];
  /** of the request, those that must have a value for the panel to be drawn; default all */
  metrics?: string[];
  height: number;
  wide?: boolean;
  controls?: ReactNode;
  /** other questions the panel's numbers come from: in its table and its definitions too */
  also?: Asked[];
  children: (answer: Answer) => ReactNode;
}

/** A question asked and its answer drawn, under a title that says what is seen. */
export function Panel({
  title,
  finding,
  note,
  request,
  dropped = [],
  metrics = request.metrics,
  height,
  wide,
  controls,
  also = [],
  children,
}: PanelProps) {
  const state = useMetrics(request);
  const answer = state.status === 'ok' ? state.answer : undefined;
  const seen = (answer && finding?.(answer)) || title;
  return (
    <section className={wide ? 'panel panel-wide' : 'panel'} data-state={state.status} aria-label={title}>
      <header className="panel-head">
        <div>
          <h2>{seen}</h2>
          <p>
            {note}
            {dropped.length > 0 && <NotObeyed dropped={dropped} />}
            <AsOf at={state.status === 'ok' ? state.at : undefined} />
          </p>
        </div>
        {controls}
        <PanelMenu title={title} asked={[{ request, answer }, ...also]} />
      </header>
      <QueryState state={state} metrics={metrics} height={height}>
        {(ready) => (
          <div className="panel-body" style={{ minHeight: height }}>
            {children(ready)}
          </div>
        )}
      </QueryState>
    </section>
  );
}

/** Says in words which of the page's filters a panel cannot obey. */
export function NotObeyed({ dropped }: { dropped: Dimension[] }) {
  const names = listWords(dropped.map((dimension) => dimensionWord(dimension).toLowerCase()));
  return <span className="not-obeyed"> Not filtered by {names}: these records do not know it.</span>;
}
