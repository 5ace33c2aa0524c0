'use client';

import Link from 'next/link';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { toneOf } from '@/components/dashboard/delta';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import type { Change, ChangesAnswer } from '@/lib/core/changes';
import { change as changeWords, formatCount, formatValue } from '@/lib/core/format';
import type { Comparison, DateRange, Filter } from '@/lib/core/request';
import { dimensionWord, periodWord, valueWord } from '@/lib/core/words';

/** At most five changes, never levels; where nothing moved by more than chance it says so. */
export function Changes() {
  const { view, requestFor } = useRequest();
  const { request } = requestFor({ metrics: ['resolution_rate'], compare: true });
  const { compare, filter } = request;
  return compare ? <Found range={{ from: view.from, to: view.to }} {...{ compare, filter }} /> : null;
}

interface FoundProps {
  range: DateRange;
  compare: Comparison;
  filter?: Filter;
}

function Found({ range, compare, filter }: FoundProps) {
  const state = useAnalysis<ChangesAnswer>('changes', { ...range, compare, ...(filter && { filter }) });
  const { events } = useWorkspace();
  const inside = events.filter(({ on }) => on >= range.from && on < range.to);
  // With several events "after" would choose one.
  const after = inside.length === 1 ? ` after ${inside[0]!.label}` : '';
  const against = state.status === 'ok' ? state.answer.comparedWith : null;
  return (
    <div className="panels changes-panel">
      <AnalysisPanel
        title="What changed"
        note={against && `Against ${periodWord(against)}; larger than chance, most customers affected first.`}
        state={state}
        height={150}
        wide
        empty={({ changes, tested }) =>
          changes.length > 0
            ? null
            : {
                title: 'Nothing changed by more than chance',
                why: `${formatCount(tested)} shares were compared, by channel, topic, market and complexity.`,
              }
        }
      >
        {({ changes }) => (
          <ul className="changes">
            {changes.map((one) => (
              <Line key={`${one.metric} ${one.value ?? ''}`} one={one} after={after} />
            ))}
          </ul>
        )}
      </AnalysisPanel>
    </div>
  );
}

function Line({ one, after }: { one: Change; after: string }) {
  const { currency } = useWorkspace();
  const { params } = useRequest();
  const share = (value: number) => formatValue(value, 'share', currency);
  const sign = one.now > one.before ? 1 : -1;
  const query = new URLSearchParams(params);
  if (one.dimension && one.value) query.set(one.dimension, one.value);
  const where =
    one.dimension && one.value ? `${dimensionWord(one.dimension)} ${valueWord(one.dimension, one.value)}: ` : '';
  return (
    <li className={toneOf(sign, one.direction)}>
      <Icon name={sign > 0 ? 'up' : 'down'} size={13} />
      <Link href={`/service?${query}`} prefetch={false}>
        {where}
        {one.title} {sign > 0 ? 'rose' : 'fell'} from {share(one.before)} to {share(one.now)}
        {after}
      </Link>
      <span className="changes-size">
        {changeWords(one.now, one.before, 'share').text} ({interval(one)})
      </span>
      <span className="quiet changes-n">
        {formatCount(Math.round(one.affected))} of {formatCount(one.n)} conversations
        {one.provisional && ', provisional'}
      </span>
    </li>
  );
}

const interval = ({ low, high }: Change) => `${points(low)} to ${points(high)}`;
const points = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value * 100).toFixed(1)}`;
