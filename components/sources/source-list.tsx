'use client';

import { ScrollTable } from '@/components/data/scroll-table';
import { Icon, type IconName } from '@/components/ui/icon';
import { Tag, type Tone } from '@/components/ui/tag';
import { formatCount, formatDate } from '@/lib/core/format';
import type { SourceInfo, SourceStatus } from '@/lib/core/sources';
import {
  activityWord,
  counted,
  countedIn,
  freshnessWords,
  holdsWords,
  lossWords,
  notCountedWord,
  recordWord,
  spanWords,
  statusWords,
  storedIn,
} from './words';

const LOOK: Record<SourceStatus, { tone: Tone; icon: IconName }> = {
  ok: { tone: 'good', icon: 'check' },
  late: { tone: 'warn', icon: 'clock' },
  failed: { tone: 'bad', icon: 'cross' },
  running: { tone: 'neutral', icon: 'down' },
};

/** Its rhythm is not known yet, or none is expected of it. */
const NEW = { tone: 'neutral', icon: 'clock' } as const;

interface SourceListProps {
  sources: SourceInfo[];
  onRuns: (source: string) => void;
  /** absent for those who may not */
  onDelete?: (source: SourceInfo) => void;
  onSetup?: (source: string) => void;
}

/** Every source: is it in time, and what became of its rows on the way from file to number. */
export function SourceList({ sources, onRuns, onDelete, onSetup }: SourceListProps) {
  return (
    <section className="panel panel-wide" aria-label="Sources" data-state="ok">
      <header className="panel-head">
        <div>
          <h2>
            {sources.length === 1 ? 'One source' : `${sources.length} sources`}, from rows in files to records that
            count
          </h2>
          <p>Late is what stays out longer than the source itself usually does.</p>
        </div>
      </header>
      <div className="source-list">
        {sources.map((source) => (
          <details key={source.name} className="source" open={sources.length === 1}>
            <summary>
              <Summary source={source} />
            </summary>
            <Detail source={source} onRuns={onRuns} onDelete={onDelete} onSetup={onSetup} />
          </details>
        ))}
      </div>
    </section>
  );
}

function Summary({ source }: { source: SourceInfo }) {
  const { name, demo, status, totals } = source;
  const { tone, icon } = source.rhythm || status !== 'ok' ? LOOK[status] : NEW;
  return (
    <>
      <span className="source-name">
        <b>{demo ? 'Sample company' : name}</b>
        <small>{holdsWords(source)}</small>
        {activityWord(source) && (
          <Tag tone="neutral" icon="info">
            {activityWord(source)}
          </Tag>
        )}
      </span>
      <span className="source-fresh">
        <Tag tone={tone} icon={demo && status === 'ok' ? 'check' : icon}>
          {demo && status === 'ok' ? 'Complete' : statusWords(source)}
        </Tag>
        <small>{freshnessWords(source)}</small>
      </span>
      <span className="flow">
        <Step n={totals.read} word="rows read" />
        <Arrow />
        <Step n={storedIn(source)} word="records" />
        <Arrow />
        <Step n={countedIn(source)} word="counted" />
      </span>
      <span className="source-caret">
        <Icon name="caret" />
      </span>
    </>
  );
}

const Arrow = () => (
  <span className="flow-arrow" aria-hidden="true">
    →
  </span>
);

const Step = ({ n, word }: { n: number; word: string }) => (
  <span className="flow-step">
    <b>{formatCount(n)}</b>
    <small>{word}</small>
  </span>
);

function Detail({ source, onRuns, onDelete, onSetup }: Omit<SourceListProps, 'sources'> & { source: SourceInfo }) {
  const { name, holds, totals, rhythm } = source;
  return (
    <div className="source-detail">
      {holds.length > 0 && (
        <ScrollTable label={`What ${name} holds`} className="holds">
          <thead>
            <tr>
              <th scope="col">Holds</th>
              <th scope="col">First – last day</th>
              <th scope="col" className="num">
                Records
              </th>
              <th scope="col" className="num">
                Counted
              </th>
              <th scope="col">Not counted</th>
            </tr>
          </thead>
          <tbody>
            {holds.map((held) => (
              <tr key={held.type}>
                <th scope="row">{recordWord(held.type)}</th>
                <td>{spanWords(held)}</td>
                <td className="num">{formatCount(held.records)}</td>
                <td className="num">{formatCount(held.counted)}</td>
                <td className="wraps">
                  {held.not.map((one) => (
                    <span key={`${one.why} ${one.by}`} className="line">
                      {formatCount(one.records)} {notCountedWord(name, held.type, one)}
                    </span>
                  ))}
                  {held.waitsAfter && held.type === 'tool_activity' && (
                    <span className="line">
                      Days after {formatDate(held.waitsAfter)} wait: the slowest source has come that far
                    </span>
                  )}
                  {held.not.length === 0 && !held.waitsAfter && <span className="quiet">none</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      <ul className="source-notes">
        <li>
          {counted(totals.runs, 'successful run')}, {counted(totals.read, 'row')} read:{' '}
          {lossWords(source).join('; ') || 'nothing came'}.
        </li>
        {source.unsettledFrom && (
          <li>
            The vendor may still change what it told of days from {formatDate(source.unsettledFrom)} on: figures about
            them are provisional until they are loaded again.
          </li>
        )}
        {rhythm && !source.demo && (
          <li>
            It comes {rhythm.words}; the next is due by {formatDate(rhythm.dueOn)}
            {rhythm.daysLate > 0 && `, which is ${counted(rhythm.daysLate, 'day')} ago`}.
          </li>
        )}
        {source.lastRun?.state === 'failed' && <li className="bad">{source.lastRun.error}</li>}
      </ul>
      <p className="source-actions">
        <button type="button" className="button" onClick={() => onRuns(name)}>
          Its runs
        </button>
        {onSetup && !source.demo && (
          <button type="button" className="button" onClick={() => onSetup(name)}>
            What you said of it
          </button>
        )}
        {onDelete && !source.demo && (
          <button type="button" className="button button-danger" onClick={() => onDelete(source)}>
            Delete {name} …
          </button>
        )}
      </p>
    </div>
  );
}
