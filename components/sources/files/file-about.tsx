'use client';

import type { Recognition } from '@/lib/core/recognition';
import { counted } from '../words';
import { FirstRecords } from './preview';

/** What is read of a file, what is dropped, and what it cannot tell; the rest is shown when asked for. */
export function FileAbout({
  recognition: { about, records, settlesAfterDays, connector },
}: {
  recognition: Recognition;
}) {
  if (!about) return null;
  return (
    <div className="file-about">
      <Statements title="Read" texts={about.reads} most={2} />
      <Statements title="Dropped now, never stored" texts={about.drops} />
      {settlesAfterDays > 0 && (
        <p className="quiet">
          {connector?.vendor ?? 'Its'} figures settle after {counted(settlesAfterDays, 'day')}: load those days again
          then.
        </p>
      )}
      {about.cannotKnow.length > 0 && (
        <details>
          <summary>What it cannot tell</summary>
          <Statements texts={about.cannotKnow} />
        </details>
      )}
      <details>
        <summary>First rows as records</summary>
        <FirstRecords records={records} />
      </details>
    </div>
  );
}

interface StatementsProps {
  title?: string;
  texts: readonly string[];
  /** further ones are shown when asked for */
  most?: number;
}

const Statements = ({ title, texts, most = texts.length }: StatementsProps) => (
  <div className="statements">
    {title && <h4>{title}</h4>}
    <ul>
      {texts.slice(0, most).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
    {texts.length > most && (
      <details>
        <summary>{texts.length - most} more about how it is read</summary>
        <Statements texts={texts.slice(most)} />
      </details>
    )}
  </div>
);
