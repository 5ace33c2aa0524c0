'use client';

import { Panel } from '@/components/dashboard/panel';
import { Blank } from '@/components/data/query-state';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { type Bridge, bridge, bridgeSteps, type Sides } from '@/lib/core/bridge';
import { change, formatAmount, formatValue } from '@/lib/core/format';
import type { DateRange } from '@/lib/core/request';
import type { CompareChoice } from '@/lib/core/url';
import { periodWord, quarterWord } from '@/lib/core/words';
import { sidesOf } from './findings';
import { useQuarters } from './use-quarters';

const RATIO = 'revenue_per_employee';
const HEIGHT = 264;

/** What moved revenue per employee between two quarters: revenue, and the number of people it is divided by. */
export function BridgePanel() {
  const { base, last, ask, now, before } = useQuarters();
  return (
    <Panel
      title="What moved revenue per employee"
      finding={(answer) => {
        const [from, to] = [sidesOf(before(answer, RATIO)), sidesOf(now(answer, RATIO))];
        const made = from && to && bridge(from, to);
        return made ? bridgeWords(made) : null;
      }}
      note={base ? `${periodWord(base)} against ${periodWord(last)}` : periodWord(last)}
      {...ask(RATIO)}
      height={HEIGHT}
    >
      {(answer) => <Drawn before={sidesOf(before(answer, RATIO))} after={sidesOf(now(answer, RATIO))} />}
    </Panel>
  );
}

function Drawn({ before, after }: { before: Sides | null; after: Sides | null }) {
  const { base, last } = useQuarters();
  const made = before && after && bridge(before, after);
  if (made && base) return <BridgeBars before={before} after={after} made={made} />;
  if (before && after)
    return (
      <Blank height={HEIGHT} icon="info" kind="empty" title="It cannot be split">
        A side of the ratio is not above zero in one of the two quarters.
      </Blank>
    );
  return <NothingToCompare missing={base && (after ? base : last)} />;
}

/** Says which quarter is missing, or that none is compared with, and offers one. */
function NothingToCompare({ missing }: { missing: DateRange | null }) {
  const { view, change: set } = useRequest();
  const { baseline } = useWorkspace();
  const other: [CompareChoice, string] =
    baseline && view.compare !== 'baseline'
      ? ['baseline', `the baseline, ${quarterWord(baseline)}`]
      : ['previous_period', 'the period before'];
  const title = missing ? `Nothing on record for ${periodWord(missing)}` : 'Nothing earlier to compare with';
  return (
    <Blank height={HEIGHT} icon="info" kind="empty" title={title}>
      {missing
        ? 'The bridge needs the finance file and the roster of both quarters. '
        : 'The bridge leads from an earlier quarter to this one. '}
      {view.compare !== other[0] && (
        <button type="button" className="link-button" onClick={() => set({ compare: other[0] })}>
          Compare with {other[1]}
        </button>
      )}
    </Blank>
  );
}

/** Then, the two effects one after the other, now: bars from zero on one scale. */
function BridgeBars({ before, after, made }: { before: Sides; after: Sides; made: Bridge }) {
  const { currency } = useWorkspace();
  const { base, last } = useQuarters();
  const steps = bridgeSteps(before, after, made);
  const largest = Math.max(...steps.flatMap(({ from, to }) => [from, to]));
  const money = (value: number) => formatValue(value, 'money', currency);
  const sides = {
    before: { name: periodWord(base!), note: '', value: formatAmount(before.value, currency) },
    numerator: {
      name: `Revenue ${change(after.numerator, before.numerator, 'count').text}`,
      note: `${money(before.numerator)} → ${money(after.numerator)} a quarter`,
      value: signed(made.numerator.moved, currency),
    },
    denominator: {
      name: `People employed ${change(after.denominator, before.denominator, 'people').text}`,
      note: `${formatValue(before.denominator, 'people', currency)} → ${formatValue(after.denominator, 'people', currency)}`,
      value: signed(made.denominator.moved, currency),
    },
    after: { name: periodWord(last), note: '', value: formatAmount(after.value, currency) },
  };
  return (
    <>
      <ul className="bridge">
        {steps.map(({ id, from, to }) => (
          <li key={id}>
            <span className="bridge-name">
              {sides[id].name}
              <small>{sides[id].note}</small>
            </span>
            <span className="bridge-track" aria-hidden="true">
              <span
                className={`bridge-bar is-${id === 'before' || id === 'after' ? 'level' : to < from ? 'fall' : 'rise'}`}
                style={{
                  left: `${(Math.min(from, to) / largest) * 100}%`,
                  width: `${(Math.abs(to - from) / largest) * 100}%`,
                }}
              />
            </span>
            <span className="bridge-value">{sides[id].value}</span>
          </li>
        ))}
      </ul>
      <p className="bridge-formula">
        <span className="nowrap">ln(ratio) = ln(revenue) − ln(people):</span>{' '}
        <b className="nowrap">
          {log(made.log)} = {log(made.numerator.log)} {log(made.denominator.log)}
        </b>
      </p>
      <p className="quiet">
        Logarithms add up; the amounts split the change in the same proportion. It shows what moved the ratio, not what
        AI caused.
      </p>
    </>
  );
}

const log = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`;
const signed = (value: number, currency: string) => `${value < 0 ? '' : '+'}${formatAmount(value, currency)}`;

/** The finding: which side did how much of it. */
export function bridgeWords({ moved, numerator, denominator, numeratorShare }: Bridge): string {
  const word = moved >= 0 ? 'rise' : 'fall';
  if (numeratorShare === null) {
    const pull = (isUp: boolean) => (isUp ? 'pulled it up' : 'pulled it down');
    return `Revenue ${pull(numerator.moved >= 0)}, the number of people ${pull(denominator.moved >= 0)}`;
  }
  const [revenue, people] = [numeratorShare, 1 - numeratorShare].map((share) => `${Math.round(share * 100)} %`);
  const fewer = denominator.change < 0 ? 'fewer' : 'more';
  const more = numerator.change >= 0 ? 'more' : 'less';
  return `${revenue} of the ${word} comes from ${more} revenue, ${people} from ${fewer} people`;
}
