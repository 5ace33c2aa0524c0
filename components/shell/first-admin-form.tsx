'use client';

import { type FormEvent, useState } from 'react';
import { Mark } from '@/components/ui/icon';
import { postAuth } from './auth';

/** Makes the first administrator from the one-time link and signs them in. */
export function FirstAdminForm({ token }: { token: string }) {
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [email, password] = [String(form.get('email')), String(form.get('password'))];
    if (password !== form.get('again')) return setError('The two passwords differ.');
    setBusy(true);
    setError('');
    try {
      const response = await fetch('/api/v1/first-admin', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, email, password }),
      });
      if (response.ok) {
        await postAuth('callback/credentials', { email, password, callbackUrl: '/first-start' });
        window.location.href = '/first-start';
        return;
      }
      setError((await response.json()).detail);
    } catch {
      setError('The server does not answer. Check your connection and try again.');
    }
    setBusy(false);
  };

  return (
    <main className="centre" id="main">
      <div className="card">
        <span className="brand" style={{ padding: 0 }}>
          <Mark size={24} /> Tandem
        </span>
        <h1>You are the first</h1>
        <p className="lead">
          This makes you the administrator: you bring records in and let people in. The link works once.
        </p>
        <form className="form" onSubmit={submit}>
          <label className="field">
            <span>Your e-mail</span>
            <input className="input" type="email" name="email" autoComplete="username" required />
          </label>
          <label className="field">
            <span>A password</span>
            <input
              className="input"
              type="password"
              name="password"
              autoComplete="new-password"
              minLength={8}
              required
            />
          </label>
          <label className="field">
            <span>The same again</span>
            <input className="input" type="password" name="again" autoComplete="new-password" minLength={8} required />
          </label>
          <p className="form-error" role="alert">
            {error}
          </p>
          <button type="submit" className="button button-primary" disabled={isBusy}>
            {isBusy ? 'One moment …' : 'Make me the administrator'}
          </button>
        </form>
      </div>
    </main>
  );
}
