'use client';

import { cell, keysOf } from '@/components/data/answers';
import { useMetrics } from '@/components/hooks/use-metrics';
import { useRequest } from '@/components/hooks/use-request';
import { useMetricInfo, useWorkspace } from '@/components/hooks/workspace';
import type { Answer } from '@/lib/core/answer';
import type { Dimension } from '@/lib/core/dimensions';
import { formatValue } from '@/lib/core/format';
import type { DateRange, Filter } from '@/lib/core/request';
import { hueOf, valueWord } from '@/lib/core/words';
import { askedOf } from './asked';
import { type BarRow, Bars } from './bars';
import { Panel } from './panel';

interface RankingProps extends Partial<DateRange> {
  metric: string;
  by: Dimension;
  filter?: Filter;
  title?: string;
  finding?: (answer: Answer) => string | null;
  note?: string;
  /** stands above the ranking, e.g. the company beside its departments */
  total?: string;
  /** the most bars drawn; the table has them all */
  most?: number;
  rows?: number;
  wide?: boolean;
}

const ROW_PX = 28;

/** A metric by one dimension, the largest first, with the total and the target to measure it against. */
export function Ranking({ metric, by, title, finding, note, total, most = 12, rows = 8, wide, ...wish }: RankingProps) {
  const { requestFor } = useRequest();
  const info = useMetricInfo(metric);
  const { targets, currency } = useWorkspace();
  const { request, dropped } = requestFor({ ...wish, metrics: [metric], by: [by] });
  const { filter, by: _, ...whole } = request;
  const { department: __, team: ___, ...kept } = filter ?? {};
  const wholeRequest = { ...whole, ...(Object.keys(kept).length > 0 && { filter: kept }) };
  const company = useMetrics(total ? wholeRequest : null);
  const totalRow: BarRow[] =
    total && company.status === 'ok'
      ? [{ id: 'total', label: total, value: cell(company.answer, metric), isTotal: true, tone: 'strong' }]
      : [];
  const target = targets[metric];
  const words =
    target === undefined || !info ? note : `${note ?? ''} Dashed: target ${formatValue(target, info.unit, currency)}.`;
  return (
    <Panel
      title={title ?? info?.title ?? metric}
      finding={finding}
      note={words}
      request={request}
      dropped={dropped}
      also={total ? [askedOf(wholeRequest, company)] : []}
      height={(rows + (total ? 1 : 0)) * ROW_PX}
      wide={wide}
    >
      {(answer) => (
        <>
          <Bars
            rows={[...totalRow, ...ranked(answer, metric, by).slice(0, most)]}
            unit={answer.labels[metric]?.unit ?? 'count'}
            target={target}
          />
          {keysOf(answer, by).length > most && (
            <p className="quiet">
              The {most} largest of {keysOf(answer, by).length}; the table has all.
            </p>
          )}
        </>
      )}
    </Panel>
  );
}

/** Bars of an answer's groups: the largest first, groups without a value last. */
export function ranked(answer: Answer, metric: string, by: Dimension): BarRow[] {
  return keysOf(answer, by)
    .map((value) => ({
      id: value,
      label: valueWord(by, value),
      value: cell(answer, metric, { [by]: value }),
      tone: hueOf(by, value),
    }))
    .sort((a, b) => (b.value?.value ?? -1) - (a.value?.value ?? -1));
}
