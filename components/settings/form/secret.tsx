'use client';

import { useId, useState } from 'react';
import { Icon } from '@/components/ui/icon';

interface SecretProps {
  label: string;
  value: string;
}

/** Something shown once: to be copied now, for nobody can look it up later. */
export function Secret({ label, value }: SecretProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const id = useId();
  const copy = async () => {
    // Without https the browser may not hand out its clipboard: the field is selected for the keyboard then.
    const done = await navigator.clipboard?.writeText(value).then(
      () => true,
      () => false,
    );
    if (!done) (document.getElementById(id) as HTMLInputElement).select();
    setState(done ? 'copied' : 'failed');
  };
  return (
    <div className="secret">
      <label htmlFor={id}>{label}</label>
      <div className="secret-row">
        <input
          id={id}
          className="input"
          readOnly
          value={value}
          spellCheck={false}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" className="button button-primary" onClick={copy}>
          <Icon name={state === 'copied' ? 'check' : 'file'} size={14} />
          {state === 'copied' ? 'Copied' : 'Copy'}
        </button>
      </div>
      <p className="form-hint" role="status">
        {state === 'failed' ? 'It is selected: press Ctrl C or ⌘ C.' : 'Shown only now. It cannot be looked up later.'}
      </p>
    </div>
  );
}
