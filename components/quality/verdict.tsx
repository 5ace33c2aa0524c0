'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Tag } from '@/components/ui/tag';
import { formatCount, formatInstant } from '@/lib/core/format';
import type { ArmChoice, ParityAnswer } from '@/lib/core/parity';
import { armsWord, intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';
import { IntervalPlot, scaleOf } from './interval-plot';
import { toneOf } from './tone';

interface VerdictProps {
  state: AnalysisState<ParityAnswer>;
  arms: ArmChoice;
}

/** The interval against the limit, as large as the claim is important. */
export function Verdict({ state, arms }: VerdictProps) {
  const { setParam, requestFor } = useRequest();
  const { request } = requestFor({ metrics: ['csat_mean'], by: ['first_handler'] });
  const controls = (
    <fieldset className="segmented" aria-label="Whose conversations">
      <button type="button" aria-pressed={arms === 'first_handler'} onClick={() => setParam('arms', null)}>
        Answered first
      </button>
      <button type="button" aria-pressed={arms === 'as_handled'} onClick={() => setParam('arms', 'as_handled')}>
        As handled
      </button>
    </fieldset>
  );
  return (
    <AnalysisPanel
      title="On the same matters"
      finding={({ adjusted }) => adjusted && `On the same matters: AI minus people ${pointsWord(adjusted.difference)}`}
      note={`Customer satisfaction, points of 5, ${armsWord(arms)}; interval 95 %.`}
      state={state}
      height={178}
      controls={controls}
      asked={[{ request }]}
      empty={({ adjusted, crude }) =>
        adjusted
          ? null
          : {
              title: 'Cannot be compared on the same matters',
              why: crude ? NO_TOPIC : 'One of the two arms has no ratings.',
            }
      }
    >
      {(answer) => (
        <>
          <IntervalPlot
            interval={answer.adjusted}
            margin={answer.margin}
            scale={scaleOf([answer.adjusted, answer.crude], answer.margin)}
            tone={toneOf(answer.verdict)}
            isLabelled
            label={`AI minus people ${intervalWord(answer.adjusted!)}, limit ${pointsWord(-answer.margin)}`}
          />
          <p className="verdict-line">
            <Tag tone={TONES[answer.verdict] ?? 'neutral'}>{VERDICT_WORDS[answer.verdict]}</Tag>
            <span>
              {intervalWord(answer.adjusted!)} · {formatCount(answer.crude?.nAi ?? 0)} ratings of the AI,{' '}
              {formatCount(answer.crude?.nHuman ?? 0)} of people
            </span>
          </p>
          <Standing answer={answer} />
        </>
      )}
    </AnalysisPanel>
  );
}

const NO_TOPIC = 'No topic has 30 ratings in both arms in this period: choose a longer one.';
const TONES = { superior: 'good', non_inferior: 'good', inferior: 'bad', inconclusive: 'warn' } as Record<
  string,
  'good' | 'bad' | 'warn'
>;

/** Whether this is the quarter's verdict, which is kept, or one look among many. */
function Standing({ answer }: { answer: ParityAnswer }) {
  const { timeZone } = useWorkspace();
  if (answer.record)
    return (
      <p className="quiet">
        Verdict of record of this quarter, kept since {answer.recordedAt && formatInstant(answer.recordedAt, timeZone)}.
      </p>
    );
  return (
    <p className="quiet">
      Exploratory: only a whole calendar quarter without filters is judged for the record.
      {answer.provisional && ' Ratings of this period may still come in.'}
    </p>
  );
}
