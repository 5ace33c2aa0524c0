'use client';

import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Blank } from '@/components/data/query-state';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import type { Direction } from '@/lib/core/answer';
import type { Definition } from '@/lib/core/definition';
import { searchDefinitions } from '@/lib/core/definition-search';
import { CLASSES, DIRECTION_WORDS, unitWord } from '@/lib/core/definition-words';
import { Marked } from './marked';

export type Listed = Pick<
  Definition,
  'id' | 'title' | 'question' | 'formula' | 'alsoCalled' | 'unit' | 'direction' | 'class'
>;

/** Every definition this reader may see, found as they type; arrows walk from the field through the list. */
export function DefinitionList({ definitions }: { definitions: Listed[] }) {
  const router = useRouter();
  const { query, setQuery } = useQuery();
  const found = searchDefinitions(definitions, query);
  const list = useRef<HTMLDivElement>(null);
  const groups = CLASSES.map((group) => ({ ...group, rows: found.filter((one) => one.class === group.id) }));
  const shown = groups.filter(({ rows }) => rows.length > 0);
  const first = shown[0]?.rows[0];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (first && query.trim()) router.push(`/definitions/${first.id}`);
  };
  return (
    <main className="page" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>Definitions</h1>
          <p className="page-question">What does this number mean?</p>
        </div>
        <search>
          <form className="def-search" onSubmit={submit}>
            <Icon name="search" size={14} />
            <input
              className="input"
              type="search"
              aria-label="Search definitions"
              placeholder="A figure, a word of its formula, a usual name"
              value={query}
              onChange={(event) => setQuery(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === 'Escape') setQuery('');
                walk(event, list.current);
              }}
            />
          </form>
        </search>
      </div>
      <p className="page-answer def-count" aria-live="polite">
        <b>{countWords(found.length, definitions.length, query)}</b>
        {query.trim()
          ? 'Enter opens the first, the arrow keys walk through them.'
          : 'Each has its question, its formula, a worked example that is checked on every change, and what to mind.'}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys that walk are pressed on the links inside */}
      <div className="def-groups" ref={list} onKeyDown={(event) => walk(event, list.current)}>
        {shown.map(({ id, title, about, rows }) => (
          <section key={id} className="panel" aria-labelledby={`group-${id}`}>
            <h2 id={`group-${id}`} className="def-group">
              {title} <span>{about}</span>
            </h2>
            <ul>
              {rows.map((definition) => (
                <Row key={definition.id} definition={definition} query={query} />
              ))}
            </ul>
          </section>
        ))}
        {shown.length === 0 && (
          <Blank height={180} icon="search" kind="empty" title={`No definition holds “${query.trim()}”`}>
            Only figures that your role may see are searched.{' '}
            <button type="button" className="link-button" onClick={() => setQuery('')}>
              Show all {definitions.length}
            </button>
          </Blank>
        )}
      </div>
    </main>
  );
}

function Row({ definition, query }: { definition: Listed; query: string }) {
  const { currency } = useWorkspace();
  const { id, title, question, unit, direction } = definition;
  return (
    <li className="def-item">
      <Link className="def-row" href={`/definitions/${id}`} prefetch={false}>
        <b>
          <Marked text={title} query={query} />
        </b>
        <span className="def-question">
          <Marked text={question} query={query} />
        </span>
        <span className="def-unit">{unitWord(unit, currency)}</span>
        <span className="def-direction">
          <DirectionIcon direction={direction} /> {DIRECTION_WORDS[direction].short}
        </span>
      </Link>
    </li>
  );
}

export function DirectionIcon({ direction }: { direction: Direction }) {
  return <Icon name={direction === 'neither' ? 'flat' : direction} size={12} />;
}

function countWords(found: number, all: number, query: string): string {
  if (!query.trim()) return `${all} figures, each with one definition`;
  return `${found} of ${all} hold “${query.trim()}”`;
}

/** What is searched for: answered at once, kept in the address as `?q=`, and heard again when the address changes. */
function useQuery() {
  const kept = useSearchParams().get('q') ?? '';
  const [query, setState] = useState(kept);
  const written = useRef(kept);
  useEffect(() => {
    // The address follows typing a moment later; only a change that came from elsewhere is taken over.
    if (kept === written.current) return;
    written.current = kept;
    setState(kept);
  }, [kept]);
  const setQuery = (value: string) => {
    setState(value);
    written.current = value;
    const address = value ? `?${new URLSearchParams({ q: value })}` : window.location.pathname;
    window.history.replaceState(null, '', address);
  };
  return { query, setQuery };
}

/** Arrow keys move from the field to the first row and on; up from the first row leads back to the field. */
function walk(event: KeyboardEvent, list: HTMLElement | null): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !list) return;
  const rows = [...list.querySelectorAll<HTMLElement>('a.def-row')];
  const at = rows.indexOf(document.activeElement as HTMLElement);
  if (at < 0 && step < 0) return;
  event.preventDefault();
  const next = rows[at + step];
  if (next) next.focus();
  else if (step < 0) document.querySelector<HTMLElement>('.def-search input')?.focus();
}
