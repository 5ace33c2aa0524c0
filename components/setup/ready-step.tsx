'use client';

import Link from 'next/link';
import { Loaded } from '@/components/sources/loaded';
import { Readiness } from '@/components/sources/readiness';
import { useSources } from '@/components/sources/use-sources';
import type { RoleInfo } from '@/lib/core/person';
import { ReadYourself } from './read-yourself';

/** What the records answer now, and who is to read it. */
export function ReadyStep({ readers }: { readers: RoleInfo[] }) {
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
                <p>An administrator sees sources and settings, and no dashboard before somebody gives them a role.</p>
              </div>
            </header>
            <ReadYourself readers={readers} />
            <ul className="plain-list">
              <li>
                <Link className="text-link" href="/settings/people" prefetch={false}>
                  Invite executives, leads and analysts
                </Link>{' '}
                by a link that works once.
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
