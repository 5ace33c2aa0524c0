'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';

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

/** A button that opens a small panel below itself. Escape, a click elsewhere and leaving by Tab close it. */
export function Popover({ button, label, buttonClass = '', align = 'start', title, disabled, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
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
  return (
    <div className="popover-root" ref={root}>
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
        <div id={id} className={`popover popover-${align}`}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
