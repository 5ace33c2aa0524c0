'use client';

import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Icon } from '@/components/ui/icon';
import type { Question, Readiness as Ready } from '@/lib/core/sources';
import { listWords } from '@/lib/core/words';
import { counted, fieldWord, fileWord, recordWord } from './words';

const GROUPS: [Question['group'], string][] = [
  ['adoption', 'Employees'],
  ['service', 'Customers'],
  ['company', 'Company'],
];

interface ReadinessProps {
  readiness: Ready;
  demo: boolean;
  /** offers the way to send a file; absent for those who may only read */
  onUpload?: () => void;
}

const isAnswered = ({ records, field }: Question) => records.length === 0 && field === null;

/** Which questions the records present can answer, and what would answer more. */
export function Readiness({ readiness, demo, onUpload }: ReadinessProps) {
  const [isOpen, setOpen] = useState(false);
  const { answered, asked, questions } = readiness;
  const whose = demo ? 'The sample company’s records answer' : 'Your data answer';
  return (
    <section className="panel panel-wide" aria-label="Readiness" data-state="ok">
      <header className="panel-head">
        <div>
          <h2>
            {whose} {answered === asked ? `all ${asked}` : `${answered} of ${asked}`} questions
          </h2>
          <p>One question a metric; it is answered where every kind of record it needs is here.</p>
        </div>
      </header>
      <div className="panel-body">
        <dl className="ready-groups">
          {GROUPS.map(([group, title]) => {
            const all = questions.filter((one) => one.group === group);
            const done = all.filter(isAnswered).length;
            return (
              <div key={group}>
                <dt>{title}</dt>
                <dd>
                  <span className="ready-bar" aria-hidden="true">
                    <span className="ready-fill" style={{ width: `${(done / all.length) * 100}%` }} />
                  </span>
                  {done} of {all.length}
                </dd>
              </div>
            );
          })}
        </dl>
        <Adds readiness={readiness} onUpload={onUpload} />
        <p className="panel-line">
          <button type="button" className="link-button" onClick={() => setOpen(true)}>
            All {asked} questions
          </button>
        </p>
      </div>
      {isOpen && (
        <Dialog title={`${answered} of ${asked} questions can be answered`} onClose={() => setOpen(false)}>
          <Questions questions={questions} />
        </Dialog>
      )}
    </section>
  );
}

function Adds({ readiness: { adds, fields }, onUpload }: Pick<ReadinessProps, 'readiness' | 'onUpload'>) {
  if (adds.length === 0 && fields.length === 0) return <p className="panel-line">Nothing is missing.</p>;
  return (
    <ul className="ready-adds">
      {adds.map(({ records, alone, together }) => (
        <li key={records}>
          <span>
            <b>{recordWord(records)}</b> {addsWords(alone, together)}
          </span>
          {onUpload && (
            <button type="button" className="link-button" onClick={onUpload}>
              Upload {fileWord(records)}
            </button>
          )}
        </li>
      ))}
      {fields.length > 0 && (
        <li>
          <span>
            <b>Fields no conversation fills yet</b> would answer more:{' '}
            {fields.map(({ field, questions }, index) => (
              <span key={field}>
                {index > 0 && ', '}
                {fieldWord(field)} <code>{field}</code> {questions}
              </span>
            ))}
          </span>
        </li>
      )}
    </ul>
  );
}

function addsWords(alone: number, together: number): string {
  const rest = `${together} once the other files are here too`;
  if (alone === 0) return `would answer ${rest}`;
  return `would answer ${counted(alone, 'more question')}${together > alone ? `, ${rest}` : ''}`;
}

function Questions({ questions }: { questions: Question[] }) {
  return GROUPS.map(([group, title]) => (
    <section key={group} className="ready-list">
      <h3>{title}</h3>
      <ul>
        {questions
          .filter((one) => one.group === group)
          .map((one) => (
            <li key={one.id}>
              <span className={isAnswered(one) ? 'good' : 'warn'}>
                <Icon name={isAnswered(one) ? 'check' : 'flat'} size={14} />
              </span>
              <span>
                {one.title}
                {!isAnswered(one) && <span className="quiet"> needs {lacking(one)}</span>}
              </span>
            </li>
          ))}
      </ul>
    </section>
  ));
}

const lacking = ({ records, field }: Question) =>
  records.length > 0 ? listWords(records.map(fileWord)) : `${fieldWord(field!)} (${field})`;
