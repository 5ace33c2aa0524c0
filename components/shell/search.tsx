'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { NavGroup } from './nav-group';

const SearchDialog = dynamic(() => import('./search-dialog').then((module) => module.SearchDialog), { ssr: false });

/** One field that finds pages, figures and departments; Ctrl K or ⌘K opens it from anywhere. */
export function Search({ groups }: { groups: NavGroup[] }) {
  // Which opening this is: one that is closing must not swallow the next.
  const [turn, setTurn] = useState({ number: 0, isOpen: false });
  const close = (number: number) => setTurn((now) => (now.number === number ? { number, isOpen: false } : now));
  const open = useCallback(() => setTurn(({ number }) => ({ number: number + 1, isOpen: true })), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [open]);
  return (
    <>
      <button type="button" className="search-button" onClick={open}>
        <Icon name="search" size={14} />
        Search
        <kbd>Ctrl K</kbd>
      </button>
      {turn.isOpen && <SearchDialog key={turn.number} groups={groups} onClose={() => close(turn.number)} />}
    </>
  );
}
