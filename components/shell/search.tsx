'use client';

import dynamic from 'next/dynamic';
import { useEffect, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { NavGroup } from './nav-group';

const SearchDialog = dynamic(() => import('./search-dialog').then((module) => module.SearchDialog), { ssr: false });

/** One field that finds pages, figures and departments; Ctrl K or ⌘K opens it from anywhere. */
export function Search({ groups }: { groups: NavGroup[] }) {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button type="button" className="search-button" onClick={() => setOpen(true)}>
        <Icon name="search" size={14} />
        Search
        <kbd>Ctrl K</kbd>
      </button>
      {isOpen && <SearchDialog groups={groups} onClose={() => setOpen(false)} />}
    </>
  );
}
