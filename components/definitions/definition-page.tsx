'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import type { Definition, Reader } from '@/lib/core/definition';
import { CLASSES, DIRECTION_WORDS, RECORD_WORDS, reachWord, unitWord } from '@/lib/core/definition-words';
import type { Dimension } from '@/lib/core/dimensions';
import { formatDate, formatValue } from '@/lib/core/format';
import { dimensionWord, grainWord, listWords, periodWord, valueWord } from '@/lib/core/words';
import { CurrentFigure } from './current-figure';
import { DirectionIcon } from './definition-list';

interface DefinitionPageProps {
  definition: Definition;
  /** the quality figure it is never shown without */
  partner: { id: string; title: string } | null;
  readers: Reader[];
  /** the page that shows it, where this reader may open it */
  shownOn: { title: string; path: string } | null;
  /** whether this reader may see its figures, or only what they mean */
  seesFigures: boolean;
}

/** Everything about one number: what it asks, how it is made, what to mind, and who may see it. */
export function DefinitionPage(props: DefinitionPageProps) {
  const { definition, seesFigures, shownOn } = props;
  const group = CLASSES.find(({ id }) => id === definition.class)!;
  return (
    <main className="page def-page" id="main">
      <nav aria-label="Where you are" className="def-trail">
        <Link href="/definitions">Definitions</Link> <span aria-hidden="true">/</span> {group.title}
      </nav>
      <div className="page-head">
        <div className="page-title">
          <h1>{definition.title}</h1>
          <p className="page-question">{definition.question}</p>
        </div>
      </div>
      <div className="panels">
        <div className="panel-column">
          <Formula definition={definition} />
          <Readers {...props} />
        </div>
        <div className="panel-column">
          {seesFigures ? (
            <CurrentFigure definition={definition} shownOn={shownOn} />
          ) : (
            <section className="panel" aria-labelledby="no-figure">
              <h2 id="no-figure" className="def-heading">
                <Icon name="lock" size={14} /> The figure is not yours to see
              </h2>
              <p>Your role reads what numbers mean and sees none of them.</p>
            </section>
          )}
          <Facts {...props} />
        </div>
        <Versions definition={definition} />
      </div>
    </main>
  );
}

function Formula({ definition }: { definition: Definition }) {
  const { currency } = useWorkspace();
  const { formula, caveat, example, unit } = definition;
  const range = { from: example.from, to: example.to };
  const filters = Object.entries(example.filter ?? {}) as [Dimension, string[]][];
  return (
    <section className="panel" aria-labelledby="formula">
      <h2 id="formula" className="def-heading">
        How it is calculated
      </h2>
      <p className="def-formula">{formula}</p>
      <h3 className="def-sub">Worked example</h3>
      <div className="def-example">
        <p>
          {example.because} <span aria-hidden="true">→</span>
          <span className="sr-only">gives</span>{' '}
          <b>{example.equals === null ? 'no data' : formatValue(example.equals, unit, currency)}</b>
        </p>
        <p className="quiet">
          A made-up company of twelve people, {periodWord(range)}
          {filters.map(
            ([name, values]) =>
              `, ${dimensionWord(name).toLowerCase()} ${listWords(values.map((value) => valueWord(name, value)))}`,
          )}
          . A test computes it again on every change of Tandem.
        </p>
      </div>
      <h3 className="def-sub">Mind</h3>
      <p className="def-caveat">
        <Icon name="info" size={14} />
        <span>{caveat}</span>
      </p>
    </section>
  );
}

function Versions({ definition }: { definition: Definition }) {
  return (
    <section className="panel panel-wide" aria-labelledby="versions">
      <h2 id="versions" className="def-heading">
        Version {definition.version} is in force
      </h2>
      <ol className="def-versions">
        {definition.revisions.map(({ version, on, changed }) => (
          <li key={version}>
            <b>{version}</b>
            <span>
              {changed} {on ? `In force since ${formatDate(on)}.` : 'In force from the beginning.'}
            </span>
          </li>
        ))}
      </ol>
      <p className="quiet">Every answer and every file names the version its numbers were made with.</p>
    </section>
  );
}

function Facts({ definition, partner }: DefinitionPageProps) {
  const { currency } = useWorkspace();
  const { dimensions, grains, direction, alsoCalled } = definition;
  const facts: [string, ReactNode][] = [
    ['Unit', unitWord(definition.unit, currency)],
    [
      'Reading',
      <>
        <DirectionIcon direction={direction} /> {DIRECTION_WORDS[direction].long}
      </>,
    ],
    [
      'By time',
      grains.length > 1
        ? `${listWords(grains.map(grainWord))}, or any period as one`
        : `whole ${grainWord(grains[0]!)}s only`,
    ],
    ['Broken down by', dimensions.length > 0 ? listWords(dimensions.map(lowWord)) : 'nothing: the whole company'],
    ['Read from', listWords(definition.records.map((record) => RECORD_WORDS[record].short))],
  ];
  if (partner)
    facts.push([
      'Never without',
      <Link key="partner" href={`/definitions/${partner.id}`}>
        {partner.title}
      </Link>,
    ]);
  if (alsoCalled.length > 0) facts.push(['Also called', alsoCalled.join(', ')]);
  facts.push(['Name in files', <code key="id">{definition.id}</code>]);
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts" className="def-heading">
        What it knows
      </h2>
      <dl className="def-facts">
        {facts.map(([name, text]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const lowWord = (dimension: Dimension) => dimensionWord(dimension).toLowerCase();

function Readers({ definition, readers }: DefinitionPageProps) {
  const { groupSize } = useWorkspace();
  const knowsPeople = definition.dimensions.includes('department');
  return (
    <section className="panel" aria-labelledby="readers">
      <h2 id="readers" className="def-heading">
        Who may see it
      </h2>
      <dl className="def-facts">
        {readers.map(({ title, reach }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{reachWord(reach, knowsPeople)}</dd>
          </div>
        ))}
      </dl>
      {knowsPeople && (
        <p className="def-privacy">
          <Icon name="lock" size={14} />
          <span>
            Only about groups of at least {groupSize} people, fixed for a quarter; what would cut one is withheld.
            {definition.narrow && ' By tool or by department and team, never by both at once.'}{' '}
            <Link href="/measured">What is measured about us</Link>
          </span>
        </p>
      )}
    </section>
  );
}
