'use client';

import type { Candidate } from '@/lib/core/recognition';
import { filledWords } from './words';

interface ChoiceQuestionProps {
  title: string;
  detail: string;
  name: string;
  candidates: readonly Candidate[];
  chosen: string | null;
  onChoose: (id: string | undefined) => void;
}

/** One of the fields the connector offers, with how many rows have it and what stands in it. */
export function ChoiceQuestion({ title, detail, name, candidates, chosen, onChoose }: ChoiceQuestionProps) {
  return (
    <fieldset className="question">
      <legend>{title}</legend>
      <p className="quiet">{detail}</p>
      <label className="question-choice">
        <input type="radio" name={name} checked={chosen === null} onChange={() => onChoose(undefined)} />
        <span>
          <b>Not said</b> <span className="quiet">what the connector takes by itself, as it says under “Read”</span>
        </span>
      </label>
      {candidates.map(({ id, label, values, ...volume }) => (
        <label key={id} className="question-choice">
          <input type="radio" name={name} checked={chosen === id} onChange={() => onChoose(id)} />
          <span>
            <b>{label}</b> <span className="quiet">{filledWords(volume)}</span>
            {values.length > 0 && (
              <span className="question-values">{values.map((one) => `${one.value} (${one.rows})`).join(' · ')}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
