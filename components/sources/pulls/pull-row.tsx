'use client';

import Link from 'next/link';
import { useState } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { asRefusal, send } from '@/components/settings/form/send';
import { Tag } from '@/components/ui/tag';
import type { PullInfo, VendorInfo } from '@/lib/core/pulls';
import { counted } from '../words';
import { ScheduleChoice } from './schedule-choice';
import { useRefreshPulls } from './use-pulls';
import { lookOf, nextWords, reachWords, resultWords } from './words';

export interface PullActs {
  onReplace: (pull: PullInfo) => void;
  onRemove: (pull: PullInfo) => void;
}

interface PullRowProps extends PullActs {
  pull: PullInfo;
  vendor: VendorInfo | undefined;
}

/** One source on a schedule: how it stands, what the last time came to, and what can be done about it. */
export function PullRow({ pull, vendor, onReplace, onRemove }: PullRowProps) {
  const { timeZone } = useWorkspace();
  const refresh = useRefreshPulls();
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { id, source, title, paused, running, files, run } = pull;
  const look = lookOf(pull);
  const isBad = ['failed', 'blocked'].includes(pull.state) && !running;
  const reach = reachWords(pull, vendor?.trailingDays);

  const act = async (method: string, path: string, body?: object) => {
    setBusy(true);
    setError('');
    try {
      await send(method, `/api/v1/pulls/${id}${path}`, body);
    } catch (thrown) {
      setError(asRefusal(thrown).detail);
    }
    await refresh();
    setBusy(false);
  };
  return (
    <li className="pull" aria-label={source} data-pull={running ? 'running' : pull.state}>
      <div className="pull-top">
        <span className="source-name">
          <b>{source}</b>
          <small>{title}</small>
        </span>
        <span className="pull-state">
          {/* Read out when it becomes another; the pages fetched beside it would be read out every second. */}
          <span role="status">
            <Tag tone={look.tone} icon={look.icon}>
              {look.words}
            </Tag>
          </span>
          <small>{nextWords(pull, timeZone, Date.now())}</small>
        </span>
      </div>
      {running && files === null && (
        <div className="progress" aria-hidden="true">
          <span className="progress-fill is-open" style={{ width: '100%' }} />
        </div>
      )}
      <ul className="source-notes">
        <li className={isBad ? 'bad' : undefined}>
          {resultWords(pull, timeZone)} {run !== null && <RunLink run={run} />}
        </li>
        {reach && <li>{reach}</li>}
        {files && <Files files={files} path={pull.options.path ?? ''} />}
      </ul>
      <p className="form-error" role="alert">
        {error}
      </p>
      <div className="source-actions">
        <button
          type="button"
          className="button"
          disabled={isBusy || paused || running}
          onClick={() => void act('POST', '/run')}
        >
          {files ? 'Look now' : 'Fetch now'}
          <span className="sr-only">: {source}</span>
        </button>
        <button
          type="button"
          className="button"
          disabled={isBusy}
          onClick={() => void act('PATCH', '', { paused: !paused })}
        >
          {paused ? 'Resume' : 'Pause'}
          <span className="sr-only"> {source}</span>
        </button>
        {!files && vendor && (
          <button type="button" className="button" onClick={() => onReplace(pull)}>
            Replace credentials
            <span className="sr-only"> of {source}</span>
          </button>
        )}
        {!files && (
          <ScheduleChoice
            source={source}
            value={pull.schedule}
            onCommit={(schedule) => void act('PATCH', '', { schedule })}
          />
        )}
        <button type="button" className="link-button pull-remove" onClick={() => onRemove(pull)}>
          {files ? 'Watch no longer' : 'Fetch no longer'}
          <span className="sr-only">: {source}</span>
        </button>
      </div>
    </li>
  );
}

const RunLink = ({ run }: { run: number }) => (
  <Link href={`/sources/runs/${run}`} prefetch={false}>
    Run {run}
  </Link>
);

function Files({ files: { taken, waiting, failed }, path }: { files: NonNullable<PullInfo['files']>; path: string }) {
  return (
    <>
      <li>
        <code>{path}</code>: {counted(taken, 'file')} taken
        {waiting > 0 && `, ${counted(waiting, 'file')} not yet: a file is taken once it has stood still for a minute`}.
      </li>
      {failed.map(({ name, error }) => (
        <li key={name} className="bad">
          {name} could not be read: {error}
        </li>
      ))}
    </>
  );
}
