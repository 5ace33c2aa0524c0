'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';

export interface Choice {
  value: string;
  label: string;
  note?: string;
}

interface ComboboxProps {
  choices: Choice[];
  value: string;
  onChange: (value: string) => void;
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  disabled?: boolean;
}

const MOST = 60;

const holds = ({ value, label, note = '' }: Choice, text: string) =>
  `${value} ${label} ${note}`.toLowerCase().replaceAll('_', ' ').includes(text.toLowerCase().replaceAll('_', ' '));

/** One of many values, found by typing a part of its name. Arrows walk, Enter takes, Escape leaves as it was. */
export function Combobox({ choices, value, onChange, ...control }: ComboboxProps) {
  const [text, setText] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const list = useId();
  const box = useRef<HTMLDivElement>(null);
  const isOpen = text !== null;
  const chosen = choices.find((choice) => choice.value === value);
  const all = isOpen ? choices.filter((choice) => holds(choice, text.trim())) : [];
  const shown = all.slice(0, MOST);

  const close = () => setText(null);
  const take = (choice: Choice | undefined) => {
    if (choice) onChange(choice.value);
    close();
  };
  const walk = (step: number) => {
    const next = (at + step + shown.length) % Math.max(1, shown.length);
    setAt(next);
    box.current?.querySelector(`[id="${list}-${next}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (isOpen) walk(event.key === 'ArrowDown' ? 1 : -1);
      else setText('');
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      take(shown[at]);
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    }
  };
  return (
    <div className="combobox" ref={box}>
      <input
        {...control}
        className="input"
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && shown[at] ? `${list}-${at}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={chosen?.label ?? value}
        value={text ?? chosen?.label ?? value}
        onFocus={() => setAt(0)}
        onClick={() => !isOpen && setText('')}
        onBlur={close}
        onKeyDown={onKey}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div id={list} role="listbox" aria-label="Choices" className="combobox-list" hidden={!isOpen}>
        {shown.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field keeps the focus and hears the keys
          <div
            key={choice.value}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className="menu-item"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(choice)}
          >
            {choice.label}
            {choice.note && <small>{choice.note}</small>}
          </div>
        ))}
      </div>
      {isOpen && shown.length === 0 && <p className="combobox-none">Nothing of that name.</p>}
    </div>
  );
}
