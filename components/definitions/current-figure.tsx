'use client';

import Link from 'next/link';
import { Delta } from '@/components/dashboard/delta';
import { freshness, madeOf } from '@/components/dashboard/made-of';
import { Panel } from '@/components/dashboard/panel';
import { Figure, InlineValue, StatusTags } from '@/components/data/figure';
import { useRequest } from '@/components/hooks/use-request';
import type { Answer } from '@/lib/core/answer';
import type { Definition } from '@/lib/core/definition';
import type { MetricRequest } from '@/lib/core/request';
import { periodWord } from '@/lib/core/words';

interface CurrentFigureProps {
  definition: Definition;
  /** the page that shows it, where this reader may open it */
  shownOn: { title: string; path: string } | null;
}

/** of the figure, its sides, its freshness and the way to its page; a pair takes one line more */
const HEIGHT = 146;
const LINE_PX = 26;

/** The metric over the last whole quarter (or all there is), with what it was divided from: the definition applied. */
export function CurrentFigure({ definition, shownOn }: CurrentFigureProps) {
  const { standard } = useRequest();
  const request: MetricRequest = {
    metrics: [definition.id],
    ...standard,
    compare: 'previous_period',
  };
  return (
    <Panel
      title={`Now: ${periodWord(request)}`}
      note="The whole company"
      request={request}
      height={definition.pairedWith ? HEIGHT + LINE_PX : HEIGHT}
    >
      {(answer) => (
        <>
          <Value answer={answer} definition={definition} />
          {shownOn && (
            <p className="def-shown">
              Over time and by group on <Link href={shownOn.path}>{shownOn.title}</Link>
            </p>
          )}
        </>
      )}
    </Panel>
  );
}

function Value({ answer, definition }: { answer: Answer; definition: Definition }) {
  const value = answer.rows[0]?.values[definition.id];
  if (value?.value == null) return null;
  const made = madeOf(value, definition);
  const partner = definition.pairedWith ? answer.labels[definition.pairedWith] : undefined;
  const fresh = freshness(answer);
  return (
    <>
      <p className="def-figure">
        <Figure value={value.value} unit={definition.unit} atLeast={value.atLeast} />
        <StatusTags value={value} />
      </p>
      <Delta value={value} unit={definition.unit} direction={definition.direction} comparedWith={answer.comparedWith} />
      <dl className="def-facts">
        {made && (
          <div>
            <dt>Made of</dt>
            <dd>{made}</dd>
          </div>
        )}
        {value.bounds && (
          <div>
            <dt>Bounds</dt>
            <dd>
              <InlineValue value={{ value: value.bounds.low, status: 'ok' }} unit={definition.unit} /> if every unknown
              outcome failed, <InlineValue value={{ value: value.bounds.high, status: 'ok' }} unit={definition.unit} />{' '}
              if every one succeeded
            </dd>
          </div>
        )}
        {partner && definition.pairedWith && (
          <div>
            <dt>{partner.title}</dt>
            <dd>
              <InlineValue value={answer.rows[0]?.values[definition.pairedWith]} unit={partner.unit} />
            </dd>
          </div>
        )}
        {fresh && (
          <div>
            <dt>Freshness</dt>
            <dd>{fresh}</dd>
          </div>
        )}
      </dl>
    </>
  );
}
