'use client';

import Link from 'next/link';
import { ScrollTable } from '@/components/data/scroll-table';
import { useWorkspace } from '@/components/hooks/workspace';
import { Tag } from '@/components/ui/tag';
import { formatCount, formatInstant } from '@/lib/core/format';
import type { RunInfo } from '@/lib/core/sources';
import { Loaded } from './loaded';
import { useRuns } from './use-sources';
import { phaseWord, roadWord, sourceWord } from './words';

interface RunTableProps {
  sources: string[];
  source: string | null;
  before: string | null;
  change: (params: Record<string, string | null>) => void;
}

/** Every run, the latest first, a page at a time; of one source where it is chosen. */
export function RunTable({ sources, source, before, change }: RunTableProps) {
  const query = useRuns(source, before);
  return (
    <section
      className="panel panel-wide"
      id="runs"
      aria-label="Runs"
      data-state={query.data ? 'ok' : query.error ? 'error' : 'loading'}
    >
      <header className="panel-head">
        <div>
          <h2>{source ? `Runs of ${sourceWord(source)}` : 'Runs, the latest first'}</h2>
          <p>Each went in whole or not at all; the same file again changes nothing.</p>
        </div>
        {sources.length > 1 && (
          <label className="pick">
            <span className="sr-only">Source</span>
            <select
              className="input"
              value={source ?? ''}
              onChange={(event) => change({ source: event.target.value || null, before: null })}
            >
              <option value="">All sources</option>
              {sources.map((name) => (
                <option key={name} value={name}>
                  {sourceWord(name)}
                </option>
              ))}
            </select>
          </label>
        )}
      </header>
      <Loaded query={query} height={160}>
        {({ runs, next }) => (
          <>
            {runs.length === 0 ? <p className="panel-line quiet">No run yet.</p> : <Rows runs={runs} />}
            {(before || next !== null) && (
              <p className="pager">
                <button type="button" className="button" disabled={!before} onClick={() => change({ before: null })}>
                  Latest
                </button>
                <button
                  type="button"
                  className="button"
                  disabled={next === null}
                  onClick={() => change({ before: String(next) })}
                >
                  Earlier
                </button>
              </p>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

const NUMBERS: [keyof RunInfo & ('read' | 'accepted' | 'updated' | 'duplicate'), string][] = [
  ['read', 'Rows'],
  ['accepted', 'New'],
  ['updated', 'Changed'],
  ['duplicate', 'Known'],
];

/** On a phone its page tells what became of the rows, and its state whether some were refused. */
const numberClass = (id: string) => (id === 'read' ? 'num' : 'num not-on-phone');

function Rows({ runs }: { runs: RunInfo[] }) {
  const { timeZone } = useWorkspace();
  return (
    <ScrollTable label="Runs" className="runs">
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Source</th>
          <th scope="col">Began</th>
          <th scope="col" className="not-on-phone">
            Came by
          </th>
          {NUMBERS.map(([id, title]) => (
            <th key={id} scope="col" className={numberClass(id)}>
              {title}
            </th>
          ))}
          <th scope="col" className="num not-on-phone">
            Rejected
          </th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <th scope="row">
              <Link href={`/sources/runs/${run.id}`} prefetch={false}>
                Run {run.id}
              </Link>
            </th>
            <td>{sourceWord(run.source)}</td>
            <td>{formatInstant(run.started_at, timeZone)}</td>
            <td className="not-on-phone">{roadWord(run.road)}</td>
            {NUMBERS.map(([id]) => (
              <td key={id} className={numberClass(id)}>
                {run.state === 'running' && id === 'read' ? formatCount(run.rows_so_far) : formatCount(run[id])}
              </td>
            ))}
            <td className={run.rejected > 0 ? 'num not-on-phone warn' : 'num not-on-phone'}>
              {formatCount(run.rejected)}
            </td>
            <td>
              <RunTag run={run} />
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

export function RunTag({ run }: { run: RunInfo }) {
  if (run.state === 'running')
    return (
      <Tag tone="neutral" icon="down">
        {phaseWord(run.phase)} …
      </Tag>
    );
  if (run.state === 'failed')
    return (
      <Tag tone={run.cancelled_by ? 'neutral' : 'bad'} icon="cross" title={run.error ?? undefined}>
        {run.cancelled_by ? 'Cancelled' : 'Failed'}
      </Tag>
    );
  if (run.rejected > 0 || run.files.some(({ error }) => error))
    return (
      <Tag tone="warn" icon="flat">
        In part
      </Tag>
    );
  return (
    <Tag tone="good" icon="check">
      All well
    </Tag>
  );
}
