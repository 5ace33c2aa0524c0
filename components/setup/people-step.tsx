'use client';

import Link from 'next/link';
import { AliasUpload } from '@/components/sources/alias-upload';
import { Loaded } from '@/components/sources/loaded';
import { useSources } from '@/components/sources/use-sources';
import { counted } from '@/components/sources/words';
import type { SourcesOverview } from '@/lib/core/sources';

/** How many of those who use AI tools the roster knows, and what to do about the others. */
export function PeopleStep() {
  const query = useSources();
  return (
    <Loaded query={query} height={240}>
      {(overview) => <Matched overview={overview} />}
    </Loaded>
  );
}

function Matched({ overview }: { overview: SourcesOverview }) {
  const own = overview.sources.filter(({ demo }) => !demo);
  const about = own.filter(({ people }) => people > 0);
  const roster = own.some(({ holds }) => holds.some(({ type }) => type === 'employee'));
  return (
    <section className="panel panel-wide" aria-label="People matched" data-state="ok">
      <header className="panel-head">
        <div>
          <h2>
            {about.length === 0
              ? 'No file about people has come yet'
              : roster
                ? 'People are matched by employee id, e-mail or login'
                : 'There is no roster yet to know people by'}
          </h2>
          <p>Only hashes are compared. Whoever is not matched is counted here and in no rate.</p>
        </div>
      </header>
      {about.length > 0 && (
        <ul className="plain-list">
          {about.map(({ name, people, unmatched }) => (
            <li key={name}>
              <b>{name}</b> {(people - unmatched.people).toLocaleString('en-US')} of{' '}
              {counted(people, 'person', 'people')} matched
              {unmatched.people > 0 &&
                roster &&
                `; nobody on the roster bears the ${counted(unmatched.people, 'other login')}: upload whom they mean`}
            </li>
          ))}
        </ul>
      )}
      {!roster && (
        <p className="panel-line">
          The roster comes as a file: the records of <code>employee</code>, an HR export, or any CSV with an id, a
          department and a first day.{' '}
          <Link className="text-link" href="/settings/setup?step=files" prefetch={false}>
            Bring it in
          </Link>
        </p>
      )}
      <AliasUpload />
    </section>
  );
}
