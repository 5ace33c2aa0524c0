'use client';

import { useCallback, useEffect, useState } from 'react';
import { Mark } from '@/components/ui/icon';
import type { SampleState } from '@/lib/core/sources';
import { askServer } from './api';
import { SampleReady } from './sample-ready';
import { counted, phaseWord } from './words';

const POLL_MS = 1000;

/** The first choice of a new workspace: look at the sample company, or begin with records of one's own. */
export function StartChoice({ initial, email }: { initial: SampleState; email: string }) {
  const [sample, setSample] = useState(initial);
  const [password, setPassword] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  const look = useCallback(async () => {
    try {
      setSample(await askServer<SampleState>('/api/v1/sample'));
      setError(null);
    } catch (failure) {
      setError((failure as Error).message);
    }
  }, []);
  useEffect(() => {
    if (sample.state !== 'loading') return;
    const timer = setInterval(() => void look(), POLL_MS);
    return () => clearInterval(timer);
  }, [sample.state, look]);

  const load = async () => {
    setError(null);
    try {
      const made = await askServer<{ password: string }>('/api/v1/sample', { method: 'POST' });
      setPassword(made.password);
      setSample({ ...sample, state: 'loading', error: null, phase: null, rows: 0 });
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  return (
    <main className="centre" id="main">
      <div className="card card-choice">
        <span className="brand" style={{ padding: 0 }}>
          <Mark size={24} /> Tandem
        </span>
        {sample.state === 'loaded' ? (
          <SampleReady password={password} email={email} />
        ) : (
          <>
            <h1>{sample.state === 'loading' ? 'The sample company is on its way' : 'How do you want to begin?'}</h1>
            <p className="lead">
              {sample.state === 'loading'
                ? 'It is generated here and taken in as your own files would be. You need not stay on this page.'
                : 'You are the administrator. Either way you can change your mind later: the sample and your own records never share a number.'}
            </p>
            {sample.state === 'loading' ? <Loading sample={sample} /> : <Choices onLook={() => void load()} />}
          </>
        )}
        <p className="form-error" role="alert" style={{ marginTop: 14 }}>
          {error ?? (sample.state === 'failed' && sample.error ? `Loading it failed: ${sample.error}` : '')}
        </p>
      </div>
    </main>
  );
}

function Choices({ onLook }: { onLook: () => void }) {
  return (
    <div className="choices">
      <section className="choice">
        <h2>Look at the sample company</h2>
        <p>
          Invented logs of a company like the one in public reports: eighteen months, 3,400 people, every page filled.
          It takes a minute or two and leaves whole when your own records come.
        </p>
        <button type="button" className="button" onClick={onLook}>
          Look at the sample company
        </button>
      </section>
      <section className="choice">
        <h2>Start with our data</h2>
        <p>
          Bring files of your own: conversations, use of AI tools, the roster, seats, finance. One kind is enough to
          begin; the page says what each adds.
        </p>
        <a className="button button-primary" href="/settings/setup">
          Start with our data
        </a>
      </section>
    </div>
  );
}

function Loading({ sample: { phase, rows } }: { sample: SampleState }) {
  const steps: [string, boolean][] = [
    ['Generating its logs', phase !== null],
    [rows > 0 ? `Reading rows: ${counted(rows, 'row')} so far` : 'Reading rows', phase !== null && phase !== 'read'],
    [phase === 'merge' ? phaseWord('merge') : 'Putting rows in place', phase === 'rebuild'],
    ['Building the numbers', false],
  ];
  const current = steps.findIndex(([, done]) => !done);
  return (
    <ol className="steps" aria-live="polite">
      {steps.map(([name, done], index) => (
        <li key={index === 1 ? 'rows' : name} data-step={done ? 'done' : index === current ? 'now' : 'next'}>
          {name}
          {index === current && ' …'}
        </li>
      ))}
    </ol>
  );
}
