'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { HowCalculated } from '@/components/dashboard/how-calculated';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import type { DateRange } from '@/lib/core/request';
import { lastQuarters, observedEnd } from '@/lib/core/url';
import type { NavGroup } from './nav-group';

interface Hit {
  id: string;
  kind: 'Page' | 'Figure' | 'Department';
  title: string;
  path?: string;
}

const MOST = 9;

/** Finds by any part of a name; arrows walk, Enter opens. A figure opens as its definition. */
export function SearchDialog({ groups, onClose }: { groups: NavGroup[]; onClose: () => void }) {
  const router = useRouter();
  const pathname = usePathname();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [metric, setMetric] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // After the dialog's own opening, which focuses its first button.
  useEffect(() => field.current?.focus(), []);
  const workspace = useWorkspace();
  const quarter = lastQuarters(observedEnd(workspace, new Date().toISOString().slice(0, 10)), 1)[0]!;
  const hits = useHits(groups, quarter)
    .filter(({ title }) => title.toLowerCase().includes(text.trim().toLowerCase()))
    .slice(0, MOST);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    if (!hit.path) return setMetric(hit.id);
    onClose();
    if (hit.path !== pathname) router.push(hit.path);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((at + step + hits.length) % Math.max(1, hits.length));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(hits[at]);
    }
  };

  if (metric) return <HowCalculated asked={[{ request: { metrics: [metric], ...quarter } }]} onClose={onClose} />;
  return (
    <Dialog title="Search" onClose={onClose}>
      <input
        className="input"
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls="search-hits"
        aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
        aria-label="Pages, figures, departments"
        placeholder="Pages, figures, departments"
        ref={field}
        value={text}
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div id="search-hits" role="listbox" aria-label="Found" className="search-hits">
        {hits.map((hit, index) => (
          <button
            key={hit.kind + hit.id}
            id={`hit-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="menu-item"
            onClick={() => choose(hit)}
          >
            {hit.title}
            <small>{hit.kind}</small>
          </button>
        ))}
        {hits.length === 0 && <p className="menu-title">Nothing of that name is open to you.</p>}
      </div>
    </Dialog>
  );
}

/** Everything that can be found: the reader's pages, the figures they may see, the departments they may open. */
function useHits(groups: NavGroup[], quarter: DateRange): Hit[] {
  const { metrics, people } = useWorkspace();
  const pages = groups.flatMap((group) => group.pages);
  const adoption = pages.find(({ id }) => id === 'adoption');
  const all = useMetrics(
    adoption && people === 'all' ? { metrics: ['daily_active_rate'], ...quarter, by: ['department'] } : null,
  );
  const names =
    all.status === 'ok'
      ? all.answer.rows.map(({ key }) => [key.department ?? 'unknown'])
      : Array.isArray(people)
        ? people
        : [];
  return [
    ...pages.map(({ id, title, path }): Hit => ({ id, kind: 'Page', title, path })),
    ...names.map((departments): Hit => {
      const query = new URLSearchParams(departments.map((name) => ['department', name]));
      const title = departments.join(' and ');
      return { id: title, kind: 'Department', title, path: `${adoption?.path}?${query}` };
    }),
    ...Object.entries(metrics).map(([id, { title }]): Hit => ({ id, kind: 'Figure', title })),
  ];
}
