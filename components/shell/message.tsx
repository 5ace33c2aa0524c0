import Link from 'next/link';
import type { ReactNode } from 'react';
import { Mark } from '@/components/ui/icon';

interface MessageProps {
  title: string;
  children: ReactNode;
  /** a button of the page's own before the way home */
  action?: ReactNode;
}

/** A page that only has something to say: what happened and the way on. */
export function Message({ title, children, action }: MessageProps) {
  return (
    <main className="centre" id="main">
      <div className="card">
        <span className="brand" style={{ padding: 0 }}>
          <Mark /> Tandem
        </span>
        <h1>{title}</h1>
        <p className="lead">{children}</p>
        <p className="message-actions">
          {action}
          <Link className="button" href="/">
            To your first page
          </Link>
        </p>
      </div>
    </main>
  );
}
