'use client';

import type { Column } from '@/lib/core/recognition';
import type { Field } from '@/lib/core/record';
import { type Format, LENGTH_FORMATS, type MappedField, type Scalar, TIME_FORMATS } from '@/lib/core/setup';
import { formatWord, sureWord } from './words';

interface FieldMappingProps {
  name: string;
  /** what it says, in words */
  meaning: string | undefined;
  field: Field;
  isMissing: boolean;
  columns: readonly Column[];
  mapped: MappedField | null;
  hint?: { confidence: number; reason: string };
  onChange: (mapped: MappedField | null) => void;
}

const NOTHING = '';
const SAME = '\u0000same';

/** Where one field comes from: a column, the same value for every row, or nothing. */
export function FieldMapping(props: FieldMappingProps) {
  const { name, meaning, field, isMissing, columns, mapped, hint, onChange } = props;
  const column = columns.find((one) => one.name === mapped?.column);
  const choose = (chosen: string) => {
    if (chosen === NOTHING) return onChange(null);
    if (chosen === SAME) return onChange({ constant: '' });
    onChange({ column: chosen, ...(formatsFor(field, name).length > 0 && { format: mapped?.format ?? 'iso' }) });
  };
  const formats = formatsFor(field, name);
  const choices = choicesFor(field);
  const id = `field-${name}`;
  return (
    <li data-missing={isMissing}>
      <label className="mapping-name" htmlFor={id}>
        {name} {field.required && <em>needed</em>}
        <small>{meaning}</small>
      </label>
      <select
        id={id}
        className="input"
        value={mapped?.column ?? (mapped ? SAME : NOTHING)}
        onChange={(event) => choose(event.target.value)}
        aria-invalid={isMissing}
      >
        <option value={NOTHING}>not in this file</option>
        <option value={SAME}>the same for every row …</option>
        {mapped?.column !== undefined && !column && (
          <option value={mapped.column}>{mapped.column} (not in this file)</option>
        )}
        {columns.map((one) => (
          <option key={one.name} value={one.name}>
            {one.name}
          </option>
        ))}
      </select>
      {mapped && mapped.column === undefined && (
        <Constant
          name={name}
          choices={choices}
          value={mapped.constant ?? ''}
          onChange={(constant) => onChange({ constant })}
        />
      )}
      {mapped?.column !== undefined && formats.length > 0 && (
        <select
          className="input"
          aria-label={`How ${name} is written`}
          value={mapped.format ?? formats[0]}
          onChange={(event) => onChange({ ...mapped, format: event.target.value as Format })}
        >
          {formats.map((format) => (
            <option key={format} value={format}>
              {formatWord(format)}
            </option>
          ))}
        </select>
      )}
      {column && mapped && choices.length > 0 && (
        <Values name={name} column={column} mapped={mapped} choices={choices} onChange={onChange} />
      )}
      {column && hint && mapped?.column === column.name && (
        <small className="mapping-hint">
          {sureWord(hint.confidence)}: {hint.reason}
        </small>
      )}
    </li>
  );
}

function formatsFor(field: Field, name: string): readonly Format[] {
  if (field.kind === 'time' || field.kind === 'date') return TIME_FORMATS;
  return name === 'handle_seconds' ? LENGTH_FORMATS : [];
}

interface Choice {
  value: string;
  label: string;
}

function choicesFor(field: Field): Choice[] {
  if (field.kind === 'boolean')
    return [
      { value: 'true', label: 'yes' },
      { value: 'false', label: 'no' },
    ];
  return field.kind === 'choice' ? field.choices.map((value) => ({ value, label: value })) : [];
}

interface ConstantProps {
  name: string;
  choices: Choice[];
  value: Scalar;
  onChange: (value: string) => void;
}

function Constant({ name, choices, value, onChange }: ConstantProps) {
  const label = `${name} of every row`;
  if (choices.length === 0)
    return (
      <input
        className="input"
        aria-label={label}
        value={String(value ?? '')}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="off"
      />
    );
  return (
    <select
      className="input"
      aria-label={label}
      value={String(value ?? '')}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">choose …</option>
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

/** Different values that can be told apart by hand; of more, the most frequent. */
const MOST_VALUES = 12;
const AS_IS = '\u0000as-is';
const EMPTY = '\u0000empty';

interface ValuesProps {
  name: string;
  column: Column;
  mapped: MappedField;
  choices: Choice[];
  onChange: (mapped: MappedField) => void;
}

/** What each value of the column means. */
function Values({ name, column, mapped, choices, onChange }: ValuesProps) {
  const meant = mapped.values ?? {};
  const set = (value: string, means: string) => {
    const { [value]: _, ...others } = meant;
    const scalar = means === EMPTY ? null : means === 'true' ? true : means === 'false' ? false : means;
    onChange({ ...mapped, values: means === AS_IS ? others : { ...others, [value]: scalar } });
  };
  return (
    <ul className="mapping-values" aria-label={`What the values of ${column.name} mean for ${name}`}>
      {column.values.slice(0, MOST_VALUES).map(({ value, rows }) => (
        <li key={value}>
          <span>
            {value} <small className="quiet">{rows} ×</small>
          </span>
          <select
            className="input"
            aria-label={`${value} means, for ${name}`}
            value={meantBy(meant, value)}
            onChange={(event) => set(value, event.target.value)}
          >
            <option value={AS_IS}>as it stands</option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
            <option value={EMPTY}>nothing</option>
          </select>
        </li>
      ))}
      {column.distinct > MOST_VALUES && <li className="quiet">{column.distinct - MOST_VALUES} more values</li>}
    </ul>
  );
}

function meantBy(meant: Readonly<Record<string, Scalar>>, value: string): string {
  if (!Object.hasOwn(meant, value)) return AS_IS;
  const means = meant[value]!;
  return means === null ? EMPTY : String(means);
}
