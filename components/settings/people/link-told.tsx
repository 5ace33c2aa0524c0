'use client';

import { useWorkspace } from '@/components/hooks/workspace';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { formatInstant } from '@/lib/core/format';
import { Secret } from '../form/secret';
import { type ToldLink, wholeLink } from './use-people';

/** The link that was just made, and what to do with it. */
export function LinkTold({ told, onClose }: { told: ToldLink; onClose: () => void }) {
  const { timeZone } = useWorkspace();
  return (
    <>
      <p className="dialog-text">
        Hand this link to <b>{told.email}</b> yourself: Tandem sends no mail. It works once, until{' '}
        {formatInstant(told.expires_at, timeZone)}, and lets them choose a password.
      </p>
      <Secret label="Link" value={wholeLink(told)} />
      <DialogFoot out="Done" onOut={onClose} />
    </>
  );
}
