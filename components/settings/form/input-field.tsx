import type { InputHTMLAttributes, ReactNode } from 'react';
import { Field } from './field';

interface InputFieldProps
  extends Pick<
    InputHTMLAttributes<HTMLInputElement>,
    'type' | 'inputMode' | 'min' | 'max' | 'step' | 'maxLength' | 'placeholder'
  > {
  label: string;
  hint?: ReactNode;
  error?: string;
  narrow?: boolean;
  /** NaN, which an emptied number is, shows as empty */
  value: string | number;
  onInput: (input: HTMLInputElement) => void;
}

/** A labelled input of one line: a text, a date or a number. */
export function InputField({ label, hint, error, narrow, value, onInput, ...input }: InputFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} narrow={narrow}>
      {(control) => (
        <input
          {...control}
          {...input}
          className="input"
          value={Number.isNaN(value) ? '' : value}
          onChange={({ target }) => onInput(target)}
        />
      )}
    </Field>
  );
}
