'use client';

import type { ReactNode } from 'react';
import { Dashboard } from '@/components/dashboard/dashboard';
import { SampleNote } from '@/components/dashboard/sample-note';
import { Stat } from '@/components/dashboard/stat';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import type { ImpactAnswer } from '@/lib/core/impact';
import { historyOf } from '@/lib/core/url';
import { periodWord, valueWord } from '@/lib/core/words';
import { Changes } from './changes';
import { GuardrailTable } from './guardrail-table';
import { verdict } from './guardrails';
import { ParityTile, ProfitTile } from './judged-tiles';
import { impactQuestion, resolutionQuestions, TILES, type TileWish, tileQuestions } from './questions';
import { useGuardrails } from './use-guardrails';

/** What needs me this week? The verdict, the guardrails, the tiles: all on one small screen. */
export function Overview() {
  const { view } = useRequest();
  const guarded = useGuardrails();
  const impact = useAnalysis<ImpactAnswer>('impact', impactQuestion(view));
  // The saving is the company's: beside filtered guardrails it would be another's.
  const isWhole = Object.keys(view.filter).length === 0;
  const saving =
    impact.status === 'ok' && isWhole && !impact.answer.illustration
      ? { status: impact.answer.banked.status, reason: impact.answer.reasons[0] }
      : undefined;
  const span = historyOf(view, 'month');
  return (
    <Dashboard
      title="Overview"
      question="What needs me this week?"
      answer={guarded.rails && verdict(guarded.rails, saving)}
      dimensions={['channel', 'market']}
      optionsFrom="conversations"
      grains={[]}
      footnote={`Small lines: ${periodWord(span)} by month, company figures by quarter`}
    >
      <GuardrailTable {...guarded} />
      <div className="strip">
        <Tile {...TILES.automation} tone="ai" />
        <ResolutionTile />
        <ParityTile />
        <Tile {...TILES.use} />
        <Tile {...TILES.revenue} />
        <Tile {...TILES.cost} />
        <Tile {...TILES.contacts} note={<SampleNote />} />
        <ProfitTile impact={impact} />
      </div>
      <Changes />
    </Dashboard>
  );
}

interface TileProps extends TileWish {
  tone?: 'ai';
  note?: ReactNode;
}

function Tile({ tone, note, ...wish }: TileProps) {
  const { view } = useRequest();
  const { request, dropped, history } = tileQuestions(view, useWorkspace(), wish);
  const period = request.from !== view.from || request.to !== view.to;
  return <Stat metric={wish.metric} {...{ request, dropped, history, period, tone, note }} />;
}

function ResolutionTile() {
  const { metric, channel, request, history, people } = resolutionQuestions(useRequest().view, useWorkspace());
  return (
    <Stat
      metric={metric}
      title={`Time to solve in ${valueWord('channel', channel).toLowerCase()}, AI alone`}
      request={request}
      history={history}
      tone="ai"
      also={people}
      beside={(answer: Answer) => (
        <>
          people <InlineValue value={cell(answer, metric, { handled_by: 'human' })} unit="seconds" />
        </>
      )}
    />
  );
}
