import type { Cell } from '@/lib/core/cell';
import type { PanelTable } from '@/lib/core/panel-table';
import type { DateRange, Filter } from '@/lib/core/request';
import type { Workspace } from '@/lib/core/workspace';

/** How a panel's numbers come about, where they are no metric of the catalogue. */
export interface How {
  question: string;
  formula: string;
  caveat: string;
}

/** What a panel can say of itself that no metric's question does. */
export interface Own {
  how?: How;
  table?: PanelTable;
  about: [string, Cell][];
  period?: DateRange;
  filter?: Filter;
  asOf?: string | null;
  /** without its ending */
  file: string;
}

/** What every such answer says of itself. */
type Told = Partial<DateRange & { asOf: string | null; filter: Filter }>;

interface OwnParts {
  title: string;
  answer: Told;
  workspace: Workspace;
  how?: How;
  table?: PanelTable;
}

/** A panel's own table and words with what they must say about themselves once they have left. */
export function ownOf({ title, answer: { from, to, asOf, filter }, workspace, how, table }: OwnParts): Own {
  const { demo, name, timeZone, currency } = workspace;
  const filters = Object.entries(filter ?? {}).map(([by, values]): [string, Cell] => [
    `Filter: ${by}`,
    values.join('; '),
  ]);
  const about: [string, Cell][] = [
    ['About this file', 'made by Tandem'],
    ['Data', demo ? 'DEMO: the reference company, invented' : `the records of ${name}`],
    ['Panel', title],
    ...(from && to
      ? ([
          ['From', from],
          ['Up to, not including', to],
        ] as [string, Cell][])
      : []),
    ...(filters.length > 0 ? filters : ([['Filter', 'none']] as [string, Cell][])),
    ...(asOf ? ([['As of', asOf]] as [string, Cell][]) : []),
    ['Time zone', timeZone],
    ['Currency', currency],
    ...(how
      ? ([
          ['Formula', how.formula],
          ['Mind', how.caveat],
        ] as [string, Cell][])
      : []),
  ];
  const slug = title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  const file = ['tandem', ...(demo ? ['demo'] : []), slug, ...(from && to ? [from, to] : [])].join('-');
  return { how, table, about, filter, asOf, file, ...(from && to && { period: { from, to } }) };
}
