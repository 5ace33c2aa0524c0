'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ScrollTable } from '@/components/data/scroll-table';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { formatInstant } from '@/lib/core/format';
import { type SetupAnswer, type TopicVolume, ungradedTopics } from '@/lib/core/recognition';
import { fieldsOf } from '@/lib/core/record';
import type { Complexity, MappedField, Mapping, SourceAnswers } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';
import { Loaded } from '../loaded';
import { recordWord } from '../words';
import { readSetup, saveSetup } from './api';
import { ComplexityQuestion } from './complexity-question';
import { formatWord } from './words';

interface SetupDialogProps {
  source: string;
  /** asks about the topics nobody has graded, and about no other */
  ungradedOnly?: boolean;
  onClose: () => void;
}

/** What was said of a source, in its versions; what needs no file to look at can be changed here. */
export function SetupDialog({ source, ungradedOnly = false, onClose }: SetupDialogProps) {
  const query = useQuery({ queryKey: ['setup', source], queryFn: () => readSetup(source) });
  return (
    <Dialog title={`What you said of ${source}`} wide onClose={onClose}>
      <Loaded query={query} height={240}>
        {(answer) => (
          <Said
            key={answer.version}
            answer={answer}
            topics={ungradedOnly ? ungradedTopics(answer) : answer.topics}
            onClose={onClose}
          />
        )}
      </Loaded>
    </Dialog>
  );
}

interface SaidProps {
  answer: SetupAnswer;
  topics: readonly TopicVolume[];
  onClose: () => void;
}

function Said({ answer, topics, onClose }: SaidProps) {
  const { source, connector, setup, version } = answer;
  const [complexity, setComplexity] = useState<Record<string, Complexity>>({ ...setup?.complexity });
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const client = useQueryClient();
  const save = async () => {
    setBusy(true);
    setError('');
    const kept = setup ?? { connector, mapping: null, answers: {} };
    try {
      await saveSetup(source, { ...kept, complexity }, version);
      await client.invalidateQueries({ queryKey: ['setup', source] });
      onClose();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  return (
    <div className="questions">
      {setup?.mapping && <MappingTable mapping={setup.mapping} />}
      {setup && <SaidBefore answers={setup.answers} />}
      {!setup && <p>Nothing was said of it yet: its files speak for themselves.</p>}
      <p className="quiet">
        To change columns or answers, choose one of its files on the Sources page: they are chosen with its rows beside.
      </p>
      {topics.length > 0 && <ComplexityQuestion topics={topics} chosen={complexity} onChange={setComplexity} />}
      {topics.length > 0 && (
        <p className="quiet">Records stored before stay as they are until their files are sent again.</p>
      )}
      <Versions versions={answer.versions} />
      <p className="form-error" role="alert">
        {error}
      </p>
      <DialogFoot
        act={topics.length > 0 && 'Save'}
        acting="Saving …"
        isBusy={isBusy}
        onAct={() => void save()}
        out="Close"
        onOut={onClose}
      />
    </div>
  );
}

/** The answers, one sentence each. */
function SaidBefore({ answers }: { answers: SourceAnswers }) {
  const { topic, customer, person, customerServiceAccounts: accounts, transactionsFrom, techJobs } = answers;
  const said = [
    topic && `The topic is taken from ${topic}`,
    customer && `The customer is ${customer}`,
    person && `A customer asks for a person with: ${listWords([...person])}`,
    accounts?.length && `Customer service’s accounts: ${listWords([...accounts])}`,
    transactionsFrom === 'invoices' && 'Each invoice and sales receipt is a transaction',
    transactionsFrom === 'typed' && 'The ledger does not know transactions: quarters are typed with theirs',
    techJobs && `Tech jobs: ${listWords([...techJobs]) || 'none'}`,
  ].filter((one): one is string => Boolean(one));
  if (said.length === 0) return null;
  return (
    <ul className="plain-list">
      {said.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function MappingTable({ mapping }: { mapping: Mapping }) {
  // As records.md lists them: the database keeps an order of its own.
  const rows = fieldsOf(mapping.type).flatMap(({ name }): [string, MappedField][] => {
    const mapped = mapping.fields[name];
    return mapped ? [[name, mapped]] : [];
  });
  return (
    <ScrollTable label="How its columns are read" caption={recordWord(mapping.type)}>
      <thead>
        <tr>
          <th scope="col">{recordWord(mapping.type)}</th>
          <th scope="col">Comes from</th>
          <th scope="col">Values</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, { column, constant, values, format }]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{column ?? `always ${constant}`}</td>
            <td className="wraps">
              {[
                format && formatWord(format),
                ...Object.entries(values ?? {}).map(([from, to]) => `${from} → ${to ?? 'nothing'}`),
              ]
                .filter(Boolean)
                .join(', ') || <span className="quiet">as they stand</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

const PARTS: Record<string, string> = {
  mapping: 'its columns',
  answers: 'the answers to its questions',
  complexity: 'how hard its topics are',
};

function Versions({ versions }: Pick<SetupAnswer, 'versions'>) {
  const { timeZone } = useWorkspace();
  if (versions.length === 0) return null;
  return (
    <details>
      <summary>Versions ({versions.length})</summary>
      <ul className="plain-list">
        {versions.map(({ version, changed_at, changed_by, changed }) => (
          <li key={version}>
            Version {version}: {listWords(changed.map((part) => PARTS[part] ?? part)) || 'nothing'} – {changed_by},{' '}
            {formatInstant(changed_at, timeZone)}
          </li>
        ))}
      </ul>
    </details>
  );
}
