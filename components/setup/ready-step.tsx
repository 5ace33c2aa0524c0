'use client';

import Link from 'next/link';
import { Loaded } from '@/components/sources/loaded';
import { Readiness } from '@/components/sources/readiness';
import { useSources } from '@/components/sources/use-sources';

/** What the records answer now, and who is to read it. */
export function ReadyStep() {
  const query = useSources();
  return (
    <Loaded query={query} height={300}>
      {({ readiness, demo }) => (
        <div className="source-panels">
          <Readiness readiness={readiness} demo={demo} />
          <section className="panel panel-wide" aria-label="Who reads it" data-state="ok">
            <header className="panel-head">
              <div>
                <h2>Who reads it</h2>
                <p>An administrator sees sources and settings, no dashboard: give the others their roles.</p>
              </div>
            </header>
            <ul className="plain-list">
              <li>
                <Link className="text-link" href="/settings/people" prefetch={false}>
                  Invite executives, leads and analysts
                </Link>{' '}
                by a link, or give yourself one of these roles as well.
              </li>
              <li>
                <Link className="text-link" href="/overview" prefetch={false}>
                  Overview
                </Link>{' '}
                is what executives and analysts see first.
              </li>
              <li>
                <Link className="text-link" href="/sources" prefetch={false}>
                  Sources
                </Link>{' '}
                says every day whether today’s numbers can be trusted.
              </li>
            </ul>
          </section>
        </div>
      )}
    </Loaded>
  );
}
