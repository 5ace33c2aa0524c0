'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useState } from 'react';
import { Icon, Mark } from '@/components/ui/icon';
import { postAuth } from './auth';
import type { NavGroup } from './nav-group';
import { Search } from './search';
import { ThemeToggle } from './theme-toggle';

interface SidebarProps {
  groups: NavGroup[];
  home: string;
  company: string;
  demo: boolean;
  who: string;
  roles: string;
}

const DemoMark = () => (
  <span className="demo-mark" title="Invented records of a company like the one described in public reports">
    Demo · Sample company
  </span>
);

/** The frame's navigation: what this reader may open and nothing else. Folds into a bar on narrow screens. */
export function Sidebar({ groups, home, company, demo, who, roles }: SidebarProps) {
  const pathname = usePathname();
  const [isOpen, setOpen] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the page changes
  useEffect(() => setOpen(false), [pathname]);

  const signOut = async () => {
    await postAuth('signout', {});
    window.location.href = '/sign-in';
  };
  return (
    <>
      <div className="topbar">
        <button
          type="button"
          className="icon-button"
          aria-label="Menu"
          aria-expanded={isOpen}
          aria-controls="sidebar"
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? 'close' : 'menu'} />
        </button>
        <Link href={home} className="brand">
          <Mark /> Tandem
        </Link>
        {demo && <DemoMark />}
      </div>
      <nav id="sidebar" className="sidebar" aria-label="Main" data-open={isOpen}>
        <Link href={home} className="brand">
          <Mark /> Tandem
        </Link>
        <p className="company">{company}</p>
        {demo && (
          <p className="demo-line">
            <DemoMark />
          </p>
        )}
        {groups.length > 0 && <Search groups={groups} />}
        {groups.map((group) => (
          <div key={group.title}>
            <p className="nav-group">{group.title}</p>
            <ul>
              {group.pages.map((page) => (
                <li key={page.id}>
                  <Link
                    href={page.path}
                    prefetch={false}
                    className="nav-link"
                    aria-current={pathname === page.path || pathname.startsWith(`${page.path}/`) ? 'page' : undefined}
                  >
                    {page.title}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div className="sidebar-foot">
          <p className="who">
            <b>{roles}</b>
            {who}
          </p>
          <div className="foot-buttons">
            <ThemeToggle />
            <button type="button" className="foot-button" onClick={signOut}>
              <Icon name="out" />
              Sign out
            </button>
          </div>
        </div>
      </nav>
    </>
  );
}
