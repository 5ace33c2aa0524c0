'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import { observedEnd, presets, standardRange, writeView } from '@/lib/core/url';
import { periodWord } from '@/lib/core/words';
import type { NavGroup } from './nav-group';

interface Hit {
  id: string;
  kind: 'Page' | 'Definition' | 'Department' | 'Period';
  title: string;
  path: string;
  /** found by these words too */
  also?: string;
}

const MOST = 9;
/** Pages whose filter bar has a period. */
const PERIODIC = ['overview', 'adoption', 'service', 'quality', 'staffing', 'impact', 'company'];

/** Finds by any words of a name, in any order; arrows walk, Enter opens. A figure leads to its definition. */
export function SearchDialog({ groups, onClose }: { groups: NavGroup[]; onClose: () => void }) {
  const router = useRouter();
  const pathname = usePathname();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const field = useRef<HTMLInputElement>(null);
  // After the dialog's own opening, which focuses its first button.
  useEffect(() => field.current?.focus(), []);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const found = useHits(groups).filter(({ title, also = '' }) => {
    const name = `${title} ${also}`.toLowerCase();
    return words.every((word) => name.includes(word));
  });
  const hits = found.slice(0, MOST);

  const choose = (hit: Hit | undefined) => {
    if (!hit) return;
    onClose();
    const here = pathname + window.location.search;
    if (hit.path !== here) router.push(hit.path);
  };
  const onKey = (event: KeyboardEvent) => {
    // Else the field would take the first Escape to empty itself.
    if (event.key === 'Escape') onClose();
    if (event.key === 'Home' || event.key === 'End') {
      event.preventDefault();
      setAt(event.key === 'Home' ? 0 : Math.max(0, hits.length - 1));
    }
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

  return (
    <Dialog title="Search" onClose={onClose}>
      <input
        className="input"
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls="search-hits"
        aria-activedescendant={hits[at] ? `hit-${at}` : undefined}
        aria-autocomplete="list"
        aria-label="Pages, definitions, departments, periods"
        placeholder="Pages, definitions, departments, periods"
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
      <p className="quiet search-foot" role="status">
        {foundWords(found.length)}
      </p>
    </Dialog>
  );
}

function foundWords(count: number): string {
  if (count === 0) return 'Nothing found';
  if (count === 1) return '1 found: Enter opens it';
  return count > MOST ? `${count} found, the first ${MOST} shown: more letters narrow it` : `${count} found`;
}

/** Everything that can be found: pages, definitions they may see, departments they may open, periods of this page. */
function useHits(groups: NavGroup[]): Hit[] {
  const workspace = useWorkspace();
  const { metrics, people } = workspace;
  const today = new Date().toISOString().slice(0, 10);
  const standard = standardRange(workspace, today);
  const pathname = usePathname();
  const params = useSearchParams();
  const pages = groups.flatMap((group) => group.pages);
  const adoption = pages.find(({ id }) => id === 'adoption');
  const all = useMetrics(
    adoption && people === 'all' ? { metrics: ['daily_active_rate'], ...standard, by: ['department'] } : null,
  );
  // A period is one of a page that shows numbers.
  const isFiltered = PERIODIC.includes(pages.find(({ path }) => path === pathname)?.id ?? '');
  const periods = isFiltered ? presets(observedEnd(workspace, today)) : [];
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
    ...Object.entries(metrics).map(
      ([id, { title }]): Hit => ({
        id,
        kind: 'Definition',
        title,
        path: `/definitions/${id}`,
        also: id.replaceAll('_', ' '),
      }),
    ),
    ...periods.map(({ name, from, to }): Hit => {
      const query = writeView(new URLSearchParams(params), { from, to }, standard);
      const path = query ? `${pathname}?${query}` : pathname;
      return { id: name, kind: 'Period', title: name, path, also: periodWord({ from, to }) };
    }),
  ];
}
