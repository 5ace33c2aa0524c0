'use client';

import { type FormEvent, useState } from 'react';
import { Mark } from '@/components/ui/icon';
import { postAuth } from './auth';

const ERRORS = new Map([
  ['CredentialsSignin', 'This address and password do not belong together, or the account is disabled.'],
  ['TooManyAttempts', 'Too many attempts. Wait a quarter of an hour and try again.'],
  ['Unavailable', 'Signing in is not possible right now: the server could not check. Try again in a moment.'],
]);
const OTHER = 'Signing in did not work. Try again.';

const DEMO_WORDS: Record<string, string> = {
  executive: 'Executive',
  lead: 'Team lead',
  service: 'Head of service',
  analyst: 'Analyst',
  admin: 'Administrator',
};

interface SignInFormProps {
  next: string;
  error?: string;
  demoAccounts: string[];
}

export function SignInForm({ next, error: given, demoAccounts }: SignInFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState(given ? (ERRORS.get(given) ?? OTHER) : '');
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      const response = await postAuth('callback/credentials', { email, password, callbackUrl: next });
      if (response.ok) {
        window.location.href = next;
        return;
      }
      const { url } = await response.json();
      const code = new URL(url, window.location.href).searchParams.get('error') ?? '';
      setError(ERRORS.get(code) ?? OTHER);
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
        <h1>Sign in</h1>
        <p className="lead">Who uses AI, does it resolve customers’ matters, and what is it worth?</p>
        <form className="form" onSubmit={submit}>
          <label className="field">
            <span>E-mail</span>
            <input
              className="input"
              type="email"
              name="email"
              autoComplete="username"
              required
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          </label>
          <label className="field">
            <span>Password</span>
            <input
              className="input"
              type="password"
              name="password"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </label>
          <p className="form-error" role="alert">
            {error}
          </p>
          <button type="submit" className="button button-primary" disabled={isBusy}>
            {isBusy ? 'Checking …' : 'Sign in'}
          </button>
        </form>
        {demoAccounts.length > 0 && <DemoAccounts accounts={demoAccounts} chosen={email} onChoose={setEmail} />}
      </div>
    </main>
  );
}

interface DemoAccountsProps {
  accounts: string[];
  chosen: string;
  onChoose: (email: string) => void;
}

function DemoAccounts({ accounts, chosen, onChoose }: DemoAccountsProps) {
  return (
    <section className="demo-list">
      <h2>This is the sample company</h2>
      <p>Choose whose pages to see. Their password was printed where Tandem was started.</p>
      <ul>
        {accounts.map((email) => (
          <li key={email}>
            <button type="button" aria-pressed={email === chosen} onClick={() => onChoose(email)}>
              {DEMO_WORDS[email.split('@')[0]!] ?? email.split('@')[0]}
              <br />
              <span className="quiet">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
