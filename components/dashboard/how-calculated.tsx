'use client';

import Link from 'next/link';
import { Fragment } from 'react';
import { useCatalogue } from '@/components/hooks/use-catalogue';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import type { Definition } from '@/lib/core/definition';
import { DIRECTION_WORDS } from '@/lib/core/definition-words';
import { formatValue } from '@/lib/core/format';
import { periodWord } from '@/lib/core/words';
import type { Asked } from './asked';
import { freshness, madeOf } from './made-of';
import type { How } from './own';

interface HowCalculatedProps {
  asked: Asked[];
  title: string;
  /** of the panel's own numbers, which are no metric */
  how?: How;
  onClose: () => void;
}

/** What each of a panel's numbers means, what it is made of here, and how fresh that is. */
export function HowCalculated({ asked, title, how, onClose }: HowCalculatedProps) {
  const catalogue = useCatalogue();
  const wanted = [...new Set(asked.flatMap(({ request }) => request.metrics))];
  return (
    <Dialog title="How is this calculated?" onClose={onClose}>
      {how && <OwnEntry title={title} how={how} />}
      {wanted.length > 0 && catalogue.isLoading && <p className="quiet">Reading the definitions …</p>}
      {wanted.length > 0 && catalogue.error && <p className="bad">{catalogue.error.message}</p>}
      {wanted.map((id) => {
        const definition = catalogue.data?.find((one) => one.id === id);
        const source = asked.find(({ request }) => request.metrics.includes(id));
        return definition && <Entry key={id} definition={definition} asked={source} onLeave={onClose} />;
      })}
    </Dialog>
  );
}

function OwnEntry({ title, how: { question, formula, caveat } }: { title: string; how: How }) {
  return (
    <article className="definition">
      <h3>{title}</h3>
      <p>{question}</p>
      <dl>
        <dt>Formula</dt>
        <dd>{formula}</dd>
        <dt>Mind</dt>
        <dd>{caveat}</dd>
      </dl>
    </article>
  );
}

interface EntryProps {
  definition: Definition;
  asked?: Asked;
  onLeave: () => void;
}

function Entry({ definition, asked, onLeave }: EntryProps) {
  const { metrics, currency } = useWorkspace();
  const { example, pairedWith, unit } = definition;
  const answer = asked?.answer;
  const facts: [string, string][] = [
    ['Formula', definition.formula],
    ['Mind', definition.caveat],
  ];
  const equals = example.equals === null ? 'no data' : formatValue(example.equals, unit, currency);
  facts.push(['Worked example', `${example.because} → ${equals}`]);
  // With several rows the sides stand in the table.
  const value = answer?.rows.length === 1 ? answer.rows[0]!.values[definition.id] : undefined;
  const made = value && madeOf(value, definition);
  if (made && asked) facts.push([`Here, ${periodWord(asked.request)}`, made]);
  if (pairedWith) facts.push(['Never without', metrics[pairedWith]?.title ?? pairedWith]);
  facts.push(['Reading', DIRECTION_WORDS[definition.direction].long]);
  const fresh = answer && freshness(answer);
  facts.push(['Version', `${definition.version}${fresh ? ` · ${fresh}` : ''}`]);
  return (
    <article className="definition">
      <h3>
        <Link href={`/definitions/${definition.id}`} prefetch={false}>
          {definition.title}
        </Link>
      </h3>
      <p>{definition.question}</p>
      <dl>
        {facts.map(([name, text]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </Fragment>
        ))}
      </dl>
      <p>
        <Link href={`/definitions/${definition.id}`} onClick={onLeave}>
          The whole definition
        </Link>
      </p>
    </article>
  );
}
