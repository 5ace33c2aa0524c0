'use client';

import { useState } from 'react';
import { type Column, DataTable } from '@/components/data/data-table';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import { Tag } from '@/components/ui/tag';
import { formatDate, formatInstant } from '@/lib/core/format';
import type { PersonInfo, RoleInfo } from '@/lib/core/person';
import { listWords } from '@/lib/core/words';
import { ReadFailed, Reading } from '../form/with-settings';
import { InviteDialog } from './invite-dialog';
import { PersonDialog } from './person-dialog';
import { usePeople } from './use-people';

interface PeopleProps {
  roles: RoleInfo[];
  departments: string[];
}

/** Everybody who may come in, and the ways to let in more. */
export function People({ roles, departments }: PeopleProps) {
  const { data, error, refetch } = usePeople();
  const [isInviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const person = data?.find(({ id }) => id === chosen);
  return (
    <section className="panel settings-panel" aria-label="People">
      <header className="settings-head">
        <p>{data ? summary(data) : 'Who may sign in.'}</p>
        <button type="button" className="button button-primary" onClick={() => setInviting(true)}>
          <Icon name="plus" size={14} /> Invite somebody
        </button>
      </header>
      {data ? (
        <div data-state="ok" className="stacked stacked-people">
          <PeopleTable people={data} roles={roles} onChoose={setChosen} />
        </div>
      ) : error ? (
        <ReadFailed message={error.message} retry={refetch} />
      ) : (
        <Reading />
      )}
      {isInviting && <InviteDialog roles={roles} departments={departments} onClose={() => setInviting(false)} />}
      {person && (
        <PersonDialog
          key={person.id}
          person={person}
          roles={roles}
          departments={departments}
          onClose={() => setChosen(null)}
        />
      )}
    </section>
  );
}

function summary(people: PersonInfo[]): string {
  const counts = (['active', 'invited', 'disabled'] as const).map((state) => ({
    state,
    n: people.filter((person) => person.state === state).length,
  }));
  const found = counts.filter(({ n }) => n > 0);
  if (found.length === 1)
    return people.length === 1 ? `One person, ${found[0]!.state}.` : `${people.length} people, all ${found[0]!.state}.`;
  const words = found.map(({ state, n }) => `${n} ${state}`);
  return `${people.length} people: ${listWords(words)}.`;
}

interface PeopleTableProps {
  people: PersonInfo[];
  roles: RoleInfo[];
  onChoose: (id: string) => void;
}

function PeopleTable({ people, roles, onChoose }: PeopleTableProps) {
  const { timeZone } = useWorkspace();
  const columns: Column<PersonInfo>[] = [
    {
      id: 'email',
      title: 'E-mail',
      sortBy: ({ email }) => email,
      cell: ({ email, you }) => (
        <>
          {email} {you && <span className="quiet">you</span>}
        </>
      ),
    },
    { id: 'roles', title: 'Roles', cell: (person) => <Roles person={person} roles={roles} /> },
    { id: 'state', title: 'State', sortBy: ({ state }) => state, cell: (person) => <State person={person} /> },
    {
      id: 'seen',
      title: 'Last sign-in',
      sortBy: ({ last_sign_in_at }) => last_sign_in_at,
      cell: ({ last_sign_in_at }) =>
        last_sign_in_at ? formatInstant(last_sign_in_at, timeZone) : <span className="quiet">none on record</span>,
    },
    {
      id: 'created',
      title: 'Added',
      sortBy: ({ created_at }) => created_at,
      cell: ({ created_at }) => formatDate(created_at.slice(0, 10)),
    },
    {
      id: 'edit',
      title: 'Change',
      cell: ({ id, email }) => (
        <button type="button" className="link-button" onClick={() => onChoose(id)}>
          Change<span className="sr-only"> {email}</span>
        </button>
      ),
    },
  ];
  return <DataTable caption="People" columns={columns} rows={people} rowKey={({ id }) => id} />;
}

function Roles({ person, roles }: { person: PersonInfo; roles: RoleInfo[] }) {
  if (person.grants.length === 0) return <span className="quiet">none</span>;
  const today = new Date().toISOString().slice(0, 10);
  return (
    <ul className="role-list">
      {person.grants.map(({ role, departments = [], until }) => {
        const isOver = until !== null && until !== undefined && until <= today;
        return (
          <li key={`${role}${departments.join()}${until}`} className={isOver ? 'quiet' : undefined}>
            {roles.find(({ id }) => id === role)?.title ?? role}
            {departments.length > 0 && <span className="quiet">, {departments.join(', ')}</span>}
            {until && (
              <span className="quiet"> {isOver ? `ended ${formatDate(until)}` : `until ${formatDate(until)}`}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function State({ person: { state, link } }: { person: PersonInfo }) {
  if (state === 'disabled')
    return (
      <Tag tone="neutral" icon="lock">
        Disabled
      </Tag>
    );
  if (state === 'invited')
    return (
      <Tag tone="warn" icon="clock">
        {link ? 'Invited' : 'Invited, link ran out'}
      </Tag>
    );
  return (
    <Tag tone="good" icon="check">
      Active
    </Tag>
  );
}
