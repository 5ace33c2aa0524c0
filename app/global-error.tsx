'use client';

import './globals.css';

interface GlobalErrorProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Stands in for the whole document when even its frame broke: needs nothing but itself. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en">
      <body>
        <title>Tandem could not be shown</title>
        <main className="centre" id="main">
          <div className="card">
            <h1>Tandem could not be shown</h1>
            <p className="lead">
              Something failed on our side; your records are untouched.
              {error.digest && ` It was logged with the reference ${error.digest}.`}
            </p>
            <p className="message-actions">
              <button type="button" className="button button-primary" onClick={reset}>
                Try again
              </button>
              <a className="button" href="/">
                To your first page
              </a>
            </p>
          </div>
        </main>
      </body>
    </html>
  );
}
