'use client';

import dynamic from 'next/dynamic';
import { useId, useState } from 'react';
import type { ChosenFiles as Chosen, Group } from './chosen';
import { FileGroup } from './file-group';

// Loaded when asked for: most files are known.
const MappingDialog = dynamic(() => import('./mapping-dialog').then((found) => found.MappingDialog), { ssr: false });
const QuestionsDialog = dynamic(() => import('./questions-dialog').then((found) => found.QuestionsDialog), {
  ssr: false,
});

interface ChosenFilesProps {
  chosen: Chosen;
  fixed?: string;
  known: string[];
  onKeep: (group: Group, source: string) => void;
  /** a file, or all of a group, was discarded with the button that had the focus */
  onRemoved: () => void;
}

type Opened = { what: 'mapping' | 'questions'; key: string; source: string };

/** What was chosen, told before anything is stored: what each file is, what of it is read, what is dropped. */
export function ChosenFiles({ chosen, fixed, known, onKeep, onRemoved }: ChosenFilesProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const names = useId();
  const { groups, remove, lookAgain, lookIfFits } = chosen;
  const group = groups.find(({ key }) => key === opened?.key);
  const close = () => setOpened(null);
  const saved = (source: string) => {
    close();
    if (group) void lookAgain(group.files, source);
  };
  return (
    <section className="chosen" aria-label="Files chosen, nothing of them stored yet">
      {groups.map((one) => (
        <FileGroup
          key={one.key}
          group={one}
          fixed={fixed}
          known={known}
          names={names}
          onRemove={(files) => {
            remove(files);
            onRemoved();
          }}
          onKeep={(source) => {
            onKeep(one, source);
          }}
          onSource={(source) => void lookAgain(one.files, source)}
          onPropose={(source) => lookIfFits(one.files, source)}
          onMap={(source) => setOpened({ what: 'mapping', key: one.key, source })}
          onAnswer={(source) => setOpened({ what: 'questions', key: one.key, source })}
        />
      ))}
      <datalist id={names}>
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {opened?.what === 'mapping' && group?.recognition && (
        <MappingDialog
          file={group.files[0]!.file}
          recognition={group.recognition}
          source={opened.source}
          isFixed={fixed !== undefined || group.recognition.source !== null}
          onClose={close}
          onSaved={saved}
        />
      )}
      {opened?.what === 'questions' && group?.recognition && (
        <QuestionsDialog
          files={group.files}
          recognition={group.recognition}
          source={opened.source}
          onClose={close}
          onSaved={() => saved(opened.source)}
        />
      )}
    </section>
  );
}
