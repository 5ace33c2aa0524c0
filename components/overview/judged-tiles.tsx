'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { StatWaiting } from '@/components/dashboard/stat';
import type { AnalysisState } from '@/components/hooks/use-analysis';
import { useParity } from '@/components/hooks/use-parity';
import { useRequest } from '@/components/hooks/use-request';
import { useWorkspace } from '@/components/hooks/workspace';
import { IntervalPlot, scaleOf } from '@/components/quality/interval-plot';
import { toneOf } from '@/components/quality/tone';
import { Tag, type Tone } from '@/components/ui/tag';
import type { Dimension } from '@/lib/core/dimensions';
import { formatShort, moneyAlike } from '@/lib/core/format';
import type { Banked, ImpactAnswer } from '@/lib/core/impact';
import { BANKED_WORDS, unownedWords } from '@/lib/core/impact-words';
import { findingInForce, type Verdict } from '@/lib/core/parity';
import { coverageWord, intervalWord, pointsWord, VERDICT_WORDS } from '@/lib/core/parity-words';
import { dimensionWord, listWords } from '@/lib/core/words';

interface JudgedTileProps<T> {
  title: string;
  path: string;
  state: AnalysisState<T>;
  /** filters of the page it cannot obey */
  dropped?: Dimension[];
  n?: (answer: T) => ReactNode;
  children: (answer: T) => ReactNode;
}

/** A tile of an answer bigger than one metric; its title leads to the page that explains it. */
function JudgedTile<T>({ title, path, state, dropped = [], n, children }: JudgedTileProps<T>) {
  const { params } = useRequest();
  return (
    <section className="stat" data-state={state.status} aria-label={title}>
      <header>
        <h2>
          <Link href={params.size > 0 ? `${path}?${params}` : path} prefetch={false}>
            {title}
          </Link>
        </h2>
        {state.status === 'ok' && <span className="stat-n">{n?.(state.answer)}</span>}
      </header>
      {state.status === 'ok' ? children(state.answer) : <StatWaiting state={state} />}
      {dropped.length > 0 && (
        <p className="stat-beside not-obeyed">
          Not filtered by {listWords(dropped.map((dimension) => dimensionWord(dimension).toLowerCase()))}
        </p>
      )}
    </section>
  );
}

const nWord = (compared: { nAi: number; nHuman: number } | null) =>
  compared && `n ${formatShort(compared.nAi + compared.nHuman)}`;

const VERDICT_TONES: Partial<Record<Verdict, Tone>> = {
  superior: 'good',
  non_inferior: 'good',
  inferior: 'bad',
  inconclusive: 'warn',
};

/** The difference on the same matters and its interval: nothing else belongs here. */
export function ParityTile() {
  const { state } = useParity();
  return (
    <JudgedTile
      title="Same matters, AI minus people"
      path="/quality"
      state={state}
      n={({ holdout, crude }) => nWord(holdout ?? crude)}
    >
      {(answer) => {
        const { margin, coverage, provisional } = answer;
        const { verdict, interval } = findingInForce(answer);
        return (
          <>
            <p className="stat-value">
              <span className="figure">{interval ? pointsWord(interval.difference) : '–'}</span>{' '}
              <Tag tone={VERDICT_TONES[verdict] ?? 'neutral'}>{VERDICT_WORDS[verdict]}</Tag>
            </p>
            <p className="stat-beside">
              {interval
                ? `${intervalWord(interval)} (95 %), limit ${pointsWord(-margin)} `
                : `Only ${coverageWord(coverage)} of conversations can be compared `}
              {provisional && <Tag tone="warn">provisional</Tag>}
            </p>
            {interval && (
              <div className="stat-interval">
                <IntervalPlot
                  interval={interval}
                  margin={margin}
                  scale={scaleOf([interval], margin)}
                  tone={toneOf(verdict)}
                  label={`AI minus people ${intervalWord(interval)}, limit ${pointsWord(-margin)}`}
                />
              </div>
            )}
          </>
        );
      }}
    </JudgedTile>
  );
}

const BANKED_TONES: Record<Banked['status'], Tone> = { counts: 'good', on_hold: 'warn', not_assessed: 'neutral' };

/** Modelled money behind its doubt, with its quality; nobody's assumptions make no tile. */
export function ProfitTile({ impact }: { impact: AnalysisState<ImpactAnswer> }) {
  const { view } = useRequest();
  const { demo } = useWorkspace();
  const dropped = Object.keys(view.filter) as Dimension[];
  return (
    <JudgedTile title="Profit improvement (modelled)" path="/impact" state={impact} dropped={dropped}>
      {(answer) => {
        const { profit_improvement: profit, p10, p90, banked, reasons, quality, currency, illustration } = answer;
        if (illustration)
          return <p className="stat-beside">{unownedWords(answer)} An administrator gives each an owner and a date.</p>;
        if (profit === null)
          return <p className="stat-beside">Needs people’s working time and what the AI costs, of this period.</p>;
        const money = moneyAlike([profit, p10, p90], currency);
        return (
          <>
            <p className="stat-value">
              <Tag tone={BANKED_TONES[banked.status]}>{BANKED_WORDS[banked.status]}</Tag>{' '}
              <span className={banked.status === 'counts' ? 'figure profit-tile' : 'figure profit-tile is-held'}>
                {money(profit)}
              </span>
            </p>
            <p className="stat-beside">
              P10–P90 {money(p10)} to {money(p90)}
              {demo && <span className="warn"> of the sample’s conversations</span>}
            </p>
            <p className="stat-beside">
              quality <b>{VERDICT_WORDS[quality.verdict].toLowerCase()}</b>
              {reasons[0] && ` · ${reasons[0]}`}
            </p>
          </>
        );
      }}
    </JudgedTile>
  );
}
