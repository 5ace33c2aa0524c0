import { useEffect } from 'react';

const WORDS = 'What you changed here is not saved. Leave without it?';

/** Asks before what was typed is lost: on a link of ours, on closing and on reloading. */
export function useLeaveGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.('a[href]');
      const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.getAttribute('target');
      if (!link || opensElsewhere || link.hasAttribute('download') || window.confirm(WORDS)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('beforeunload', onUnload);
    // Before the router sees the click.
    document.addEventListener('click', onClick, true);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, true);
    };
  }, [isDirty]);
}
