'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import type { Questions, Recognition } from '@/lib/core/recognition';
import type { Complexity, SourceAnswers } from '@/lib/core/setup';
import { readSetup, recognise, saveSetup } from './api';
import { ChoiceQuestion } from './choice-question';
import type { Chosen } from './chosen';
import { ComplexityQuestion } from './complexity-question';
import { merged, questionsOf } from './group-questions';
import { JobsQuestion } from './jobs-question';
import { AccountsQuestion, TransactionsQuestion } from './ledger-questions';
import { PersonQuestion } from './person-question';

/** Of the files chosen so many are asked again as answers change. */
const MOST_FILES = 8;

interface QuestionsDialogProps {
  files: readonly Chosen[];
  recognition: Recognition;
  source: string;
  onClose: () => void;
  onSaved: () => void;
}

/** What the files of a source cannot answer, asked once, with examples from its own rows. */
export function QuestionsDialog({ files, recognition, source, onClose, onSaved }: QuestionsDialogProps) {
  const [told, setTold] = useState(() => questionsOf(files));
  const [answers, setAnswers] = useState<SourceAnswers>(() => chosenIn(told));
  const [complexity, setComplexity] = useState<Record<string, Complexity>>({ ...told.complexity?.chosen });
  const [error, setError] = useState('');
  const client = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  // As it was when this opened: whoever was faster in between is heard of.
  const { data: before } = useQuery({ queryKey: ['setup', source], queryFn: () => readSetup(source), staleTime: 0 });
  /** what an earlier choice came to is not shown over a later one */
  const asked = useRef(0);

  /** Asks again what the rows say with other answers: other topics, other words. */
  const tryOut = async (next: SourceAnswers) => {
    setAnswers(next);
    setError('');
    const turn = ++asked.current;
    setAsking(true);
    try {
      const draft = { mapping: recognition.mapping, answers: next };
      const answered = await Promise.all(files.slice(0, MOST_FILES).map(({ file }) => recognise(file, { draft })));
      if (turn === asked.current) setTold(merged(answered.map(({ questions }) => questions)));
    } catch (failure) {
      setError((failure as Error).message);
    }
    if (turn === asked.current) setAsking(false);
  };
  const { topic, customer, person, complexity: hardness, accounts, transactions, jobs } = told;
  const save = async () => {
    setBusy(true);
    setError('');
    try {
      if (!before) throw new Error('What was said of this source before is not here yet. Try again in a moment.');
      const { version, setup } = before;
      // Where these rows name no topic, what was said of topics stays.
      const hard = hardness ? complexity : (setup?.complexity ?? {});
      const kept = await saveSetup(
        source,
        { connector: recognition.connector!.id, mapping: recognition.mapping, answers, complexity: hard },
        version,
      );
      client.setQueryData(['setup', source], kept);
      onSaved();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`What the files of ${source} cannot tell`} wide onClose={onClose}>
      <div className="questions" aria-busy={isAsking}>
        {topic && (
          <ChoiceQuestion
            title="Which of these is the topic?"
            detail="What a conversation is about, as far as the customer’s first message decides it."
            name="topic"
            candidates={topic.candidates}
            chosen={answers.topic ?? null}
            onChoose={(id) => void tryOut({ ...answers, topic: id })}
          />
        )}
        {hardness && <ComplexityQuestion topics={hardness.topics} chosen={complexity} onChange={setComplexity} />}
        {customer && (
          <ChoiceQuestion
            title="Which field is the customer?"
            detail="The one that is the same for one customer in every tool. Only a keyed hash of it is stored."
            name="customer"
            candidates={customer.candidates}
            chosen={answers.customer ?? null}
            onChoose={(id) => void tryOut({ ...answers, customer: id })}
          />
        )}
        {person && (
          <PersonQuestion question={person} onChange={(words) => void tryOut({ ...answers, person: words })} />
        )}
        {accounts && (
          <AccountsQuestion
            offered={accounts.offered}
            chosen={answers.customerServiceAccounts ?? []}
            onChange={(customerServiceAccounts) => setAnswers({ ...answers, customerServiceAccounts })}
          />
        )}
        {transactions && (
          <TransactionsQuestion
            chosen={answers.transactionsFrom ?? null}
            onChoose={(transactionsFrom) => setAnswers({ ...answers, transactionsFrom })}
          />
        )}
        {jobs && (
          <JobsQuestion
            offered={jobs.offered}
            chosen={answers.techJobs ?? null}
            onChange={(techJobs) => setAnswers({ ...answers, techJobs })}
          />
        )}
        <p className="quiet">
          Records stored before stay as they are until their files are sent again. Each change is kept as a version,
          with who made it.
        </p>
        <p className="form-error" role="alert">
          {error}
        </p>
        <DialogFoot
          act="Save the answers"
          acting="Saving …"
          isBusy={isBusy}
          onAct={() => void save()}
          onOut={onClose}
        />
      </div>
    </Dialog>
  );
}

function chosenIn({ topic, customer, person, accounts, transactions, jobs }: Questions): SourceAnswers {
  return {
    ...(topic?.chosen && { topic: topic.chosen }),
    ...(customer?.chosen && { customer: customer.chosen }),
    ...(person?.isAnswered && { person: person.words }),
    ...(accounts && accounts.chosen.length > 0 && { customerServiceAccounts: accounts.chosen }),
    ...(transactions?.chosen && { transactionsFrom: transactions.chosen }),
    ...(jobs?.chosen && { techJobs: jobs.chosen }),
  };
}
