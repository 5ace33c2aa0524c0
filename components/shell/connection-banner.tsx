'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Connection, useConnection } from '@/components/hooks/connection';
import { Icon } from '@/components/ui/icon';

const WORDS: Record<Exclude<Connection, 'online'>, [string, string]> = {
  offline: ['You are offline.', 'What you see is as of the time it names; it comes anew once the network is back.'],
  away: [
    'The server does not answer.',
    'What you see is as of the time it names; it comes anew once the server is back.',
  ],
  ended: ['Your session has ended.', 'Sign in again and you are back on this page.'],
};

/** Says across the page that no new numbers come, and why; asks for them all again once they can. */
export function ConnectionBanner() {
  const connection = useConnection();
  const client = useQueryClient();
  const before = useRef<Connection>('online');
  useEffect(() => {
    if (connection === 'online' && before.current !== 'online') void client.invalidateQueries();
    before.current = connection;
  }, [connection, client]);
  const words = connection === 'online' ? null : WORDS[connection];
  const signIn = () => {
    const { pathname, search } = window.location;
    window.location.href = `/sign-in?next=${encodeURIComponent(pathname + search)}`;
  };
  return (
    <div className="connection" role="status" aria-live="polite" data-connection={connection}>
      {words && (
        <p>
          <Icon name={connection === 'ended' ? 'lock' : 'offline'} />
          <span>
            <b>{words[0]}</b> {words[1]}
          </span>
          {connection === 'ended' ? (
            <button type="button" className="button" onClick={signIn}>
              Sign in again
            </button>
          ) : (
            <span className="quiet">Looking every few seconds …</span>
          )}
        </p>
      )}
    </div>
  );
}
