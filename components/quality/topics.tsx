'use client';

import { AnalysisPanel } from '@/components/dashboard/analysis-panel';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { Icon } from '@/components/ui/icon';
import { formatCount } from '@/lib/core/format';
import type { Decision, Interval, ParityAnswer, ParityRequest, TopicParity } from '@/lib/core/parity';
import { DECISION_WORDS, intervalWord, pointsWord, topicWord } from '@/lib/core/parity-words';
import { IntervalPlot, placeOn, type Scale, scaleOf } from './interval-plot';
import { SAME_MATTERS_HOW, topicsTable } from './own';

const DECISIONS: Decision[] = ['send', 'watch', 'leave', 'not_enough'];
const NOTES: Record<Decision, string> = {
  send: 'People are better, also after correcting for the number of topics.',
  watch: 'Too close to call, or below people inside the limit.',
  leave: 'The AI is no worse, or better.',
  not_enough: 'Fewer than 100 ratings in an arm: no verdict.',
};
const MOST = 8;

interface TopicsProps {
  state: AnalysisState<ParityAnswer>;
  request: ParityRequest;
}

/** Topics by what follows for them, those with most customers first. */
export function Topics({ state, request }: TopicsProps) {
  const { params, setParam } = useRequest();
  const { mayExport } = useWorkspace();
  const isAll = params.get('topics') === 'all';
  const controls = mayExport && (
    <a
      className="button-link"
      href={`/api/v1/exports/routing.csv?request=${encodeURIComponent(JSON.stringify(request))}`}
      download
    >
      <Icon name="file" /> Routing list
    </a>
  );
  return (
    <AnalysisPanel
      title="Where people should answer"
      finding={findingOf}
      note="AI minus people by topic, complexity and channel; n are ratings of AI and people."
      state={state}
      how={SAME_MATTERS_HOW}
      table={topicsTable}
      height={360}
      controls={controls}
      wide
      empty={({ strata }) =>
        strata.length > 0 ? null : { title: 'No topics', why: 'Nothing was answered in this period.' }
      }
    >
      {({ strata, margin }) => {
        const scale = scaleOf(strata.filter(({ verdict }) => verdict !== null).map(intervalOf), margin);
        return (
          <>
            <table className="table topics">
              <caption className="sr-only">Topics by decision</caption>
              <thead>
                <tr>
                  <th scope="col">Topic</th>
                  <th scope="col" className="num">
                    Customers’ conversations
                  </th>
                  <th scope="col" className="topics-plot">
                    <div className="topics-scale">
                      <span>people better</span>
                      <span className="is-limit" style={{ left: `clamp(32%, ${placeOn(scale, -margin)}, 74%)` }}>
                        limit {pointsWord(-margin)}
                      </span>
                      <span>AI better</span>
                    </div>
                  </th>
                  <th scope="col" className="num">
                    AI minus people
                  </th>
                  <th scope="col" className="num wide-only">
                    95 %
                  </th>
                  <th scope="col" className="num wide-only">
                    n AI
                  </th>
                  <th scope="col" className="num wide-only">
                    n people
                  </th>
                </tr>
              </thead>
              {DECISIONS.map((decision) => (
                <Group
                  key={decision}
                  decision={decision}
                  topics={byCustomers(strata, decision)}
                  {...{ margin, scale, isAll }}
                />
              ))}
            </table>
            {(isAll || DECISIONS.some((one) => byCustomers(strata, one).length > MOST)) && (
              <button type="button" className="link-button" onClick={() => setParam('topics', isAll ? null : 'all')}>
                {isAll ? 'Show the largest topics only' : `Show all ${strata.length} topics`}
              </button>
            )}
          </>
        );
      }}
    </AnalysisPanel>
  );
}

interface GroupProps {
  decision: Decision;
  topics: TopicParity[];
  margin: number;
  scale: Scale;
  isAll: boolean;
}

function Group({ decision, topics, margin, scale, isAll }: GroupProps) {
  if (topics.length === 0) return null;
  const shown = isAll ? topics : topics.slice(0, MOST);
  return (
    <tbody>
      <tr className={`topics-group is-${decision}`}>
        <th scope="rowgroup" colSpan={7}>
          {DECISION_WORDS[decision]} <span>{topics.length}</span> <em>{NOTES[decision]}</em>
        </th>
      </tr>
      {shown.map((topic) => {
        const interval = intervalOf(topic);
        const tone = decision === 'send' ? 'bad' : decision === 'leave' ? 'good' : 'plain';
        return (
          <tr key={topicWord(topic)}>
            <th scope="row">{topicWord(topic)}</th>
            <td className="num">{formatCount(topic.conversations)}</td>
            <td className="topics-plot">
              {topic.verdict && (
                <IntervalPlot
                  interval={interval}
                  {...{ margin, scale, tone }}
                  label={interval ? intervalWord(interval) : ''}
                />
              )}
            </td>
            <td className="num">
              {topic.difference === null ? '–' : pointsWord(topic.difference)}
              <span className="narrow-only quiet">
                {interval && intervalWord(interval)}{' '}
                <span className="nowrap">
                  n {formatCount(topic.nAi)} and {formatCount(topic.nHuman)}
                </span>
              </span>
            </td>
            <td className="num wide-only quiet">{interval ? intervalWord(interval) : ''}</td>
            <td className="num wide-only quiet">{formatCount(topic.nAi)}</td>
            <td className="num wide-only quiet">{formatCount(topic.nHuman)}</td>
          </tr>
        );
      })}
    </tbody>
  );
}

const byCustomers = (strata: readonly TopicParity[], decision: Decision) =>
  strata.filter((topic) => topic.decision === decision).sort((a, b) => b.conversations - a.conversations);

function intervalOf({ difference, low, high }: TopicParity): Interval | null {
  return difference === null || low === null || high === null ? null : { difference, low, high };
}

function findingOf({ strata }: ParityAnswer): string | null {
  const send = byCustomers(strata, 'send');
  if (strata.length === 0) return null;
  if (send.length === 0) return 'No topic must go to people on these ratings';
  return send.length === 1
    ? `People should answer 1 topic: ${topicWord(send[0]!)}`
    : `People should answer ${send.length} topics, first ${topicWord(send[0]!)}`;
}
