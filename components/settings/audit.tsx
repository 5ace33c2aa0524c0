'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'next/navigation';
import { ScrollTable } from '@/components/data/scroll-table';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import { formatCount, formatInstant } from '@/lib/core/format';
import type { RoleInfo } from '@/lib/core/person';
import { AuditFilters } from './audit-filters';
import { ACTION_WORDS, entryWords, type LogEntry, ROAD_WORDS } from './audit-words';
import { send } from './form/send';
import { ReadFailed, Reading } from './form/with-settings';

interface Page {
  entries: LogEntry[];
  next: number | null;
  people: string[];
}

const FILTERS = ['person', 'action', 'road', 'from', 'to'] as const;

/** Who saw, took away or changed what, the newest first. Its filters live in the address alone. */
export function Audit({ roles }: { roles: RoleInfo[] }) {
  const params = useSearchParams();
  const asked = new URLSearchParams(FILTERS.flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', asked.toString()],
    queryFn: async ({ pageParam }) => {
      const query = new URLSearchParams(asked);
      if (pageParam !== null) query.set('before', String(pageParam));
      return (await send<Page>('GET', `/api/v1/audit?${query}`)).body;
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="panel settings-panel is-wide" aria-label="Audit log">
      <header className="settings-head">
        <AuditFilters asked={asked} people={data?.pages[0]?.people ?? []} />
        <a className="button" href={`/api/v1/audit.csv?${asked}`} download>
          <Icon name="file" size={14} /> Export CSV
        </a>
      </header>
      {data ? (
        <div data-state="ok" className="stacked stacked-log">
          {entries.length > 0 ? <Entries entries={entries} roles={roles} /> : <Nothing isFiltered={asked.size > 0} />}
          {hasNextPage && (
            <p className="older">
              <button type="button" className="button" disabled={isFetchingNextPage} onClick={() => fetchNextPage()}>
                {isFetchingNextPage ? 'Reading …' : 'Show older entries'}
              </button>
            </p>
          )}
        </div>
      ) : error ? (
        <ReadFailed message={error.message} retry={refetch} />
      ) : (
        <Reading height={480} />
      )}
    </section>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="blank blank-empty" style={{ minHeight: 120 }}>
      <Icon name="info" size={18} />
      <p>
        <b>{isFiltered ? 'Nothing of this kind is in the log' : 'The log is empty'}</b>
        <br />
        {isFiltered
          ? 'Take a filter away, or choose other days.'
          : 'Every figure that is shown, every file that leaves and every change stands here from then on.'}
      </p>
    </div>
  );
}

function Entries({ entries, roles }: { entries: LogEntry[]; roles: RoleInfo[] }) {
  const { timeZone, metrics, currency } = useWorkspace();
  return (
    <ScrollTable label="Entries" caption="Entries of the audit log, the newest first" className="log">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">Did</th>
          <th scope="col">What</th>
          <th scope="col">By way of</th>
          <th scope="col" className="num">
            Rows
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row">{formatInstant(entry.at, timeZone)}</th>
            <td>{entry.viewer}</td>
            <td>
              <span className={entry.action === 'view' ? 'quiet' : undefined}>{ACTION_WORDS[entry.action]}</span>
            </td>
            <td className="log-what">{entryWords(entry, { metrics, roles, currency })}</td>
            <td className="quiet">{ROAD_WORDS[entry.road]}</td>
            <td className="num">{entry.rows === null ? '' : formatCount(entry.rows)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
