'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { Icon } from '@/components/ui/icon';
import { DropCover, useDrop } from './drop-cover';
import { type Group, useChosen } from './files/chosen';
import { ChosenFiles } from './files/chosen-files';
import { ProgrammeHelp } from './programme-help';
import { UploadRow } from './upload-row';
import { isEnded, uploads } from './uploads';
import { counted } from './words';

interface UploadPanelProps {
  /** the source files go to; without it the person names one */
  source?: string;
  /** names known already, the latest first */
  known: string[];
  /** the first own records take the sample company away: said and asked before */
  demo: boolean;
  title: string;
  /** opens the choice of files from elsewhere on the page */
  chooser?: RefObject<(() => void) | null>;
}

interface Kept {
  group: Group;
  source: string;
}

/** Files by drag and drop or by choice: told what they are, kept or discarded, sent and followed to their end. */
export function UploadPanel({ source: fixed, known, demo, title, chooser }: UploadPanelProps) {
  const list = useSyncExternalStore(uploads.subscribe, uploads.snapshot, () => NONE);
  const chosen = useChosen(fixed);
  const [asks, setAsks] = useState<Kept | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLElement>(null);
  const take = (more: File[]) => {
    chosen.add(more);
    panel.current?.scrollIntoView({ block: 'nearest' });
  };
  const isDragged = useDrop(take);
  useRefreshWhenDone();
  useEffect(() => {
    if (chooser) chooser.current = () => input.current?.click();
  }, [chooser]);

  const send = ({ group, source }: Kept) => {
    uploads.add(
      group.files.map(({ file }) => file),
      source,
    );
    chosen.remove(group.files);
    setAsks(null);
  };
  const mayClear = list.length > 0 && list.every(isEnded);
  return (
    <section className="panel panel-wide" aria-label="Upload" ref={panel}>
      {isDragged && <DropCover />}
      <header className="panel-head">
        <div>
          <h2>{title}</h2>
          <p>
            JSON Lines, a JSON array or CSV, packed with gzip or not. Each says what it is before anything is stored; a
            format nobody foresaw can be mapped.
          </p>
        </div>
      </header>
      <div className="drop">
        <Icon name="up" size={18} />
        <p>
          Drop files anywhere on this page, or{' '}
          <button ref={choose} type="button" className="link-button" onClick={() => input.current?.click()}>
            choose files
          </button>
        </p>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label="Files to upload"
          onChange={(event) => {
            take([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
      {chosen.groups.length > 0 && (
        <ChosenFiles
          chosen={chosen}
          fixed={fixed}
          known={known}
          onRemoved={() => choose.current?.focus()}
          onKeep={(group, source) => (demo ? setAsks({ group, source }) : send({ group, source }))}
        />
      )}
      {list.length > 0 && (
        <ul className="uploads" aria-label="Uploads">
          {list.map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
      {mayClear && (
        <p className="panel-line">
          <button type="button" className="link-button" onClick={() => uploads.clearEnded()}>
            Clear this list
          </button>
        </p>
      )}
      {!fixed && <ProgrammeHelp />}
      {asks !== null && (
        <Dialog title="Your data take the sample company’s place" onClose={() => setAsks(null)}>
          <p>
            The sample company leaves whole with the first of your own records: its numbers, its settings and its
            events. The two never share a total. It can only be loaded again once your own records are gone.
          </p>
          <DialogFoot
            act={`Keep ${counted(asks.group.files.length, 'file')}, remove the sample`}
            onAct={() => send(asks)}
            out="Keep the sample"
            onOut={() => setAsks(null)}
          />
        </Dialog>
      )}
    </section>
  );
}

const NONE: never[] = [];

/** What the pages know is old once a file went in; the frame's Demo mark too. */
function useRefreshWhenDone() {
  const client = useQueryClient();
  const router = useRouter();
  useEffect(() => {
    let ended = uploads.snapshot().filter(isEnded).length;
    return uploads.subscribe(() => {
      const now = uploads.snapshot().filter(isEnded).length;
      if (now > ended) {
        void client.invalidateQueries();
        router.refresh();
      }
      ended = now;
    });
  }, [client, router]);
}
