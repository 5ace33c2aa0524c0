'use client';

import { useEffect, useState } from 'react';
import { Icon } from '@/components/ui/icon';

type Theme = 'light' | 'dark';

const shown = (): Theme => {
  const chosen = document.documentElement.dataset.theme;
  if (chosen === 'light' || chosen === 'dark') return chosen;
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};

/** Light or dark. The system's wish holds until somebody chooses; the choice is a cookie, so the server draws it at once. */
export function ThemeToggle() {
  const [theme, setTheme] = useState<Theme | null>(null);
  useEffect(() => setTheme(shown()), []);
  const other: Theme = theme === 'dark' ? 'light' : 'dark';
  const toggle = () => {
    document.documentElement.dataset.theme = other;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where people work without HTTPS
    document.cookie = `tandem_theme=${other}; path=/; max-age=31536000; samesite=lax`;
    setTheme(other);
  };
  return (
    <button type="button" className="foot-button" onClick={toggle}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
      {theme === 'dark' ? 'Light' : 'Dark'}
    </button>
  );
}
