'use client';

import { type ReactNode, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { FormError } from './field';
import { asRefusal } from './send';

interface ConfirmProps {
  title: string;
  /** the verb on the button: `Revoke` */
  act: string;
  children: ReactNode;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back, says what follows, and what kept it from happening. */
export function Confirm({ title, act, children, onConfirm, onClose }: ConfirmProps) {
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    setError('');
    try {
      await onConfirm();
    } catch (thrown) {
      setError(asRefusal(thrown).detail);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="dialog-text">{children}</div>
      <FormError>{error}</FormError>
      <DialogFoot act={act} isBusy={isBusy} isDanger onAct={() => void confirm()} onOut={onClose} />
    </Dialog>
  );
}
