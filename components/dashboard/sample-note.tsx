'use client';

import { useWorkspace } from '@/components/hooks/workspace';

/** Under a number that sets the sample company's conversations, which are few, against its books, which are whole. */
export function SampleNote() {
  const { demo } = useWorkspace();
  return demo ? (
    <span className="warn"> Too low here: the sample company holds only a sample of its conversations</span>
  ) : null;
}
