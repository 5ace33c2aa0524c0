'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Icon } from '@/components/ui/icon';
import type { SampleState } from '@/lib/core/sources';
import { askServer } from './api';
import { counted } from './words';

/** Once own records are in, people of the sample who can still sign in would see them: said, with the way to end it. */
export function SampleSignIns() {
  const client = useQueryClient();
  const [error, setError] = useState('');
  const { data } = useQuery({ queryKey: ['sample'], queryFn: () => askServer<SampleState>('/api/v1/sample') });
  if (!data || data.people === 0 || data.state === 'loaded') return null;
  const end = async () => {
    try {
      await askServer('/api/v1/sample', { method: 'DELETE' });
      await client.invalidateQueries({ queryKey: ['sample'] });
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  return (
    <p className="notice" role="status">
      <Icon name="lock" />
      <span className="notice-text">
        {counted(data.people, 'sign-in')} of the sample company (at demo.local) {data.people === 1 ? 'opens' : 'open'}{' '}
        your own data now. {error}
      </span>
      <button type="button" className="button" onClick={() => void end()}>
        End all but mine
      </button>
    </p>
  );
}
