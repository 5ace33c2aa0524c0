'use client';

import { useId } from 'react';
import { Field, FieldError } from '../form/field';

interface DepartmentsProps {
  /** of the roster */
  all: string[];
  chosen: string[];
  error?: string;
  onChange: (departments: string[]) => void;
}

/** Which departments a role holds for: picked from the roster, typed while there is none. */
export function Departments({ all, chosen, error, onChange }: DepartmentsProps) {
  const id = useId();
  if (all.length === 0)
    return (
      <Field label="Departments" error={error} hint="As the roster will name them, apart by commas.">
        {(control) => (
          <input
            {...control}
            className="input"
            defaultValue={chosen.join(', ')}
            onChange={({ target }) =>
              onChange(
                target.value
                  .split(',')
                  .map((name) => name.trim())
                  .filter(Boolean),
              )
            }
          />
        )}
      </Field>
    );
  // A role may hold for a department the roster has lost since.
  const listed = [...all, ...chosen.filter((name) => !all.includes(name))];
  return (
    <fieldset className="departments" aria-describedby={error ? `${id}-error` : undefined}>
      <legend>Departments they lead</legend>
      {listed.map((name) => (
        <label key={name} className="option">
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, name] : chosen.filter((other) => other !== name))
            }
          />
          {name}
          {!all.includes(name) && <small>not in the roster</small>}
        </label>
      ))}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
