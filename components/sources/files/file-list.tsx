'use client';

import { Icon } from '@/components/ui/icon';
import { bytesWord, counted } from '../words';
import type { Chosen } from './chosen';
import { heldWords, refusedWords } from './words';

const MANY_FILES = 4;

interface FileListProps {
  files: readonly Chosen[];
  onRemove: (files: readonly Chosen[]) => void;
}

/** The files of a group with what each holds; of many, those that are well are put away behind the first. */
export function FileList({ files, onRemove }: FileListProps) {
  const lines = (some: readonly Chosen[]) => (
    <ul className="file-list">
      {some.map((one) => (
        <FileLine key={one.id} chosen={one} onRemove={() => onRemove([one])} />
      ))}
    </ul>
  );
  if (files.length <= MANY_FILES) return lines(files);
  // One that would lose rows is not put away with the rest.
  const isTrouble = ({ error, recognition }: Chosen) => error !== null || (recognition?.counts.refused ?? 0) > 0;
  const shown = files.filter((one, at) => at === 0 || isTrouble(one));
  const rest = files.filter((one) => !shown.includes(one));
  return (
    <div>
      {lines(shown)}
      {rest.length > 0 && (
        <details>
          <summary>{counted(rest.length, 'more file')}</summary>
          {lines(rest)}
        </details>
      )}
    </div>
  );
}

function FileLine({ chosen: { file, recognition, error }, onRemove }: { chosen: Chosen; onRemove: () => void }) {
  return (
    <li>
      <span>
        <span className="file-name">{file.name}</span> <span className="quiet">{bytesWord(file.size)}</span>
        <span className="file-holds" role="status">
          {error ?? (recognition ? heldWords(recognition) : 'Being looked at …')}
          {recognition && recognition.counts.refused > 0 && recognition.connector && (
            <span className="bad"> · {refusedWords(recognition.counts.refused, recognition.whole)}</span>
          )}
        </span>
      </span>
      <button type="button" className="icon-button" aria-label={`Discard ${file.name}`} onClick={onRemove}>
        <Icon name="close" size={14} />
      </button>
    </li>
  );
}
