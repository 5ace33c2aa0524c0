'use client';

import type { ReactNode } from 'react';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { FilterBar } from '@/components/shell/filter-bar';
import type { Dimension } from '@/lib/core/dimensions';
import { formatCount, formatDate } from '@/lib/core/format';
import type { Grain } from '@/lib/core/request';
import { compareWord, filterWords, periodWord } from '@/lib/core/words';

/** A page's answer: the finding, and what it rests on. */
export interface Finding {
  head: string;
  detail: string;
  /** nothing is on record: offers the last period that has data */
  isEmpty?: boolean;
}

interface DashboardProps {
  title: string;
  question: string;
  /** the answer in a sentence, from the page's own numbers */
  answer?: Finding | null;
  dimensions: Dimension[];
  optionsFrom: string;
  grains?: readonly Grain[];
  scoped?: boolean;
  footnote?: string;
  children: ReactNode;
}

/** From a view without records to the last quarter, or time, that has some. */
function WayOut() {
  const { view, standard: last, change } = useRequest();
  const isFiltered = Object.keys(view.filter).length > 0;
  if (!isFiltered && view.from === last.from && view.to === last.to) return null;
  return (
    <>
      {' '}
      <button type="button" className="link-button" onClick={() => change({ ...last, filter: {} })}>
        Show {periodWord(last)}
        {isFiltered && ' without filters'}
      </button>
    </>
  );
}

/** On paper the filter bar becomes a sentence, and the sheet says whose numbers it bears. */
function PrintHead({ name, demo, timeZone }: { name: string; demo: boolean; timeZone: string }) {
  const { view } = useRequest();
  const compared = compareWord(view.compare);
  return (
    <div className="print-head">
      <p>
        {name}
        {demo && ' · Demo: sample company, invented records'}
      </p>
      <p>
        {periodWord(view)}, days of {timeZone}, {compared}, {filterWords(view.filter) || 'no filter'}
      </p>
    </div>
  );
}

/** A page: its one question, the answer under it, one filter bar, the panels, one line about the data. */
export function Dashboard({ title, question, answer, footnote, children, ...filters }: DashboardProps) {
  const { view } = useRequest();
  const { watermark, timeZone, lateSources, unmatchedPeople, name, demo } = useWorkspace();
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>{title}</h1>
          <p className="page-question">{question}</p>
        </div>
        <FilterBar {...filters} />
      </div>
      <p className="page-answer" aria-live="polite">
        {answer && (
          <>
            <b>{answer.head}</b>
            {answer.detail}
            {answer.isEmpty && <WayOut />}
          </>
        )}
      </p>
      <PrintHead {...{ name, demo, timeZone }} />
      {children}
      <footer className="data-line">
        <span>
          {periodWord(view)}, days of {timeZone}
        </span>
        {watermark.conversation && <span>Conversations complete to {formatDate(watermark.conversation)}</span>}
        {watermark.people && <span>AI use complete to {formatDate(watermark.people)}</span>}
        {lateSources.map((source) => (
          <span key={source.name} className="warn">
            {source.name} is late: last of {formatDate(source.lastOn)}
          </span>
        ))}
        {unmatchedPeople !== null && (
          <span>
            {unmatchedPeople === 0
              ? 'Everybody in the records is on the roster'
              : `${formatCount(unmatchedPeople)} people are not on the roster`}
          </span>
        )}
        {footnote && <span>{footnote}</span>}
        <span>
          <b className="warn">p</b> or provisional: not fully observed yet
        </span>
      </footer>
    </main>
  );
}
