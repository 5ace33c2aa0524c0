import type { SourceInfo } from '@/lib/core/sources';
import { AliasUpload } from './alias-upload';
import { counted } from './words';

/** People in activity or seats whom no roster row names, by source, and the ways to settle it. */
export function Unmatched({ sources, mayUpload }: { sources: SourceInfo[]; mayUpload: boolean }) {
  const found = sources.filter(({ unmatched }) => unmatched.people > 0);
  if (found.length === 0) return null;
  const hasRoster = sources.some(({ holds }) => holds.some(({ type }) => type === 'employee'));
  return (
    <section className="panel panel-wide" aria-label="People not on the roster" data-state="ok">
      <header className="panel-head">
        <div>
          <h2>{hasRoster ? 'Some people are not on the roster' : 'There is no roster yet to know people by'}</h2>
          <p>Their use of AI counts in no rate; their seats count in the company’s total and in no department.</p>
        </div>
      </header>
      <ul className="plain-list">
        {found.map(({ name, unmatched: { people, records } }) => (
          <li key={name}>
            <b>{name}</b> {counted(people, 'person', 'people')} with {counted(records, 'record')}
          </li>
        ))}
      </ul>
      <ul className="panel-notes">
        <li>
          {hasRoster ? 'Most often the roster is older than the use: send' : 'Send'} today’s roster, and they are
          matched at once.
        </li>
        <li>
          A source that knows people by address needs <code>email</code> in the roster; one that knows them by number
          needs the same <code>employee_id</code> there.
        </li>
        <li>Accounts of machines and guests stay here by right: they are nobody’s employees.</li>
      </ul>
      {mayUpload && <AliasUpload />}
    </section>
  );
}
