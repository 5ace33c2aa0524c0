import type { ReactNode } from 'react';

interface ScrollTableProps {
  /** what the region is called */
  label: string;
  /** what the table says, where that is more */
  caption?: string;
  className?: string;
  children: ReactNode;
}

/** A table that scrolls sideways where it is wider than its place, by keyboard too. */
export function ScrollTable({ label, caption = label, className, children }: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="table-scroll" tabIndex={0} aria-label={label}>
      <table className={className ? `table ${className}` : 'table'}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}
