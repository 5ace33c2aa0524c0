'use client';

import { useEffect, useState } from 'react';

const MINUTE_MS = 60_000;

/** The present moment, told anew each minute; null on the server, whose clock is not the reader's. */
export function useNow(): string | null {
  const [now, setNow] = useState<string | null>(null);
  useEffect(() => {
    const tell = () => setNow(new Date().toISOString());
    tell();
    const timer = setInterval(tell, MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
