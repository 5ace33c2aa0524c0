'use client';

import { useCallback, useRef, useState } from 'react';
import type { Recognition } from '@/lib/core/recognition';
import { MAPPED } from '@/lib/core/setup';
import { recognise } from './api';

/** A file chosen and not sent: being looked at, recognised, or not readable at all. */
export interface Chosen {
  id: number;
  file: File;
  recognition: Recognition | null;
  error: string | null;
}

/** Files that go in together, as one run. */
export interface Group {
  key: string;
  files: Chosen[];
  /** of the first of them; null while it is looked at, or where it cannot be read */
  recognition: Recognition | null;
}

/** The files chosen on this page, of the source it is about if it is one's. Each is looked at as it comes; none is kept. */
export function useChosen(fixed?: string) {
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const next = useRef(0);

  const look = useCallback(async (id: number, file: File, source?: string) => {
    const told = await recognise(file, { source }).then(
      (recognition) => ({ recognition, error: null }),
      (error: Error) => ({ recognition: null, error: error.message }),
    );
    setChosen((before) => before.map((one) => (one.id === id ? { ...one, ...told } : one)));
  }, []);
  const add = useCallback(
    (files: readonly File[]) => {
      const added = files.map((file): Chosen => ({ id: next.current++, file, recognition: null, error: null }));
      setChosen((before) => [...before, ...added]);
      for (const { id, file } of added) void look(id, file, fixed);
    },
    [look, fixed],
  );
  const remove = useCallback((gone: readonly Chosen[]) => {
    const ids = new Set(gone.map(({ id }) => id));
    setChosen((before) => before.filter(({ id }) => !ids.has(id)));
  }, []);
  /** Looks again, as files of this source: its setup may be another by now. */
  const lookAgain = useCallback(
    async (files: readonly Chosen[], source: string) => {
      await Promise.all(files.map(({ id, file }) => look(id, file, source)));
    },
    [look],
  );
  /** The same for a name that is only proposed: false, and nothing changed, where that source reads other files. */
  const lookIfFits = useCallback(async (files: readonly Chosen[], source: string) => {
    const told = await Promise.all(files.map(({ file }) => recognise(file, { source }).catch(() => null)));
    const fits = told.every((one, at) => one && !one.problem && sameConnector(one, files[at]!.recognition));
    const byId = new Map(files.map(({ id }, at) => [id, told[at]]));
    if (fits)
      setChosen((before) => before.map((one) => (byId.has(one.id) ? { ...one, recognition: byId.get(one.id)! } : one)));
    return fits;
  }, []);
  return { groups: groupsOf(chosen), add, remove, lookAgain, lookIfFits };
}

export type ChosenFiles = ReturnType<typeof useChosen>;

const sameConnector = (a: Recognition, b: Recognition | null) => a.connector?.id === b?.connector?.id;

function keyOf({ id, recognition }: Chosen): string {
  if (!recognition?.connector || recognition.problem) return `alone ${id}`;
  const { connector, source } = recognition;
  return connector.id === MAPPED ? `${MAPPED} ${source}` : connector.id;
}

/** Files of one connector together, those that complete others first; each other file for itself. */
function groupsOf(chosen: readonly Chosen[]): Group[] {
  const groups = new Map<string, Chosen[]>();
  for (const one of chosen) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, files]) => {
    const sorted = [...files].sort((a, b) => (a.recognition?.order ?? 0) - (b.recognition?.order ?? 0));
    return { key, files: sorted, recognition: files[0]!.recognition };
  });
}
