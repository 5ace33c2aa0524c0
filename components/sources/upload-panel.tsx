'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { DropCover, useDrop } from './drop-cover';
import { ProgrammeHelp } from './programme-help';
import { type Destination, ReadyFiles } from './ready-files';
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

/** Files by drag and drop or by choice, sent one after the other, each followed to its end. */
export function UploadPanel({ source: fixed, known, demo, title, chooser }: UploadPanelProps) {
  const list = useSyncExternalStore(uploads.subscribe, uploads.snapshot, () => NONE);
  const [files, setFiles] = useState<File[]>([]);
  const [asks, setAsks] = useState<Destination | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const panel = useRef<HTMLElement>(null);
  const take = (more: File[]) => {
    setFiles((before) => [...before, ...more]);
    panel.current?.scrollIntoView({ block: 'nearest' });
  };
  const isDragged = useDrop(take);
  useRefreshWhenDone();
  useEffect(() => {
    if (chooser) chooser.current = () => input.current?.click();
  }, [chooser]);

  const send = ({ source, type }: Destination) => {
    uploads.add(files, source, type);
    setFiles([]);
    setAsks(null);
  };
  const mayClear = list.length > 0 && list.every(isEnded);
  return (
    <section className="panel panel-wide" aria-label="Upload" ref={panel}>
      {isDragged && <DropCover />}
      <header className="panel-head">
        <div>
          <h2>{title}</h2>
          <p>JSON Lines, a JSON array or CSV, packed with gzip or not. What they hold is told from their content.</p>
        </div>
      </header>
      <div className="drop">
        <Icon name="up" size={18} />
        <p>
          Drop files anywhere on this page, or{' '}
          <button type="button" className="link-button" onClick={() => input.current?.click()}>
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
      {files.length > 0 && (
        <ReadyFiles
          files={files}
          fixed={fixed}
          known={known}
          onRemove={(index) => setFiles(files.filter((_, at) => at !== index))}
          onSend={(destination) => (demo ? setAsks(destination) : send(destination))}
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
          <p className="dialog-actions">
            <button type="button" className="button" onClick={() => setAsks(null)}>
              Keep the sample
            </button>
            <button type="button" className="button button-primary" onClick={() => send(asks)}>
              Send {counted(files.length, 'file')}, remove the sample
            </button>
          </p>
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
