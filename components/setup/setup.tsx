'use client';

import Link from 'next/link';
import { useRouter, useSearchParams } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';
import { useSettings } from '@/components/settings/form/use-settings';
import { Loaded } from '@/components/sources/loaded';
import { Readiness } from '@/components/sources/readiness';
import { UploadPanel } from '@/components/sources/upload-panel';
import { useSources } from '@/components/sources/use-sources';
import { Icon } from '@/components/ui/icon';
import type { RoleInfo } from '@/lib/core/person';
import type { SourcesOverview } from '@/lib/core/sources';
import { HardTopics } from './hard-topics';
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
export function Setup({ readers }: { readers: RoleInfo[] }) {
  const named = useSearchParams().get('step');
  const step: Step = isStep(named) ? named : 'workspace';
  const index = STEPS.findIndex(({ id }) => id === step);
  const { title, question } = STEPS[index]!;
  const done = useDone();
  const next = STEPS[index + 1];
  const router = useRouter();
  const goOn = () => next && router.push(`/settings/setup?step=${next.id}`);
  const heading = useFocusOn(step);
  // What a step's own form saves is gone on from there.
  const isForm = (step === 'workspace' || step === 'launch') && !done[step];
  return (
    <main className="page setup" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1 ref={heading} tabIndex={-1}>
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
      {step === 'workspace' && <WorkspaceStep onDone={goOn} />}
      {step === 'files' && <FilesStep />}
      {step === 'people' && <PeopleStep />}
      {step === 'money' && <MoneyStep />}
      {step === 'launch' && <LaunchStep onDone={goOn} />}
      {step === 'ready' && <ReadyStep readers={readers} />}
      {next && (
        <p className="setup-next">
          <Link
            className={isForm ? 'button' : 'button button-primary'}
            href={`/settings/setup?step=${next.id}`}
            prefetch={false}
          >
            {isForm ? 'Leave it for now' : 'Next'}: {next.title}
          </Link>
          <span className="quiet">Every step can wait; nothing here is final.</span>
        </p>
      )}
    </main>
  );
}

/** The heading has the focus once the step is another, so that keys and screen readers go on from its top. */
function useFocusOn(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [step]);
  return heading;
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
      {!demo && <HardTopics sources={sources} />}
      <Readiness readiness={readiness} demo={demo} />
    </div>
  );
}
