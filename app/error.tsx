'use client';

import { Message } from '@/components/shell/message';

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const retry = (
    <button type="button" className="button button-primary" onClick={reset}>
      Try again
    </button>
  );
  return (
    <Message title="This page could not be made" action={retry}>
      Something failed on our side; your records are untouched.
      {error.digest && ` It was logged with the reference ${error.digest}.`}
    </Message>
  );
}
