'use client';

import { Icon } from '@/components/ui/icon';
import { Popover } from '@/components/ui/popover';

interface Option<T extends string> {
  value: T;
  label: string;
  note?: string;
}

interface ChoiceFilterProps<T extends string> {
  name: string;
  value: T;
  options: Option<T>[];
  onChange: (value: T) => void;
}

/** A filter with exactly one of a few values. */
export function ChoiceFilter<T extends string>({ name, value, options, onChange }: ChoiceFilterProps<T>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Popover buttonClass="chip-button" button={<ChipText name={name} value={chosen?.label ?? value} />}>
      {(close) => (
        <ul aria-label={name}>
          {options.map((option) => (
            <li key={option.value}>
              <button
                type="button"
                className="menu-item"
                aria-current={option.value === value}
                onClick={() => {
                  onChange(option.value);
                  close();
                }}
              >
                <Icon name={option.value === value ? 'check' : 'flat'} size={14} />
                {option.label}
                {option.note && <small>{option.note}</small>}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

export function ChipText({ name, value }: { name: string; value: string }) {
  return (
    <>
      <span className="chip-name">{name}</span>
      <span className="chip-value">{value}</span>
      <span className="chip-caret">
        <Icon name="caret" size={14} />
      </span>
    </>
  );
}
