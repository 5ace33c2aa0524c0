'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { ScrollTable } from '@/components/data/scroll-table';
import { formatCount } from '@/lib/core/format';
import type { RejectedPage, RunInfo } from '@/lib/core/sources';
import { Loaded } from './loaded';
import { useRejected } from './use-sources';
import { counted } from './words';

/** Every refused row with its place, the field and the reason; by reason, in pages, and as a file to fix. */
export function Rejected({ run }: { run: RunInfo }) {
  const params = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const id = String(run.id);
  const reason = params.get('reason');
  const query = useRejected(id, reason, params.get('page'));
  const change = (parts: { reason?: string | null; page?: number }) => {
    const next = new URLSearchParams();
    const wanted = parts.reason === undefined ? reason : parts.reason;
    if (wanted) next.set('reason', wanted);
    if (parts.page && parts.page > 1) next.set('page', String(parts.page));
    router.push(next.size > 0 ? `${pathname}?${next}` : pathname, { scroll: false });
  };
  const file = `/api/v1/ingest/runs/${id}/rejected.jsonl`;
  return (
    <section
      className="panel panel-wide"
      aria-label="Rejected rows"
      data-state={query.data ? 'ok' : query.error ? 'error' : 'loading'}
    >
      <header className="panel-head">
        <div>
          <h2>{counted(run.rejected, 'rejected row')}, with the reason for each</h2>
          <p>Kept for 30 days, without message bodies, names and addresses. Only administrators see them.</p>
        </div>
        <p className="panel-actions">
          <a className="button" href={`${file}?as=rows`} download>
            Download rows to fix
          </a>
          <a className="button" href={file} download>
            With reasons
          </a>
        </p>
      </header>
      <Loaded query={query} height={240}>
        {(page) =>
          page.total === 0 ? (
            <p className="panel-line quiet">They are no longer kept: 30 days have passed, or they were erased.</p>
          ) : (
            <>
              <Reasons page={page} chosen={reason} onChoose={(one) => change({ reason: one })} />
              <Rows page={page} />
              {page.pages > 1 && (
                <p className="pager">
                  <button
                    type="button"
                    className="button"
                    disabled={page.page <= 1}
                    onClick={() => change({ page: page.page - 1 })}
                  >
                    Before
                  </button>
                  <span className="quiet">
                    Page {formatCount(page.page)} of {formatCount(page.pages)}
                  </span>
                  <button
                    type="button"
                    className="button"
                    disabled={page.page >= page.pages}
                    onClick={() => change({ page: page.page + 1 })}
                  >
                    Next
                  </button>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

interface ReasonsProps {
  page: RejectedPage;
  chosen: string | null;
  onChoose: (reason: string | null) => void;
}

function Reasons({ page: { reasons, total }, chosen, onChoose }: ReasonsProps) {
  return (
    <fieldset className="reasons">
      <legend className="sr-only">Reason</legend>
      <button type="button" aria-pressed={chosen === null} onClick={() => onChoose(null)}>
        All <b>{formatCount(total)}</b>
      </button>
      {reasons.map(({ field, reason, rows }) => (
        <button
          key={`${field} ${reason}`}
          type="button"
          aria-pressed={chosen === reason}
          onClick={() => onChoose(reason)}
        >
          {reason} <b>{formatCount(rows)}</b>
        </button>
      ))}
    </fieldset>
  );
}

function Rows({ page: { rows } }: { page: RejectedPage }) {
  return (
    <ScrollTable label="Rejected rows" className="rejected">
      <thead>
        <tr>
          <th scope="col">Where</th>
          <th scope="col">Field</th>
          <th scope="col">Reason</th>
          <th scope="col">The row as kept</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ file, line, field, reason, raw }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one line may be refused for several records of it
          <tr key={index}>
            <th scope="row">
              {file}, line {formatCount(line)}
            </th>
            <td>{field ?? '–'}</td>
            <td className="wraps">{reason}</td>
            <td>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long row scrolls, by keyboard too */}
              <code className="raw" tabIndex={0}>
                {raw}
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
