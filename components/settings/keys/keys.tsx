'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type Column, DataTable } from '@/components/data/data-table';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import { Tag } from '@/components/ui/tag';
import { formatDate, formatInstant } from '@/lib/core/format';
import type { RoleInfo } from '@/lib/core/person';
import { Confirm } from '../form/confirm';
import { send } from '../form/send';
import { ReadFailed, Reading } from '../form/with-settings';
import { KeyDialog } from './key-dialog';

interface Key {
  id: number;
  name: string;
  scope: 'ingest' | 'query';
  role: string | null;
  departments: string[];
  created_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

interface KeysProps {
  roles: RoleInfo[];
  departments: string[];
}

/** Every key there ever was, without what only its holder has. */
export function Keys({ roles, departments }: KeysProps) {
  const { data, error, refetch } = useQuery({
    queryKey: ['keys'],
    queryFn: async () => (await send<{ keys: Key[] }>('GET', '/api/v1/keys')).body.keys,
    staleTime: 0,
  });
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<Key | null>(null);
  const queries = useQueryClient();
  const revoke = async (key: Key) => {
    await send('DELETE', `/api/v1/keys/${key.id}`);
    await queries.invalidateQueries({ queryKey: ['keys'] });
    setRevoking(null);
  };
  return (
    <section className="panel settings-panel" aria-label="Keys">
      <header className="settings-head">
        <p>
          A key lets a program in: <code>Authorization: Bearer KEY</code>. One that sends records in sees nothing; one
          that asks sees what its role sees. No key opens these settings.
        </p>
        <button type="button" className="button button-primary" onClick={() => setMaking(true)}>
          <Icon name="plus" size={14} /> Make a key
        </button>
      </header>
      {data ? (
        <div data-state="ok" className="stacked stacked-keys">
          {data.length === 0 ? (
            <p className="settings-empty">No keys yet. A program that brings records in each night needs one.</p>
          ) : (
            <KeyTable keys={data} roles={roles} onRevoke={setRevoking} />
          )}
        </div>
      ) : error ? (
        <ReadFailed message={error.message} retry={refetch} />
      ) : (
        <Reading height={160} />
      )}
      {isMaking && <KeyDialog roles={roles} departments={departments} onClose={() => setMaking(false)} />}
      {revoking && (
        <Confirm
          title={`Revoke ${revoking.name}?`}
          act="Revoke"
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
        >
          <p>
            Whatever uses this key is refused from that moment on. It cannot be taken back: a program that still needs
            to come in gets a new key.
          </p>
        </Confirm>
      )}
    </section>
  );
}

interface KeyTableProps {
  keys: Key[];
  roles: RoleInfo[];
  onRevoke: (key: Key) => void;
}

function KeyTable({ keys, roles, onRevoke }: KeyTableProps) {
  const { timeZone } = useWorkspace();
  const columns: Column<Key>[] = [
    { id: 'name', title: 'Name', sortBy: ({ name }) => name, cell: ({ name }) => name },
    {
      id: 'scope',
      title: 'May',
      sortBy: ({ scope }) => scope,
      cell: ({ scope, role, departments }) =>
        scope === 'ingest'
          ? 'send records in'
          : `ask as ${[roles.find(({ id }) => id === role)?.title ?? role, ...departments].join(', ')}`,
    },
    {
      id: 'created',
      title: 'Made',
      sortBy: ({ created_at }) => created_at,
      cell: ({ created_at }) => formatDate(created_at.slice(0, 10)),
    },
    {
      id: 'used',
      title: 'Last used',
      sortBy: ({ last_used_at }) => last_used_at,
      cell: ({ last_used_at }) =>
        last_used_at ? formatInstant(last_used_at, timeZone) : <span className="quiet">never</span>,
    },
    {
      id: 'state',
      title: 'State',
      sortBy: ({ revoked_at }) => revoked_at ?? '',
      cell: ({ revoked_at }) =>
        revoked_at ? (
          <Tag tone="neutral" icon="lock">
            Revoked {formatDate(revoked_at.slice(0, 10))}
          </Tag>
        ) : (
          <Tag tone="good" icon="check">
            Works
          </Tag>
        ),
    },
    {
      id: 'revoke',
      title: 'Change',
      cell: (key) =>
        key.revoked_at ? null : (
          <button type="button" className="link-button" onClick={() => onRevoke(key)}>
            Revoke<span className="sr-only"> {key.name}</span>
          </button>
        ),
    },
  ];
  const byAge = [...keys].sort((a, b) => Number(a.revoked_at !== null) - Number(b.revoked_at !== null) || b.id - a.id);
  return <DataTable caption="Keys" columns={columns} rows={byAge} rowKey={({ id }) => String(id)} />;
}
