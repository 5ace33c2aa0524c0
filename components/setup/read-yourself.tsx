'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { asRefusal, send } from '@/components/settings/form/send';
import { usePeople } from '@/components/settings/people/use-people';
import type { PersonInfo, RoleInfo } from '@/lib/core/person';
import { listWords } from '@/lib/core/words';

/** A role to read by beside their own, in one click, where nobody else could give it; else the way to Overview. */
export function ReadYourself({ readers }: { readers: RoleInfo[] }) {
  const { data: people } = usePeople();
  const queries = useQueryClient();
  const router = useRouter();
  const [taking, setTaking] = useState<string | null>(null);
  const [error, setError] = useState('');
  const you = people?.find(({ you: is }) => is);
  const held = readers.filter(({ id }) => you?.grants.some(({ role }) => role === id));

  const take = async (person: PersonInfo, role: string) => {
    setTaking(role);
    setError('');
    try {
      const grants = [...person.grants, { role }];
      await send('PATCH', `/api/v1/users/${person.id}`, { grants, version: person.version });
      await queries.invalidateQueries({ queryKey: ['people'] });
      // The navigation knows the pages of the new role.
      router.refresh();
    } catch (failure) {
      setError(asRefusal(failure).detail);
    }
    setTaking(null);
  };
  if (!you) return <p className="panel-line setup-read" aria-busy="true" />;
  if (held.length > 0)
    return (
      <p className="panel-line setup-actions setup-read">
        <Link className="button button-primary" href="/overview" prefetch={false}>
          Open Overview
        </Link>
        <span role="status">You read it as {listWords(held.map(({ title }) => title))}.</span>
      </p>
    );
  return (
    <div className="panel-line setup-read">
      <p>
        Give yourself a role beside your own; it stands in the log. Once there is another administrator, they give roles
        to you and you to them.
      </p>
      <p className="setup-actions">
        {readers.map(({ id, title }, index) => (
          <button
            key={id}
            type="button"
            className={index === 0 ? 'button button-primary' : 'button'}
            disabled={taking !== null}
            onClick={() => void take(you, id)}
          >
            {taking === id ? 'Giving it …' : `Read as ${title}`}
          </button>
        ))}
      </p>
      <p className="form-error" role="alert">
        {error}
      </p>
    </div>
  );
}
