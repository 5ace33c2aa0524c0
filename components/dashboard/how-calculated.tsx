'use client';

import Link from 'next/link';
import { Fragment } from 'react';
import { type Definition, useCatalogue } from '@/components/hooks/use-catalogue';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import type { Answer, MetricValue } from '@/lib/core/answer';
import { formatInstant, formatValue } from '@/lib/core/format';
import { countedWord, periodWord } from '@/lib/core/words';
import type { Asked } from './asked';

/** What each of a panel's numbers means, what it is made of here, and how fresh that is. */
export function HowCalculated({ asked, onClose }: { asked: Asked[]; onClose: () => void }) {
  const catalogue = useCatalogue();
  const wanted = [...new Set(asked.flatMap(({ request }) => request.metrics))];
  return (
    <Dialog title="How is this calculated?" onClose={onClose}>
      {catalogue.isLoading && <p className="quiet">Reading the definitions …</p>}
      {catalogue.error && <p className="bad">{catalogue.error.message}</p>}
      {wanted.map((id) => {
        const definition = catalogue.data?.find((one) => one.id === id);
        const source = asked.find(({ request }) => request.metrics.includes(id));
        return definition && <Entry key={id} definition={definition} asked={source} />;
      })}
    </Dialog>
  );
}

const DIRECTIONS = {
  up: 'Higher is better.',
  down: 'Lower is better.',
  neither: 'Neither higher nor lower is better.',
};

function Entry({ definition, asked }: { definition: Definition; asked?: Asked }) {
  const { metrics, currency } = useWorkspace();
  const { example, pairedWith, unit } = definition;
  const answer = asked?.answer;
  const facts: [string, string][] = [
    ['Formula', definition.formula],
    ['Mind', definition.caveat],
  ];
  if (example) {
    const equals = example.equals === null ? 'no data' : formatValue(example.equals, unit, currency);
    facts.push(['Worked example', `${example.because} → ${equals}`]);
  }
  const made = answer && sidesOf(answer, definition.id);
  if (made && asked) facts.push([`Here, ${periodWord(asked.request)}`, made]);
  if (pairedWith) facts.push(['Never without', metrics[pairedWith]?.title ?? pairedWith]);
  facts.push(['Reading', DIRECTIONS[definition.direction]]);
  facts.push(['Version', `${definition.version}${freshness(answer)}`]);
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
    </article>
  );
}

const freshness = (answer: Answer | undefined) =>
  answer?.asOf ? ` · records to ${formatInstant(answer.asOf, answer.timeZone)} ${answer.timeZone}` : '';

/** Numerator ÷ denominator where the answer is one row; with several rows they stand in the table. */
function sidesOf(answer: Answer, metric: string): string | null {
  const value = answer.rows.length === 1 ? answer.rows[0]!.values[metric] : undefined;
  if (!value) return null;
  if (value.numerator !== undefined && value.denominator !== undefined)
    return `${exact(value.numerator)} ÷ ${exact(value.denominator)}${countedWords(metric)}${besideWords(value)}`;
  return value.n === undefined ? null : `${exact(value.n)} observations${besideWords(value)}`;
}

const exact = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 });

function countedWords(metric: string): string {
  const counted = countedWord(metric);
  return counted ? ` ${counted}` : '';
}

function besideWords({ beside = {} }: MetricValue): string {
  return Object.entries(beside)
    .map(([name, value]) => `, beside it ${name.replaceAll('_', ' ')} ${exact(value)}`)
    .join('');
}
