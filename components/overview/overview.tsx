'use client';

import type { ReactNode } from 'react';
import { Dashboard } from '@/components/dashboard/dashboard';
import { SampleNote } from '@/components/dashboard/sample-note';
import { Stat } from '@/components/dashboard/stat';
import { cell } from '@/components/data/answers';
import { InlineValue } from '@/components/data/figure';
import { useAnalysis } from '@/components/hooks/use-analysis';
import { useRequest } from '@/components/hooks/use-request';
import type { Answer } from '@/lib/core/answer';
import type { ImpactAnswer } from '@/lib/core/impact';
import type { Filter } from '@/lib/core/request';
import { historyOf, wholeQuarters } from '@/lib/core/url';
import { periodWord, valueWord } from '@/lib/core/words';
import { Changes } from './changes';
import { GuardrailTable } from './guardrail-table';
import { verdict } from './guardrails';
import { ParityTile, ProfitTile } from './judged-tiles';
import { useGuardrails } from './use-guardrails';

/** What needs me this week? The verdict, the guardrails, the tiles: all on one small screen. */
export function Overview() {
  const { view } = useRequest();
  const guarded = useGuardrails();
  const impact = useAnalysis<ImpactAnswer>('impact', { from: view.from, to: view.to });
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
        <Tile metric="durable_automation_rate" tone="ai" />
        <ResolutionTile />
        <ParityTile />
        <Tile metric="daily_active_rate" />
        <Tile metric="revenue_per_employee" quarterly />
        <Tile metric="cost_per_transaction" quarterly />
        <Tile metric="contacts_per_1000_transactions" quarterly note={<SampleNote />} />
        <ProfitTile impact={impact} />
      </div>
      <Changes />
    </Dashboard>
  );
}

interface TileProps {
  metric: string;
  quarterly?: boolean;
  tone?: 'ai';
  note?: ReactNode;
}

function Tile({ metric, quarterly, tone, note }: TileProps) {
  const { view, requestFor } = useRequest();
  const { request, dropped } = requestFor({ metrics: [metric], compare: true, quarterly });
  const grain = quarterly ? 'quarter' : 'month';
  const history = requestFor({ metrics: [metric], grain, ...historyOf(quarterly ? wholeQuarters(view) : view, grain) });
  return (
    <Stat
      metric={metric}
      request={request}
      dropped={dropped}
      history={history.request}
      period={request.from !== view.from || request.to !== view.to}
      tone={tone}
      note={note}
    />
  );
}

/** AI and people are compared within one channel: the one filtered to, else chat. */
function ResolutionTile() {
  const { view, requestFor } = useRequest();
  const metric = 'resolution_time_p50';
  const channel = view.filter.channel?.length === 1 ? view.filter.channel[0]! : 'chat';
  const inChannel: Filter = { channel: [channel] };
  const ai = { ...inChannel, handled_by: ['ai'] };
  const { request } = requestFor({ metrics: [metric], filter: ai, compare: true });
  const people = requestFor({ metrics: [metric, 'resolution_rate'], filter: inChannel, by: ['handled_by'] }).request;
  const history = requestFor({ metrics: [metric], filter: ai, grain: 'month', ...historyOf(view, 'month') }).request;
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
