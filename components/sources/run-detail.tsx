'use client';

import Link from 'next/link';
import { ScrollTable } from '@/components/data/scroll-table';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatCount, formatInstant } from '@/lib/core/format';
import type { RunInfo } from '@/lib/core/sources';
import type { May } from './api';
import { Loaded } from './loaded';
import { Rejected } from './rejected';
import { RunTag } from './run-table';
import { UploadPanel } from './upload-panel';
import { useRun, useSources } from './use-sources';
import { counted, roadWord, runSentence } from './words';

/** One run: what came, what became of it, and what was refused. */
export function RunDetail({ id, may }: { id: string; may: May }) {
  const query = useRun(id);
  const run = query.data;
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>Run {id}</h1>
          <p className="page-question">What came in, and what became of it?</p>
        </div>
        <Link className="button" href="/sources" prefetch={false}>
          All sources
        </Link>
      </div>
      <p className="page-answer" aria-live="polite">
        {run && (
          <>
            <b>{runSentence(run)}</b>
            {run.state === 'failed'
              ? run.error
              : run.source === 'demo'
                ? 'Tandem’s sample company, invented.'
                : `Source ${run.source}, by ${roadWord(run.road)}.`}
          </>
        )}
      </p>
      <Loaded query={query} height={320}>
        {(found) => <Filled run={found} may={may} />}
      </Loaded>
    </main>
  );
}

function Filled({ run, may }: { run: RunInfo; may: May }) {
  const canSend = may.upload && run.source !== 'demo' && (run.rejected > 0 || run.state === 'failed' || hasBroken(run));
  return (
    <div className="source-panels">
      <Facts run={run} />
      <Files run={run} />
      {may.rejected && run.rejected > 0 && <Rejected run={run} />}
      {!may.rejected && run.rejected > 0 && (
        <p className="notice">Rejected rows hold what was sent: administrators alone may read them.</p>
      )}
      {canSend && <SendAgain source={run.source} />}
    </div>
  );
}

const hasBroken = ({ files }: RunInfo) => files.some(({ error }) => error);

function SendAgain({ source }: { source: string }) {
  const { data } = useSources();
  return (
    <UploadPanel
      source={source}
      known={[]}
      demo={data?.demo ?? false}
      title={`Fixed? Send it again to ${source}: what is in already stays as it is`}
    />
  );
}

function Facts({ run }: { run: RunInfo }) {
  const { timeZone } = useWorkspace();
  const { started_at, finished_at, seconds, setup_version, read, accepted, updated, duplicate, rejected } = run;
  const numbers: [string, number][] = [
    ['Rows read', read],
    ['New', accepted],
    ['Changed', updated],
    ['Known already', duplicate],
    ['Rejected', rejected],
  ];
  return (
    <section className="panel panel-wide" aria-label="What it came to" data-state="ok">
      <dl className="facts">
        {numbers.map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <b>{formatCount(n)}</b>
            </dd>
          </div>
        ))}
        <div>
          <dt>State</dt>
          <dd>
            <RunTag run={run} />
          </dd>
        </div>
        <div>
          <dt>Began</dt>
          <dd>{formatInstant(started_at, timeZone)}</dd>
        </div>
        <div>
          <dt>Took</dt>
          <dd>{seconds !== null ? `${seconds.toFixed(1)} s` : finished_at ? '–' : 'still running'}</dd>
        </div>
        {setup_version !== null && (
          <div>
            <dt>What you said of it</dt>
            <dd>Version {setup_version}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Files({ run: { files, warnings, unknown_fields } }: { run: RunInfo }) {
  const unknown = Object.entries(unknown_fields).sort(([, a], [, b]) => b - a);
  if (files.length + warnings.length + unknown.length === 0) return null;
  return (
    <section className="panel panel-wide" aria-label="Files" data-state="ok">
      <header className="panel-head">
        <div>
          <h2>{counted(files.length, 'file')}</h2>
          <p>A file that cannot be read whole goes in not at all; the others do.</p>
        </div>
      </header>
      <ScrollTable label="Files of this run">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="num">
              Rows
            </th>
            <th scope="col" className="num">
              Rejected
            </th>
            <th scope="col">Went in</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, read, rejected, error }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="num">{formatCount(read)}</td>
              <td className="num">{formatCount(rejected)}</td>
              <td className={error ? 'wraps bad' : 'wraps'}>{error ? `Not at all: ${error}` : 'Yes'}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {(warnings.length > 0 || unknown.length > 0) && (
        <ul className="panel-notes">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
          {unknown.length > 0 && (
            <li>
              <b>Fields Tandem does not know, left out:</b>{' '}
              {unknown.map(([field, rows]) => `${field} (${counted(rows, 'row')})`).join(', ')}
            </li>
          )}
        </ul>
      )}
    </section>
  );
}
