'use client';

import { type ReactNode, useRef } from 'react';
import { Icon } from '@/components/ui/icon';

interface SettingRowsProps<Line> {
  /** names its styles: `event` has `event-rows`, `event-row` and `event-remove` */
  kind: 'event' | 'margin';
  rows: readonly Line[];
  empty: Line;
  /** what its button is called */
  add: string;
  /** what taking a line away is called */
  remove: (line: Line) => string;
  error?: ReactNode;
  onChange: (rows: Line[]) => void;
  children: (line: Line, at: number, change: (part: Partial<Line>) => void) => ReactNode;
}

/** Lines of fields, each to be changed and taken away, with one more to be added. */
export function SettingRows<Line>(props: SettingRowsProps<Line>) {
  const { kind, rows, empty, add, remove, error, onChange, children } = props;
  const list = useRef<HTMLUListElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const append = () => {
    onChange([...rows, empty]);
    // Once it is drawn, the new line's first field is where one goes on.
    setTimeout(() => list.current?.lastElementChild?.querySelector('input')?.focus(), 0);
  };
  const takeAway = (at: number) => {
    onChange(rows.filter((_, index) => index !== at));
    more.current?.focus();
  };
  return (
    <>
      <ul className={`${kind}-rows`} ref={list}>
        {rows.map((line, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place in the list, which is not sorted while edited
          <li className={`${kind}-row`} key={at}>
            {children(line, at, (part) =>
              onChange(rows.map((one, index) => (index === at ? { ...one, ...part } : one))),
            )}
            <button
              type="button"
              className={`icon-button ${kind}-remove`}
              aria-label={remove(line)}
              title="Remove"
              onClick={() => takeAway(at)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {error}
      <button type="button" className="button" ref={more} onClick={append}>
        <Icon name="plus" size={14} /> {add}
      </button>
    </>
  );
}
