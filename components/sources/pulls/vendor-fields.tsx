'use client';

import { Field } from '@/components/settings/form/field';
import type { PullField } from '@/lib/core/pulls';

interface VendorFieldsProps {
  fields: readonly PullField[];
  values: Record<string, string>;
  errors: Record<string, string>;
  /** a source that is there: its secrets are replaced, and never shown */
  isReplacing?: boolean;
  onChange: (name: string, value: string) => void;
}

/** What a vendor asks for. Browsers are kept from remembering secrets. */
export function VendorFields({ fields, values, errors, isReplacing, onChange }: VendorFieldsProps) {
  return fields.map(({ name, label, hint, secret, choices }) => (
    <Field
      key={name}
      label={secret && isReplacing ? `New: ${label}` : label}
      hint={secret && !hint ? 'Kept encrypted, and never shown again.' : hint}
      error={errors[name]}
    >
      {(control) =>
        choices ? (
          <select
            {...control}
            className="input"
            value={values[name] ?? ''}
            onChange={(event) => onChange(name, event.target.value)}
          >
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        ) : (
          <input
            {...control}
            className="input"
            type={secret ? 'password' : 'text'}
            autoComplete={secret ? 'new-password' : 'off'}
            spellCheck={false}
            value={values[name] ?? ''}
            onChange={(event) => onChange(name, event.target.value)}
          />
        )
      }
    </Field>
  ));
}

/** What a form begins with: the first of each choice. */
export const beginning = (fields: readonly PullField[], known: Record<string, string> = {}) =>
  Object.fromEntries(fields.map(({ name, choices }) => [name, known[name] ?? choices?.[0]?.value ?? '']));
