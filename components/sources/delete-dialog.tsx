'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import type { SourceInfo } from '@/lib/core/sources';
import { askServer } from './api';
import { counted, storedIn } from './words';

/** Asks twice: the name has to be typed before anything is erased. */
export function DeleteDialog({ source, onClose }: { source: SourceInfo; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const client = useQueryClient();
  const router = useRouter();
  const { name } = source;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      await askServer(`/api/v1/sources/${encodeURIComponent(name)}`, { method: 'DELETE' });
      await client.invalidateQueries();
      router.refresh();
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Delete ${name} for good?`} onClose={onClose}>
      <p>
        Its {counted(storedIn(source), 'record')}, its {counted(source.totals.runs, 'run')} and the rows kept as
        rejected are erased, and every number is built anew without them. Only sending the files again brings them back;
        where it is fetched on a schedule, that ends as well. It is noted who did this.
      </p>
      <form className="form" onSubmit={submit}>
        <label className="field">
          <span>Type {name} to confirm</span>
          <input
            className="input"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </label>
        <p className="form-error" role="alert">
          {error}
        </p>
        <DialogFoot
          act={`Delete ${name}`}
          acting="Erasing …"
          isBusy={isBusy}
          isDisabled={typed !== name}
          isDanger
          out="Keep it"
          onOut={onClose}
        />
      </form>
    </Dialog>
  );
}
