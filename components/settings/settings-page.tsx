import Link from 'next/link';
import type { ReactNode } from 'react';

/** The parts of Settings, in the order of their navigation. */
const PARTS = [
  { id: 'people', title: 'People', question: 'Who may come in, and what do they see?' },
  { id: 'keys', title: 'Keys', question: 'Which programs may send records in or ask for numbers?' },
  { id: 'targets', title: 'Targets', question: 'What do you want the numbers to be?' },
  { id: 'events', title: 'Events', question: 'What happened that charts should show?' },
  { id: 'calendar', title: 'Calendar', question: 'When does a day begin, and which days count?' },
  { id: 'assumptions', title: 'Assumptions', question: 'What does the money rest on, and who stands for it?' },
  { id: 'comparison', title: 'Comparison', question: 'When does the AI count as being as good as people?' },
  { id: 'privacy', title: 'Privacy', question: 'How small may a group be that a number is about?' },
  { id: 'audit', title: 'Audit', question: 'Who saw, took away or changed what?' },
] as const;

export type Part = (typeof PARTS)[number]['id'];

/** The frame of every part: its title and question, and the way to the others. */
export function SettingsPage({ part, children }: { part: Part; children: ReactNode }) {
  const { title, question } = PARTS.find(({ id }) => id === part)!;
  return (
    <main className="page settings" id="main">
      <div className="page-head">
        <div className="page-title">
          <h1>
            <span className="quiet">Settings</span> {title}
          </h1>
          <p className="page-question">{question}</p>
        </div>
      </div>
      <nav className="parts" aria-label="Settings">
        <ul>
          {PARTS.map((one) => (
            <li key={one.id}>
              <Link
                href={`/settings/${one.id}`}
                prefetch={false}
                className="part"
                aria-current={one.id === part ? 'page' : undefined}
              >
                {one.title}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      {children}
    </main>
  );
}
