'use client';

import { Panel } from '@/components/dashboard/panel';
import { cell, keysOf } from '@/components/data/answers';
import { type Column, DataTable } from '@/components/data/data-table';
import { InlineValue } from '@/components/data/figure';
import type { Answer, MetricValue, Unit } from '@/lib/core/answer';
import { keyWord } from '@/lib/core/words';
import { useQuarters } from './use-quarters';

const METRICS = [
  'revenue_per_employee',
  'headcount',
  'tech_share',
  'cost_per_transaction',
  'csat_mean',
  'contacts_per_1000_transactions',
];

/** Every number of the page, quarter by quarter, so that each can be checked against the books. */
export function QuarterTable() {
  const { ask } = useQuarters();
  return (
    <Panel
      title="Quarter by quarter"
      note="Revenue as booked in the quarter; revenue per employee is four times it by people employed"
      {...ask(...METRICS)}
      height={300}
      wide
    >
      {(answer) => (
        <div className="company-quarters">
          <DataTable
            caption="Company figures by quarter"
            columns={columns(answer)}
            rows={observed(answer)}
            rowKey={(period) => period}
          />
        </div>
      )}
    </Panel>
  );
}

/** The latest first; quarters of which nothing is known are no rows. */
function observed(answer: Answer): string[] {
  const isKnown = (period: string) => METRICS.some((metric) => cell(answer, metric, { period })?.value != null);
  return keysOf(answer, 'period').filter(isKnown).sort().reverse();
}

function columns(answer: Answer): Column<string>[] {
  const figure = (metric: string, title: string): Column<string> =>
    column(metric, title, answer.labels[metric]?.unit ?? 'count', (period) => cell(answer, metric, { period }));
  const part = (
    id: string,
    title: string,
    unit: Unit,
    metric: string,
    read: (value: MetricValue) => number | undefined,
  ): Column<string> =>
    column(id, title, unit, (period) => {
      const value = cell(answer, metric, { period });
      return value?.value == null ? value : { ...value, value: read(value) ?? null };
    });
  return [
    { id: 'period', title: 'Quarter', cell: (period) => keyWord('quarter', period), sortBy: (period) => period },
    part('revenue', 'Revenue', 'money', 'revenue_per_employee', ({ numerator }) => numerator),
    figure('headcount', 'People employed'),
    part('contractors', 'Contractors', 'people', 'headcount', ({ beside }) => beside?.contractors),
    figure('revenue_per_employee', 'Revenue per employee'),
    figure('tech_share', 'In tech'),
    figure('cost_per_transaction', 'Cost per transaction'),
    figure('csat_mean', 'Satisfaction'),
    figure('contacts_per_1000_transactions', 'Contacts per 1,000'),
  ];
}

function column(
  id: string,
  title: string,
  unit: Unit,
  read: (period: string) => MetricValue | undefined,
): Column<string> {
  return {
    id,
    title,
    isNumber: true,
    cell: (period) => <InlineValue value={read(period)} unit={unit} />,
    sortBy: (period) => read(period)?.value ?? null,
  };
}
