'use client';

import Link from 'next/link';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type RefObject, useRef, useState } from 'react';
import type { SourceInfo, SourcesOverview } from '@/lib/core/sources';
import type { May } from './api';
import { DeleteDialog } from './delete-dialog';
import { SetupDialog } from './files/setup-dialog';
import { Loaded } from './loaded';
import { AddSource } from './pulls/add-source';
import { PullPanel } from './pulls/pull-panel';
import { usePulls } from './pulls/use-pulls';
import { Readiness } from './readiness';
import { RunTable } from './run-table';
import { SampleSignIns } from './sample-sign-ins';
import { SourceList } from './source-list';
import { StartOwn } from './start-own';
import { Unmatched } from './unmatched';
import { UploadPanel } from './upload-panel';
import { useSources } from './use-sources';
import { verdictOf } from './words';

/** Can I trust today's numbers? What came in, whether it is in time, and what of it counts. */
export function Sources({ may }: { may: May }) {
  const query = useSources();
  const verdict = query.data && verdictOf(query.data);
  const chooser = useRef<(() => void) | null>(null);
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>Sources</h1>
          <p className="page-question">Can I trust today’s numbers?</p>
        </div>
        <div className="head-actions">
          {may.upload && query.data && (
            <button type="button" className="button" onClick={() => chooser.current?.()}>
              Upload files
            </button>
          )}
          {query.data?.demo && may.manage && <StartOwn />}
        </div>
      </div>
      <p className="page-answer" aria-live="polite">
        {verdict && (
          <>
            <b>{verdict.title}</b>
            {verdict.detail}
          </>
        )}
      </p>
      <Loaded query={query} height={420}>
        {(overview) => <Filled overview={overview} may={may} chooser={chooser} />}
      </Loaded>
    </main>
  );
}

/** Names files can be sent to from here; the command line knows others too. */
const SENDABLE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

interface FilledProps {
  overview: SourcesOverview;
  may: May;
  /** opens the choice of files; set by the panel that takes them */
  chooser: RefObject<(() => void) | null>;
}

function Filled({ overview, may, chooser }: FilledProps) {
  const { sources, readiness, demo } = overview;
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const [doomed, setDoomed] = useState<SourceInfo | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);

  const change = (parts: Record<string, string | null>) => {
    const next = new URLSearchParams(params);
    for (const [name, value] of Object.entries(parts)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    router.push(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false });
  };
  const showRuns = (source: string) => {
    change({ source, before: null });
    document.getElementById('runs')?.scrollIntoView({ block: 'start' });
  };
  const known = [...sources]
    .filter((source) => !source.demo && SENDABLE.test(source.name))
    .sort((a, b) => (b.lastRun?.id ?? 0) - (a.lastRun?.id ?? 0))
    .map(({ name }) => name);
  const isEmpty = sources.every(({ holds }) => holds.length === 0);
  const upload = may.upload && (
    <UploadPanel
      known={known}
      demo={demo}
      chooser={chooser}
      title={isEmpty ? 'Begin with your first files' : 'Bring records in'}
    />
  );
  return (
    <div className="source-panels">
      {may.manage && !demo && !isEmpty && <SampleSignIns />}
      {isEmpty && upload}
      {isEmpty && may.manage && (
        <p className="panel-line">
          Nothing at hand yet? <Link href="/first-start">Look at the sample company first</Link>.
        </p>
      )}
      <Readiness readiness={readiness} demo={demo} onUpload={may.upload ? () => chooser.current?.() : undefined} />
      {sources.length > 0 && (
        <SourceList
          sources={sources}
          onRuns={showRuns}
          onDelete={may.manage ? setDoomed : undefined}
          onSetup={may.manage ? setTold : undefined}
        />
      )}
      {may.manage && <PullPanel onAdd={() => setAdding(true)} />}
      {!isEmpty && upload}
      <Unmatched sources={sources} mayUpload={may.upload} />
      {sources.length > 0 && (
        <RunTable
          sources={sources.map(({ name }) => name)}
          source={params.get('source')}
          before={params.get('before')}
          change={change}
        />
      )}
      {told !== null && <SetupDialog source={told} onClose={() => setTold(null)} />}
      {isAdding && (
        <Adding
          taken={sources.map(({ name }) => name)}
          demo={demo}
          onUpload={() => {
            setAdding(false);
            chooser.current?.();
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {doomed && <DeleteDialog source={doomed} onClose={() => setDoomed(null)} />}
    </div>
  );
}

/** The dialog, once the vendors are known. */
function Adding({ taken, ...rest }: { taken: string[]; demo: boolean; onUpload: () => void; onClose: () => void }) {
  const { data } = usePulls();
  if (!data) return null;
  return <AddSource vendors={data.vendors} taken={[...taken, ...data.pulls.map(({ source }) => source)]} {...rest} />;
}
