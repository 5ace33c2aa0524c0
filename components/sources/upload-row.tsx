'use client';

import Link from 'next/link';
import { Tag } from '@/components/ui/tag';
import { formatCount } from '@/lib/core/format';
import { type Upload, uploads } from './uploads';
import { becameWords, bytesWord, counted, phaseWord } from './words';

/** Refused rows named at once; the run's page has them all. */
const SHOWN = 3;

/** One run's files on their way: bytes sent, rows read, what it came to. */
export function UploadRow({ upload }: { upload: Upload }) {
  const { name: file, source, state, run, rejections, failed } = upload;
  return (
    <li className="upload" data-upload={state}>
      <div className="upload-head">
        <span>
          <b className="file-name">{file}</b> <span className="quiet">to {source}</span>
        </span>
        <Outcome upload={upload} />
      </div>
      <p className="upload-line" role="status">
        {lineOf(upload)}
      </p>
      {failed.map((one) => (
        <p key={one.file} className="bad">
          {one.file} went in not at all: {one.error}
        </p>
      ))}
      {rejections.length > 0 && (
        <ul className="upload-rejections">
          {rejections.slice(0, SHOWN).map(({ file: one, line, reason }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one line may be refused for several records of it
            <li key={index}>
              {one}, line {formatCount(line)}: {reason}
            </li>
          ))}
          {run && run.rejected > SHOWN && <li>… and {counted(run.rejected - SHOWN, 'more row')}</li>}
        </ul>
      )}
      {(state === 'sending' || state === 'running') && <Bar upload={upload} />}
      {(state === 'waiting' || state === 'sending' || (state === 'running' && run)) && (
        <button type="button" className="link-button" onClick={() => void uploads.cancel(upload)}>
          Cancel {file}
        </button>
      )}
      {run && (state === 'done' || state === 'failed') && (
        <Link href={`/sources/runs/${run.id}`} prefetch={false}>
          Run {run.id}
          {run.rejected > 0 && `: see ${counted(run.rejected, 'rejected row')}`}
        </Link>
      )}
    </li>
  );
}

function lineOf({ size, state, sent, run, error }: Upload): string {
  switch (state) {
    case 'waiting':
      return 'Waits for its turn';
    case 'sending':
      return `Sending: ${bytesWord(sent)} of ${bytesWord(size)}`;
    case 'running':
      return run
        ? `${phaseWord(run.phase)}: ${counted(run.rows_so_far, 'row')} so far`
        : 'Arrived whole; reading begins';
    case 'done':
      return run ? `${counted(run.read, 'row')} read: ${becameWords(run)}` : 'Done';
    case 'cancelled':
      return 'Cancelled: nothing of it was stored';
    case 'failed':
      return error ?? 'Nothing of it was stored';
  }
}

function Outcome({ upload: { state, run, failed } }: { upload: Upload }) {
  if (state === 'failed')
    return (
      <Tag tone="bad" icon="cross">
        Not taken in
      </Tag>
    );
  if (state === 'cancelled') return <Tag tone="neutral">Cancelled</Tag>;
  if (state !== 'done') return null;
  return failed.length > 0 || (run && run.rejected > 0) ? (
    <Tag tone="warn" icon="flat">
      In part
    </Tag>
  ) : (
    <Tag tone="good" icon="check">
      All in
    </Tag>
  );
}

/** The first half is sending, the second reading; what comes after has no end that could be told. */
function Bar({ upload: { name, size, state, sent, run } }: { upload: Upload }) {
  const share = (part: number, whole: number | null) => (whole ? Math.min(1, part / whole) : 0);
  const isRead = state === 'running' && run !== null && run.phase !== 'read';
  const percent =
    state === 'sending'
      ? share(sent, size) * 50
      : isRead
        ? 100
        : 50 + share(run?.bytes_so_far ?? 0, run?.bytes_total ?? null) * 50;
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={`Progress of ${name}`}
      aria-valuemin={0}
      aria-valuemax={100}
      {...(!isRead && { 'aria-valuenow': Math.round(percent) })}
    >
      <span className={isRead ? 'progress-fill is-open' : 'progress-fill'} style={{ width: `${percent}%` }} />
    </div>
  );
}
