'use client';

import { type FormEvent, useState } from 'react';
import { Mark } from '@/components/ui/icon';
import { postAuth } from './auth';

/** Gives somebody invited their password and signs them in; also for a new password by a link. */
export function AcceptInviteForm({ token, email }: { token: string; email: string }) {
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    if (password !== form.get('again')) return setError('The two passwords differ.');
    setBusy(true);
    setError('');
    try {
      const response = await fetch('/api/v1/invites/accept', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token, password }),
      });
      if (response.ok) {
        await postAuth('callback/credentials', { email, password, callbackUrl: '/' });
        window.location.href = '/';
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
        <h1>Choose a password</h1>
        <p className="lead">
          For <b>{email}</b>. The link works once; from then on you sign in with your e-mail and this password.
        </p>
        <form className="form" onSubmit={submit}>
          <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
          <label className="field">
            <span>A password of at least 8 characters</span>
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
            {isBusy ? 'One moment …' : 'Go on'}
          </button>
        </form>
      </div>
    </main>
  );
}
