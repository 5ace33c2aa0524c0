'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { askServer } from './api';

/** Takes the sample company away whole, after asking. */
export function StartOwn() {
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const client = useQueryClient();
  const router = useRouter();

  const remove = async () => {
    setBusy(true);
    setError('');
    try {
      await askServer('/api/v1/sample', { method: 'DELETE' });
      await client.invalidateQueries();
      router.refresh();
      setOpen(false);
    } catch (failure) {
      setError((failure as Error).message);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" className="button button-primary" onClick={() => setOpen(true)}>
        Start with our data
      </button>
      {isOpen && (
        <Dialog title="Start with our data?" onClose={() => setOpen(false)}>
          <p>
            The sample company leaves whole: every record, its settings and its events. Its people (the addresses at
            demo.local) can no longer sign in; you still can. Until your first file is in, the pages are empty.
          </p>
          <p className="form-error" role="alert">
            {error}
          </p>
          <DialogFoot
            act="Remove the sample company"
            acting="Removing it …"
            isBusy={isBusy}
            onAct={() => void remove()}
            out="Keep the sample"
            onOut={() => setOpen(false)}
          />
        </Dialog>
      )}
    </>
  );
}
