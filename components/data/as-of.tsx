'use client';

import { useConnection } from '@/components/hooks/connection';
import { Tag } from '@/components/ui/tag';

/** Marks a figure with the time it was answered, as long as no newer one can come. */
export function AsOf({ at }: { at: number | undefined }) {
  const connection = useConnection();
  if (connection === 'online' || !at) return null;
  const time = new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  return (
    <span className="as-of">
      <Tag tone="warn" icon="clock" title="Answered then; the connection is gone since">
        as of {time}
      </Tag>
    </span>
  );
}
