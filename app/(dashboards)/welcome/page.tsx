import type { Metadata } from 'next';
import { mayDo } from '@/lib/access/policy';
import { type SearchParams, signedIn } from '../guard';

export const metadata: Metadata = { title: 'Welcome' };

const COMMANDS: [string, string][] = [
  ['Bring records in', 'npm run tandem -- ingest --source NAME FILES…'],
  ['Let people in', 'npm run tandem -- users add EMAIL --role ROLE'],
  ['Let a program send records', 'npm run tandem -- keys create --name NAME --scope ingest'],
  ['See what came in', 'npm run tandem -- source list'],
];

export default async function Welcome({ searchParams }: { searchParams: SearchParams }) {
  const viewer = await signedIn('/welcome', searchParams);
  const administers = mayDo(viewer, 'ingest');
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>Welcome to Tandem</h1>
          <p className="page-question">What is there to do?</p>
        </div>
      </div>
      <p className="page-answer">
        {administers
          ? 'You bring the records in and let people in; the numbers are theirs to read.'
          : 'No page is open to you yet: ask an administrator for a role.'}
      </p>
      {administers && (
        <section className="panel" style={{ maxWidth: 720 }}>
          <header className="panel-head" style={{ minHeight: 0 }}>
            <div>
              <h2>From the command line, in Tandem’s folder</h2>
            </div>
          </header>
          <dl className="commands">
            {COMMANDS.map(([what, command]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>
                  <code>{command}</code>
                </dd>
              </div>
            ))}
          </dl>
          <p className="quiet" style={{ marginTop: 10 }}>
            The first records of your own take the sample company away, whole: the two never share a number.
          </p>
        </section>
      )}
    </main>
  );
}
