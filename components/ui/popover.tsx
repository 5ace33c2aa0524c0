'use client';

import { type KeyboardEvent as Pressed, type ReactNode, useEffect, useId, useRef, useState } from 'react';

interface PopoverProps {
  /** what the button shows */
  button: ReactNode;
  /** the button's name where its content does not say it */
  label?: string;
  buttonClass?: string;
  align?: 'start' | 'end';
  title?: string;
  disabled?: boolean;
  children: (close: () => void) => ReactNode;
}

const ITEMS = 'button:not([disabled]), a[href], input:not([disabled])';

/** Arrow keys, Home and End walk through what can be chosen; a date field keeps its arrows to itself. */
function walk(event: Pressed<HTMLElement>, panel: HTMLElement | null): void {
  const items = [...(panel?.querySelectorAll<HTMLElement>(ITEMS) ?? [])];
  if (items.length === 0 || (event.target instanceof HTMLInputElement && event.target.type !== 'checkbox')) return;
  const at = items.indexOf(event.target as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items.at(next % items.length)?.focus();
}

/**
 * A button that opens a small panel below itself. Arrow keys walk through it; Escape, a click elsewhere and leaving by
 * Tab close it.
 */
export function Popover({ button, label, buttonClass = '', align = 'start', title, disabled, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      trigger.current?.focus();
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    document.addEventListener('keydown', onEscape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
      document.removeEventListener('keydown', onEscape);
    };
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  const onKeyDown = (event: Pressed<HTMLElement>) => {
    if (isOpen) return walk(event, panel.current);
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    setOpen(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys pressed in what it holds rise to it
    <div className="popover-root" ref={root} onKeyDown={onKeyDown}>
      <button
        type="button"
        ref={trigger}
        className={buttonClass}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={label}
        title={title}
        disabled={disabled}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      {isOpen && (
        <div id={id} ref={panel} className={`popover popover-${align}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
