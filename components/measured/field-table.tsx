import { Icon } from '@/components/ui/icon';
import { RECORD_WORDS } from '@/lib/core/definition-words';
import type { RecordType } from '@/lib/core/record';
import { keptFields } from '@/lib/core/record-keeping';

/** One record type: every field that is stored, what it says, and whether it is kept as sent or only as a hash. */
export function FieldTable({ type }: { type: RecordType }) {
  const { title, about } = RECORD_WORDS[type];
  return (
    <section className="panel measured-record" aria-labelledby={`record-${type}`}>
      <h3 id={`record-${type}`} className="def-group">
        {title} <span>{about}</span>
      </h3>
      <table className="table measured-table">
        <thead>
          <tr>
            <th scope="col">What it says</th>
            <th scope="col">Field</th>
            <th scope="col">How it is kept</th>
          </tr>
        </thead>
        <tbody>
          {keptFields(type).map(({ name, meaning, how }) => (
            <tr key={name}>
              <th scope="row">{meaning}</th>
              <td>
                <code>{name}</code>
              </td>
              <td>
                {how === 'hashed' ? (
                  <span className="kept-hashed">
                    <Icon name="lock" size={12} /> only as a hash
                  </span>
                ) : (
                  <span className="quiet">as sent</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
