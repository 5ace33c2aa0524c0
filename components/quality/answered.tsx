'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useWorkspace } from '@/components/hooks/workspace';
import { formatCount, formatValue } from '@/lib/core/format';
import type { ParityAnswer, ResponseRate } from '@/lib/core/parity';
import { intervalWord, percentPoints, pointsWord } from '@/lib/core/parity-words';
import { ANSWERED_HOW, answeredTable } from './own';

/** Who answered the survey, and how much the silent could change. */
export function Answered({ state }: { state: AnalysisState<ParityAnswer> }) {
  const { currency } = useWorkspace();
  const share = ({ rate }: ResponseRate) => (rate === null ? 'none' : formatValue(rate, 'share', currency));
  return (
    <AnalysisPanel
      title="Who answered the survey"
      finding={({ responseRates: { ai, human } }) =>
        ai.rate === null || human.rate === null
          ? null
          : `${share(ai)} of the AI’s customers answered the survey, ${share(human)} of people’s`
      }
      note="Rated of all ended conversations. Those who are silent may think otherwise."
      state={state}
      how={ANSWERED_HOW}
      table={answeredTable}
      height={250}
      empty={({ responseRates: { ai, human } }) =>
        ai.ended + human.ended > 0
          ? null
          : { title: 'Nobody was asked', why: 'No conversation of this period has ended.' }
      }
    >
      {({ responseRates, tippingPoint, topBox, holdout, verdict }) => (
        <dl className="analysis-facts">
          <Fact
            name="AI"
            value={share(responseRates.ai)}
            note={`${formatCount(responseRates.ai.rated)} of ${formatCount(responseRates.ai.ended)}`}
          />
          <Fact
            name="People"
            value={share(responseRates.human)}
            note={`${formatCount(responseRates.human.rated)} of ${formatCount(responseRates.human.ended)}`}
          />
          <Fact
            name="Tipping point"
            value={tippingPoint === null ? 'none' : `${tippingPoint.toFixed(2)} points`}
            note={
              tippingPoint === null
                ? verdict === 'superior' || verdict === 'non_inferior'
                  ? 'Everybody answered.'
                  : 'There is no verdict in the AI’s favour that could fall.'
                : 'So much lower would the AI’s silent customers have to rate than those who answered for the verdict to fall.'
            }
          />
          <Fact
            name="Ratings of 4 and 5"
            value={topBox ? `${percentPoints(topBox.difference)} % points` : 'not known'}
            note={
              topBox
                ? `AI minus people on the same matters, ${percentPoints(topBox.low)} to ${percentPoints(topBox.high)}`
                : ''
            }
          />
          <Fact
            name="By chance"
            value={holdout ? pointsWord(holdout.difference) : 'no holdout'}
            note={
              holdout
                ? `${intervalWord(holdout)}; where chance decided who answers first`
                : 'Sending some customers to the AI or to people by chance would settle it.'
            }
          />
        </dl>
      )}
    </AnalysisPanel>
  );
}

function Fact({ name, value, note }: { name: string; value: string; note: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b> <span className="quiet">{note}</span>
      </dd>
    </div>
  );
}
