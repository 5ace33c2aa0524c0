'use client';

import type { ReactNode } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import { settingWord } from '@/lib/core/setting-words';
import { type Recomputation, type SettingsAnswer, useSettings } from './use-settings';

/** Reads the settings and says what keeps them away; above them, whether numbers are being recomputed. */
export function WithSettings({ children }: { children: (answer: SettingsAnswer) => ReactNode }) {
  const { data, error, refetch } = useSettings();
  const { demo } = useWorkspace();
  if (data)
    return (
      <div data-state="ok">
        {demo && (
          <div className="note note-quiet">
            <Icon name="info" />
            <p>
              This is the sample company. Its targets, events, holidays, baseline and assumptions leave with it when
              your own records come, with whatever you change of them here; everything else stays as you set it.
            </p>
          </div>
        )}
        {data.recomputation && <RecomputationNote recomputation={data.recomputation} />}
        {children(data)}
      </div>
    );
  if (error) return <ReadFailed message={error.message} retry={refetch} />;
  return <Reading />;
}

export function Reading({ height = 320 }: { height?: number }) {
  return (
    <div className="blank blank-loading" style={{ height }} role="status" aria-busy="true" data-state="loading">
      <span className="sr-only">Loading</span>
    </div>
  );
}

export function ReadFailed({ message, retry }: { message: string; retry: () => void }) {
  return (
    <div className="blank blank-error" style={{ minHeight: 160 }} role="alert" data-state="error">
      <Icon name="cross" size={18} />
      <p>
        <b>No answer came</b>
        <br />
        {message}{' '}
        <button type="button" className="link-button" onClick={retry}>
          Try again
        </button>
      </p>
    </div>
  );
}

const DAY_MS = 86_400_000;

/** A recomputation is told while it runs, and when it failed; one that went well has nothing left to say. */
function RecomputationNote({ recomputation }: { recomputation: Recomputation }) {
  const { setting, value, state, started_by, started_at, finished_at, error } = recomputation;
  if (state === 'succeeded' || (finished_at && Date.now() - Date.parse(finished_at) > DAY_MS)) return null;
  const what = (
    <>
      {settingWord(setting)} → <b>{String(value)}</b>
    </>
  );
  if (state === 'failed')
    return (
      <div className="note note-bad" role="alert">
        <Icon name="cross" />
        <p>
          {what} did not come about. {error}
        </p>
      </div>
    );
  return (
    <div className="note" role="status">
      <span className="spinner" aria-hidden="true" />
      <p>
        <b>Numbers are being recomputed.</b> {what}, asked for by {started_by} {elapsed(started_at)}. Until it is done
        every page shows the old numbers with the old setting; both change at one moment.
      </p>
    </div>
  );
}

function elapsed(since: string): string {
  const seconds = Math.max(0, Math.round((Date.now() - Date.parse(since)) / 1000));
  return seconds < 60 ? `${seconds} s ago` : `${Math.floor(seconds / 60)} min ago`;
}
