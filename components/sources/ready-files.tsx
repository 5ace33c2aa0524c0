'use client';

import { type FormEvent, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { bytesWord, counted, recordWord } from './words';

/** Where files go; `type` null leaves it to their content. */
export interface Destination {
  source: string;
  type: RecordType | null;
}

interface ReadyFilesProps {
  files: File[];
  fixed?: string;
  known: string[];
  onRemove: (index: number) => void;
  onSend: (destination: Destination) => void;
}

/** Files chosen and not yet sent: what source they belong to and, where the content cannot tell, what they hold. */
export function ReadyFiles({ files, fixed, known, onRemove, onSend }: ReadyFilesProps) {
  const [source, setSource] = useState(fixed ?? known[0] ?? nameFrom(files[0]!.name));
  const [type, setType] = useState<RecordType | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSend({ source: source.trim(), type });
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
        <label className="field">
          <span>What they hold</span>
          <select
            className="input"
            value={type ?? ''}
            onChange={(event) => setType((event.target.value || null) as RecordType | null)}
          >
            <option value="">Told from their content</option>
            {RECORD_TYPES.map((one) => (
              <option key={one} value={one}>
                {recordWord(one)}
              </option>
            ))}
          </select>
        </label>
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
