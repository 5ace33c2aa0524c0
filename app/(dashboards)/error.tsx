'use client';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** A page that broke keeps the frame, so that every other page stays in reach. */
export default function PageError({ error, reset }: ErrorPageProps) {
  return (
    <main className="page" id="main">
      <div className="blank blank-error" style={{ minHeight: 200 }} role="alert">
        <p>
          <b>This page could not be made</b>
          <br />
          Something failed on our side; your records are untouched.{' '}
          {error.digest && `It was logged with the reference ${error.digest}. `}
          <button type="button" className="link-button" onClick={reset}>
            Try again
          </button>
        </p>
      </div>
    </main>
  );
}
