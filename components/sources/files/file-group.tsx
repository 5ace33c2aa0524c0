'use client';

import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Tag } from '@/components/ui/tag';
import type { Questions } from '@/lib/core/recognition';
import { MAPPED } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';
import { counted } from '../words';
import { SOURCE_PATTERN, SOURCE_RULE } from './api';
import type { Chosen, Group } from './chosen';
import { FileAbout } from './file-about';
import { FileList } from './file-list';
import { questionsOf } from './group-questions';
import { Refusals } from './preview';
import { askedQuestions, openQuestions } from './words';

interface FileGroupProps {
  group: Group;
  fixed?: string;
  known: string[];
  /** id of their list, offered where a source is named */
  names: string;
  onRemove: (files: readonly Chosen[]) => void;
  onKeep: (source: string) => void;
  /** the source was named anew */
  onSource: (source: string) => void;
  /** a name is proposed: whether its source reads such files */
  onPropose: (source: string) => Promise<boolean>;
  onMap: (source: string) => void;
  onAnswer: (source: string) => void;
}

/** Files that belong together: what they are and hold, and the choice to keep them. */
export function FileGroup({
  group,
  fixed,
  known,
  names,
  onRemove,
  onKeep,
  onSource,
  onPropose,
  onMap,
  onAnswer,
}: FileGroupProps) {
  const { files, recognition } = group;
  const [named, setNamed] = useState<string | null>(null);
  const source = fixed ?? named ?? proposedName(group, known);
  const isReadable = recognition?.connector && !recognition.problem;
  const questions = questionsOf(files);
  // A name that is proposed may be one of which something was said.
  const looked = useRef<string | null>(null);
  const isToBeLooked = Boolean(isReadable) && recognition?.source === null && named === null && known.includes(source);
  useEffect(() => {
    if (!isToBeLooked || looked.current === source) return;
    looked.current = source;
    void onPropose(source).then((fits) => {
      if (!fits) setNamed(nameFrom(files[0]!.file.name));
    });
  });
  const holds = files.some(({ recognition: one }) => one && Object.values(one.counts.records).some((n) => n > 0));
  const gathers = files.some(({ recognition: one }) => (one?.counts.gathered ?? 0) > 0);
  const open = openQuestions(questions);
  const answer = (
    <button
      type="button"
      className={open.length > 0 ? 'button button-primary' : 'button'}
      onClick={() => onAnswer(source.trim())}
    >
      {open.length > 0 ? `Answer ${counted(open.length, 'question')}` : 'Change the answers'}
    </button>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKeep(source.trim());
  };
  return (
    <form className="file-group" onSubmit={submit} data-recognised={stateOf(group)}>
      <header className="file-group-head">
        <h3>{titleOf(group)}</h3>
        <Verdict group={group} />
      </header>
      <FileList files={files} onRemove={onRemove} />
      {recognition?.problem && <p className="file-problem">{recognition.problem}</p>}
      {recognition && isReadable && <FileAbout recognition={recognition} />}
      {isReadable && files.some(({ recognition: one }) => (one?.counts.refused ?? 0) > 0) && (
        <Refusals of={files.flatMap(({ recognition: one }) => one ?? [])} />
      )}
      {isReadable && open.length > 0 && (
        <p className="file-asks">
          <b>These files cannot tell</b> {listWords(open)}. {withoutAnswers(questions)}
        </p>
      )}
      <div className="ready-send">
        {isReadable && !fixed && (
          <label className="field">
            <span>Source: where these come from</span>
            <input
              className="input"
              value={source}
              onChange={(event) => setNamed(event.target.value)}
              onBlur={(event) => event.target.checkValidity() && named !== null && onSource(source.trim())}
              readOnly={recognition.connector?.id === MAPPED}
              list={names}
              required
              pattern={SOURCE_PATTERN}
              title={SOURCE_RULE}
              autoComplete="off"
            />
          </label>
        )}
        {isReadable && open.length > 0 && answer}
        {isReadable && (
          <button
            type="submit"
            className={open.length > 0 ? 'button' : 'button button-primary'}
            disabled={!holds && !gathers}
          >
            {files.length === 1 ? 'Keep' : `Keep ${files.length} files`}
          </button>
        )}
        {recognition && !recognition.connector && (
          <button
            type="button"
            className={recognition.isDeclined ? 'button' : 'button button-primary'}
            onClick={() => onMap(source)}
          >
            Map its columns
          </button>
        )}
        {recognition?.connector?.id === MAPPED && (
          <button type="button" className="button" onClick={() => onMap(source)}>
            Change the mapping
          </button>
        )}
        {isReadable && open.length === 0 && askedQuestions(questions) > 0 && answer}
        <button type="button" className="button" onClick={() => onRemove(files)}>
          Discard
        </button>
      </div>
    </form>
  );
}

/** What comes of going on without: a ledger gives nothing, conversations come in with less. */
const withoutAnswers = ({ accounts }: Questions) =>
  accounts && accounts.chosen.length === 0
    ? 'Without answers none of its quarters can be told.'
    : 'Answered now, it holds for every row; answered later, the files are sent again.';

type State = 'looking' | 'failed' | 'unknown' | 'known';

function stateOf({ files, recognition }: Group): State {
  if (recognition) return recognition.connector && !recognition.problem ? 'known' : 'unknown';
  return files[0]!.error === null ? 'looking' : 'failed';
}

function titleOf(group: Group): string {
  const { recognition } = group;
  switch (stateOf(group)) {
    case 'looking':
      return 'Looking at what it is …';
    case 'failed':
      return 'It cannot be read';
    case 'unknown':
      if (recognition?.connector) return 'It is not what the mapping of this source reads';
      return recognition?.isDeclined ? 'Known, and not what is read of it' : 'A format nobody foresaw';
    case 'known':
      return recognition!.connector!.id === MAPPED
        ? `Files of ${recognition!.source}, with your mapping (version ${recognition!.version})`
        : recognition!.connector!.title;
  }
}

function Verdict({ group }: { group: Group }) {
  const { recognition } = group;
  const state = stateOf(group);
  if (state === 'known')
    return (
      <Tag tone="neutral" icon="check">
        Recognised, not stored
      </Tag>
    );
  if (state === 'unknown')
    return (
      <Tag tone="warn" icon="flat">
        {recognition?.isDeclined ? 'Not read' : 'To be mapped'}
      </Tag>
    );
  return state === 'failed' ? (
    <Tag tone="bad" icon="cross">
      Not readable
    </Tag>
  ) : null;
}

/** Files of a vendor's format are called after it; others after the source before them, or the file. */
function proposedName({ recognition, files }: Group, known: readonly string[]): string {
  if (recognition?.source) return recognition.source;
  const id = recognition?.connector?.id;
  if (id && id !== 'canonical') return id;
  return (id && known[0]) || nameFrom(files[0]!.file.name);
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
