'use client';

import type { JobTitle } from '@/lib/core/recognition';
import { counted } from '../words';

interface JobsQuestionProps {
  offered: readonly JobTitle[];
  /** null: as the titles' words say */
  chosen: readonly string[] | null;
  onChange: (chosen: readonly string[]) => void;
}

/** Which titles are tech jobs; until somebody says so, those whose words name one. */
export function JobsQuestion({ offered, chosen, onChange }: JobsQuestionProps) {
  const now = chosen ?? offered.flatMap(({ title, proposed }) => (proposed ? [title] : []));
  const others = now.filter((title) => offered.every((one) => one.title !== title));
  const toggle = (title: string) =>
    onChange(now.includes(title) ? now.filter((one) => one !== title) : [...now, title]);
  return (
    <fieldset className="question">
      <legend>Which jobs are tech?</legend>
      <p className="quiet">
        Adoption is compared between tech and other jobs.{' '}
        {chosen === null
          ? 'Marked are titles whose words name a tech job; once you change one, what is marked here counts and nothing else.'
          : 'What is marked here counts, and nothing else.'}
      </p>
      {chosen === null && (
        <p>
          <button type="button" className="button" onClick={() => onChange(now)}>
            They are right as marked
          </button>
        </p>
      )}
      <div className="question-many">
        {[...offered.map(({ title, rows }) => ({ title, rows })), ...others.map((title) => ({ title, rows: 0 }))].map(
          ({ title, rows }) => (
            <label key={title} className="question-choice">
              <input type="checkbox" checked={now.includes(title)} onChange={() => toggle(title)} />
              <span>
                <b>{title}</b> <span className="quiet">{rows > 0 ? counted(rows, 'row') : 'said before'}</span>
              </span>
            </label>
          ),
        )}
      </div>
    </fieldset>
  );
}
