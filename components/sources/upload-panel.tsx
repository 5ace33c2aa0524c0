'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type FormEvent, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import { DropCover, useDrop } from './drop-cover';
import { ProgrammeHelp } from './programme-help';
import { UploadRow } from './upload-row';
import { isEnded, uploads } from './uploads';
import { bytesWord, counted } from './words';

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
  const [asks, setAsks] = useState<string | null>(null);
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

  const send = (source: string) => {
    uploads.add(files, source);
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
        <Ready
          files={files}
          fixed={fixed}
          known={known}
          onRemove={(index) => setFiles(files.filter((_, at) => at !== index))}
          onSend={(source) => (demo ? setAsks(source) : send(source))}
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

interface ReadyProps {
  files: File[];
  fixed?: string;
  known: string[];
  onRemove: (index: number) => void;
  onSend: (source: string) => void;
}

function Ready({ files, fixed, known, onRemove, onSend }: ReadyProps) {
  const [source, setSource] = useState(fixed ?? known[0] ?? nameFrom(files[0]!.name));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend(source.trim());
  };
  return (
    <form className="ready" onSubmit={submit}>
      <ul>
        {files.map((file, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same file may be chosen twice
          <li key={index}>
            <span className="file-name">{file.name}</span>
            <span className="quiet">{bytesWord(file.size)}</span>
            <button
              type="button"
              className="icon-button"
              aria-label={`Do not send ${file.name}`}
              onClick={() => onRemove(index)}
            >
              <Icon name="close" size={14} />
            </button>
          </li>
        ))}
      </ul>
      <div className="ready-send">
        {!fixed && (
          <label className="field">
            <span>Source: where these come from</span>
            <input
              className="input"
              value={source}
              onChange={(event) => setSource(event.target.value)}
              list="known-sources"
              required
              pattern="(?!demo$)[A-Za-z0-9][A-Za-z0-9._\-]{0,63}"
              title="1 to 64 letters, digits, dots, dashes and underscores; not demo"
              autoComplete="off"
            />
            <datalist id="known-sources">
              {known.map((name) => (
                <option key={name} value={name} />
              ))}
            </datalist>
          </label>
        )}
        <button type="submit" className="button button-primary">
          Send {counted(files.length, 'file')}
        </button>
      </div>
      {!fixed && (
        <p className="quiet">
          A row sent again to the same source is known again: it changes its record or nothing. To another source it
          would count twice.
        </p>
      )}
    </form>
  );
}

/** `conversations-2025-03.jsonl.gz` → `conversations`. */
function nameFrom(file: string): string {
  const stem = file.split('.')[0]!.replace(/[^A-Za-z0-9]+/g, '-');
  const name = stem
    .replace(/[\d-]+$/, '')
    .replace(/^-+/, '')
    .toLowerCase()
    .slice(0, 64);
  return name && name !== 'demo' ? name : 'own';
}
