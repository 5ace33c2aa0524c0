'use client';

import { useQuery } from '@tanstack/react-query';
import type { PersonInfo } from '@/lib/core/person';
import { send } from '../form/send';

/** Everybody who may come in. */
export const usePeople = () =>
  useQuery({
    queryKey: ['people'],
    queryFn: async () => (await send<{ users: PersonInfo[] }>('GET', '/api/v1/users')).body.users,
    staleTime: 0,
  });

/** A link as the server tells it, once. */
export interface ToldLink {
  email: string;
  link: string;
  expires_at: string;
}

/** Whole where the server knows its public address, else from where this page was opened. */
export const wholeLink = ({ link }: ToldLink): string => new URL(link, window.location.origin).href;
