'use client';

import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import type { Questions, Recognition } from '@/lib/core/recognition';
import type { Complexity, SourceAnswers } from '@/lib/core/setup';
import { readSetup, recognise, saveSetup } from './api';
import { ChoiceQuestion } from './choice-question';
import type { Chosen } from './chosen';
import { ComplexityQuestion } from './complexity-question';
import { merged, questionsOf } from './group-questions';
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
  const [isBusy, setBusy] = useState(false);

  /** Asks again what the rows say with other answers: other topics, other words. */
  const tryOut = async (next: SourceAnswers) => {
    setAnswers(next);
    setError('');
    try {
      const draft = { mapping: recognition.mapping, answers: next };
      const answered = await Promise.all(files.slice(0, MOST_FILES).map(({ file }) => recognise(file, { draft })));
      setTold(merged(answered.map(({ questions }) => questions)));
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  const { topic, customer, person, complexity: hardness } = told;
  const save = async () => {
    setBusy(true);
    setError('');
    try {
      const { version, setup } = await readSetup(source);
      // Where these rows name no topic, what was said of topics stays.
      const hard = hardness ? complexity : (setup?.complexity ?? {});
      await saveSetup(
        source,
        { connector: recognition.connector!.id, mapping: recognition.mapping, answers, complexity: hard },
        version,
      );
      onSaved();
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  return (
    <Dialog title={`What the files of ${source} cannot tell`} wide onClose={onClose}>
      <div className="questions">
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
        <p className="quiet">
          Records stored before stay as they are until their files are sent again. Each change is kept as a version,
          with who made it.
        </p>
        <p className="form-error" role="alert">
          {error}
        </p>
        <p className="dialog-actions">
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="button" className="button button-primary" disabled={isBusy} onClick={() => void save()}>
            {isBusy ? 'Saving …' : 'Save the answers'}
          </button>
        </p>
      </div>
    </Dialog>
  );
}

function chosenIn({ topic, customer, person }: Questions): SourceAnswers {
  return {
    ...(topic?.chosen && { topic: topic.chosen }),
    ...(customer?.chosen && { customer: customer.chosen }),
    ...(person?.isAnswered && { person: person.words }),
  };
}
