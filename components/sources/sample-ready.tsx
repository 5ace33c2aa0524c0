'use client';

import { postAuth } from '@/components/shell/auth';

/** The sample company is here: whose pages to look at, and with which password. */
export function SampleReady({ password, email }: { password: string | null; email: string }) {
  const leave = async () => {
    await postAuth('signout', {});
    window.location.href = '/sign-in';
  };
  return (
    <>
      <h1>The sample company is here</h1>
      <p className="lead">
        An administrator brings records in and sees no figures. To see what others see, sign in as one of the sample’s
        five people: an executive, a team lead, the head of service, an analyst, an administrator.
      </p>
      <div className="sign-ins">
        {password ? (
          <>
            <p>Their password, shown this once. Keep it: with it anybody here sees what they see.</p>
            <p className="secret">
              <code>{password}</code>
            </p>
          </>
        ) : (
          <p className="quiet">
            Their password was shown when the loading began. Another is set in Tandem’s folder with{' '}
            <code>npm run tandem -- users set-password executive@demo.local</code>
          </p>
        )}
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <button type="button" className="button button-primary" onClick={() => void leave()}>
            Choose whose pages to see
          </button>
          <a className="button" href="/sources">
            Go to Sources as {email}
          </a>
        </p>
      </div>
    </>
  );
}
