'use client';

import Link from 'next/link';
import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import { toneOf } from '@/components/dashboard/delta';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import type { Change, ChangesAnswer, ChangesRequest } from '@/lib/core/changes';
import { change as changeWords, formatCount, formatValue } from '@/lib/core/format';
import { percentPoints } from '@/lib/core/parity-words';
import { addDays } from '@/lib/core/period';
import { dimensionWord, periodWord, valueWord } from '@/lib/core/words';
import { changesQuestion } from './questions';

/** An event counts as before a period when it falls into its first days: quarters seldom begin with what changed them. */
const SOON_DAYS = 7;
/** Where a metric is shown, if not on Service. */
const SHOWN_ON: Record<string, string> = { csat_top_box: '/quality', human_within_target_rate: '/staffing' };

/** At most five changes, never levels; where nothing moved by more than chance it says so. */
export function Changes() {
  const request = changesQuestion(useRequest().view, useWorkspace());
  return request && <Found request={request} />;
}

function Found({ request }: { request: ChangesRequest }) {
  const state = useAnalysis<ChangesAnswer>('changes', request);
  const { events } = useWorkspace();
  const against = state.status === 'ok' ? state.answer.comparedWith : null;
  // Only what lies between the two times precedes the whole change; with several events "after" would choose one.
  const between = against ? events.filter(({ on }) => on >= against.to && on <= addDays(request.from, SOON_DAYS)) : [];
  const after = between.length === 1 ? ` after ${between[0]!.label}` : '';
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
            : tested === 0
              ? { title: 'Nothing to compare with', why: 'Too few conversations of the other time are on record.' }
              : {
                  title: 'Nothing changed by more than chance',
                  why: `${formatCount(tested)} shares were compared, by channel, topic, market and complexity.`,
                }
        }
      >
        {({ changes }) => (
          <ul className="changes">
            {changes.map((one) => (
              <Line key={`${one.metric} ${one.dimension ?? ''} ${one.value ?? ''}`} one={one} after={after} />
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
  const tone = toneOf(sign, one.direction);
  const query = new URLSearchParams(params);
  if (one.dimension && one.value) query.set(one.dimension, one.value);
  const where =
    one.dimension && one.value ? `${dimensionWord(one.dimension)} ${valueWord(one.dimension, one.value)}: ` : '';
  return (
    <li className={tone}>
      <Icon name={sign > 0 ? 'up' : 'down'} size={13} />
      <Link href={`${SHOWN_ON[one.metric] ?? '/service'}?${query}`} prefetch={false}>
        {where}
        {one.title} {sign > 0 ? 'rose' : 'fell'} from {share(one.before)} to {share(one.now)}
        {after}
        {tone && <span className="sr-only"> ({tone === 'good' ? 'better' : 'worse'})</span>}
      </Link>
      <span className="changes-size">
        {changeWords(one.now, one.before, 'share').text} (95 %: {interval(one)})
      </span>
      <span className="quiet changes-n">
        {formatCount(Math.round(one.affected))} of {formatCount(one.n)} conversations
        {one.provisional && ', provisional'}
      </span>
    </li>
  );
}

const interval = ({ low, high }: Change) => `${percentPoints(low)} to ${percentPoints(high)}`;
