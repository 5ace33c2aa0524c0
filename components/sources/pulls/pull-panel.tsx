'use client';

import { useRef, useState } from 'react';
import { Confirm } from '@/components/settings/form/confirm';
import { send } from '@/components/settings/form/send';
import { Icon } from '@/components/ui/icon';
import type { PullInfo, PullsOverview } from '@/lib/core/pulls';
import { Loaded } from '../loaded';
import { PullRow } from './pull-row';
import { ReplaceCredentials } from './replace-credentials';
import { usePulls, useRefreshPulls } from './use-pulls';
import { isTroubled } from './words';

/** What Tandem fetches by itself. For administrators. */
export function PullPanel({ onAdd }: { onAdd: () => void }) {
  const query = usePulls();
  const heading = useRef<HTMLHeadingElement>(null);
  const state = query.data ? (query.data.pulls.length > 0 ? 'ok' : 'empty') : query.error ? 'error' : 'loading';
  return (
    <section className="panel panel-wide" aria-label="Fetched by itself" data-state={state}>
      <header className="panel-head">
        <div>
          <h2 ref={heading} tabIndex={-1}>
            {query.data ? titleOf(query.data) : 'Fetched by itself'}
          </h2>
          <p>Vendors’ APIs on a schedule and folders that are watched; each time a run of its own.</p>
        </div>
        <p className="panel-actions">
          <button type="button" className="button" disabled={!query.data} onClick={onAdd}>
            <Icon name="plus" size={14} /> Add a source
          </button>
        </p>
      </header>
      <Loaded query={query} height={110}>
        {(overview) => (
          // Once its row is gone with the button that had the focus: what is left is said next.
          <Filled overview={overview} onRemoved={() => setTimeout(() => heading.current?.focus(), 0)} />
        )}
      </Loaded>
    </section>
  );
}

function titleOf({ pulls }: PullsOverview): string {
  if (pulls.length === 0) return 'Nothing is fetched by itself yet';
  const troubled = pulls.filter(isTroubled);
  const all = pulls.length === 1 ? 'One source is' : `${pulls.length} sources are`;
  if (troubled.length === 0)
    return `${all} fetched by itself`.replace('are fetched by itself', 'are fetched by themselves');
  return `${troubled.length} of ${pulls.length} need${troubled.length === 1 ? 's' : ''} a look`;
}

interface FilledProps {
  overview: PullsOverview;
  onRemoved: () => void;
}

function Filled({ overview: { pulls, vendors, working }, onRemoved }: FilledProps) {
  const [replacing, setReplacing] = useState<PullInfo | null>(null);
  const [removing, setRemoving] = useState<PullInfo | null>(null);
  const refresh = useRefreshPulls();
  const vendorOf = (pull: PullInfo) => vendors.find(({ id }) => id === pull.vendor);
  if (pulls.length === 0)
    return (
      <p className="panel-line quiet">
        Add a vendor once, with a key of theirs, and its figures come in on their own: {listed(vendors)}.
      </p>
    );
  return (
    <>
      {!working && (
        <p className="notice" role="status">
          <Icon name="info" />
          <span className="notice-text">
            Nothing is fetched at the moment: no server of this workspace does so. It is part of <code>npm start</code>{' '}
            unless TANDEM_PULLING is off.
          </span>
        </p>
      )}
      <ul className="pulls">
        {pulls.map((pull) => (
          <PullRow key={pull.id} pull={pull} vendor={vendorOf(pull)} onReplace={setReplacing} onRemove={setRemoving} />
        ))}
      </ul>
      {replacing && vendorOf(replacing) && (
        <ReplaceCredentials pull={replacing} vendor={vendorOf(replacing)!} onClose={() => setReplacing(null)} />
      )}
      {removing && (
        <Confirm
          title={`Fetch ${removing.source} no longer?`}
          act="Fetch no longer"
          onConfirm={async () => {
            await send('DELETE', `/api/v1/pulls/${removing.id}`);
            await refresh();
            setRemoving(null);
            onRemoved();
          }}
          onClose={() => setRemoving(null)}
        >
          <p>
            Its schedule ends and its credentials are forgotten. What it brought stays, and counts, until the source is
            deleted.
          </p>
        </Confirm>
      )}
    </>
  );
}

const listed = (vendors: PullsOverview['vendors']) => vendors.map(({ title }) => title).join(', ');
