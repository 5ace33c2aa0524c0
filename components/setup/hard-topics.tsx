'use client';

import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { readSetup } from '@/components/sources/files/api';
import { SetupDialog } from '@/components/sources/files/setup-dialog';
import { counted } from '@/components/sources/words';
import { ungradedTopics } from '@/lib/core/recognition';
import type { SourceInfo } from '@/lib/core/sources';

/** Sources on record whose topics nobody has graded: what was kept without an answer can be answered here. */
export function HardTopics({ sources }: { sources: readonly SourceInfo[] }) {
  const [opened, setOpened] = useState<string | null>(null);
  const asked = sources.filter(({ demo, holds }) => !demo && holds.some(({ type }) => type === 'conversation'));
  const open = useQueries({
    queries: asked.map(({ name }) => ({ queryKey: ['setup', name], queryFn: () => readSetup(name) })),
  }).flatMap(({ data }) => {
    if (!data) return [];
    const { length } = ungradedTopics(data);
    return length > 0 ? [{ name: data.source, topics: length }] : [];
  });
  return (
    <>
      {open.length > 0 && (
        <section className="panel panel-wide" aria-label="Questions about what is on record" data-state="ok">
          <header className="panel-head">
            <div>
              <h2>{counted(open.length, 'source has', 'sources have')} topics nobody has graded yet</h2>
              <p>
                AI and people are only compared on matters that are equally hard, and no vendor says how hard one is.
              </p>
            </div>
          </header>
          <ul className="plain-list">
            {open.map(({ name, topics }) => (
              <li key={name}>
                <b>{name}</b>{' '}
                <button type="button" className="link-button" onClick={() => setOpened(name)}>
                  Say how hard {counted(topics, 'topic is', 'topics are')}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {opened && <SetupDialog source={opened} ungradedOnly onClose={() => setOpened(null)} />}
    </>
  );
}
