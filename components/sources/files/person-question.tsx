'use client';

import { type FormEvent, useState } from 'react';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/lib/core/format';
import type { PersonQuestion as Question } from '@/lib/core/recognition';
import { counted } from '../words';

interface PersonQuestionProps {
  question: Question;
  onChange: (words: readonly string[]) => void;
}

/** The words by which a customer asks for a person, with what they find: a refused example takes its words away. */
export function PersonQuestion({ question, onChange }: PersonQuestionProps) {
  const { words, isAnswered, messages, found, examples } = question;
  const [added, setAdded] = useState('');
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const without = (word: string) => words.filter((one) => one.toLowerCase() !== word.toLowerCase());
  const accept = (example: string) => {
    setAccepted(new Set([...accepted, example]));
    if (!isAnswered) onChange(words);
  };
  const add = (event: FormEvent) => {
    event.preventDefault();
    const word = added.trim().toLowerCase().replace(/\s+/g, ' ');
    if (word === '' || word.length > 100) return;
    setAdded('');
    onChange([...without(word), word]);
  };
  return (
    <fieldset className="question">
      <legend>How does a customer ask for a person?</legend>
      <p className="quiet">
        The vendor has no event for it, so these words count as asking. They occur in {formatCount(found)} of{' '}
        {counted(messages, 'message')} looked through.
      </p>
      <ul className="person-words" aria-label="Words that count as asking for a person">
        {words.map((word) => (
          <li key={word}>
            {word}
            <button
              type="button"
              className="icon-button"
              aria-label={`Take “${word}” away`}
              onClick={() => onChange(without(word))}
            >
              <Icon name="close" size={12} />
            </button>
          </li>
        ))}
      </ul>
      <form className="person-add" onSubmit={add}>
        <label className="field">
          <span>Add words</span>
          <input className="input" value={added} maxLength={100} onChange={(event) => setAdded(event.target.value)} />
        </label>
        <button type="submit" className="button">
          Add
        </button>
        {!isAnswered && (
          <button type="button" className="button" onClick={() => onChange(words)}>
            Accept these words
          </button>
        )}
      </form>
      {examples.length > 0 && (
        <>
          <p className="quiet">
            {counted(examples.length, 'example')} from the file, not stored. Is the customer asking for a person?
          </p>
          <ol className="person-examples">
            {examples.map(({ word, before, match, after }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: customers write the same again
              <li key={index}>
                <span>
                  {before}
                  <mark>{match}</mark>
                  {after}
                </span>
                <span className="person-verdict">
                  <button
                    type="button"
                    className="button"
                    aria-pressed={accepted.has(before + after)}
                    onClick={() => accept(before + after)}
                  >
                    Yes
                  </button>
                  <button type="button" className="button" onClick={() => onChange(without(word))}>
                    No, drop “{word}”
                  </button>
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
    </fieldset>
  );
}
