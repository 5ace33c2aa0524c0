'use client';

import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import type { ReactNode } from 'react';
import { useSettings } from '@/components/settings/form/use-settings';
import { Loaded } from '@/components/sources/loaded';
import { Readiness } from '@/components/sources/readiness';
import { UploadPanel } from '@/components/sources/upload-panel';
import { useSources } from '@/components/sources/use-sources';
import { Icon } from '@/components/ui/icon';
import type { SourcesOverview } from '@/lib/core/sources';
import { LaunchStep } from './launch-step';
import { MoneyStep } from './money-step';
import { PeopleStep } from './people-step';
import { ReadyStep } from './ready-step';
import { WorkspaceStep } from './workspace-step';

const STEPS = [
  { id: 'workspace', title: 'Your company', question: 'What is it called, and when does its day begin?' },
  { id: 'files', title: 'Files', question: 'What do your tools know?' },
  { id: 'people', title: 'People', question: 'Who is who?' },
  { id: 'money', title: 'Finances', question: 'What does the company earn and spend?' },
  { id: 'launch', title: 'Go-live', question: 'Since when does the AI answer?' },
  { id: 'ready', title: 'Ready', question: 'What can be answered now?' },
] as const;
type Step = (typeof STEPS)[number]['id'];

const isStep = (name: string | null): name is Step => STEPS.some(({ id }) => id === name);

/** From an empty workspace to first numbers, step by step; each can be left out and come back to. */
export function Setup() {
  const named = useSearchParams().get('step');
  const step: Step = isStep(named) ? named : 'workspace';
  const index = STEPS.findIndex(({ id }) => id === step);
  const { title, question } = STEPS[index]!;
  const done = useDone();
  const next = STEPS[index + 1];
  return (
    <main className="page setup" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>
            <span className="quiet">
              Set up {index + 1} of {STEPS.length}
            </span>{' '}
            {title}
          </h1>
          <p className="page-question">{question}</p>
        </div>
      </div>
      <nav className="setup-steps" aria-label="Steps">
        <ol>
          {STEPS.map((one) => (
            <li key={one.id} data-done={done[one.id] ?? false}>
              <Link
                href={`/settings/setup?step=${one.id}`}
                prefetch={false}
                aria-current={one.id === step ? 'step' : undefined}
              >
                {done[one.id] && <Icon name="check" size={13} />}
                {one.title}
                {done[one.id] && <span className="sr-only"> (done)</span>}
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      {step === 'workspace' && <WorkspaceStep />}
      {step === 'files' && <FilesStep />}
      {step === 'people' && <PeopleStep />}
      {step === 'money' && <MoneyStep />}
      {step === 'launch' && <LaunchStep />}
      {step === 'ready' && <ReadyStep />}
      {next && (
        <p className="setup-next">
          <Link className="button button-primary" href={`/settings/setup?step=${next.id}`} prefetch={false}>
            Next: {next.title}
          </Link>
          <span className="quiet">Every step can wait; nothing here is final.</span>
        </p>
      )}
    </main>
  );
}

/** Which steps have been taken, told by what is on record; nothing of it is kept. */
function useDone(): Partial<Record<Step, boolean>> {
  const { data: settings } = useSettings();
  const { data: sources } = useSources();
  const own = sources && !sources.demo ? sources.sources : [];
  const holds = (type: string) => own.some((source) => source.holds.some((one) => one.type === type));
  return {
    workspace: (settings?.settings.name.version ?? 0) > 0,
    files: own.some((source) => source.holds.length > 0),
    people: holds('employee') && own.every(({ unmatched }) => unmatched.people === 0),
    money: holds('financials'),
    launch: (settings?.settings.events.value.length ?? 0) > 0 && !sources?.demo,
  };
}

function FilesStep() {
  const query = useSources();
  return (
    <Loaded query={query} height={360}>
      {(overview) => <Files overview={overview} />}
    </Loaded>
  );
}

const SENDABLE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

function Files({ overview: { sources, readiness, demo } }: { overview: SourcesOverview }): ReactNode {
  const known = sources.filter(({ demo: sample, name }) => !sample && SENDABLE.test(name)).map(({ name }) => name);
  return (
    <div className="source-panels">
      <UploadPanel known={known} demo={demo} title="Bring files in" />
      <Readiness readiness={readiness} demo={demo} />
    </div>
  );
}
