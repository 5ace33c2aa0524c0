import type { Cell, PanelTable } from '@/lib/core/panel-table';
import type { DateRange, Filter } from '@/lib/core/request';

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
  /** what its file tells beside who took it, when and of which workspace: that the server writes */
  about: [string, Cell][];
  period?: DateRange;
  filter?: Filter;
  asOf?: string | null;
  /** what its files are called */
  slug: string;
}

/** What every such answer says of itself. */
type Told = Partial<DateRange & { asOf: string | null; filter: Filter }>;

interface OwnParts {
  title: string;
  answer: Told;
  how?: How;
  table?: PanelTable;
}

/** A panel's own table and words with what they must say about themselves once they have left. */
export function ownOf({ title, answer: { from, to, asOf, filter }, how, table }: OwnParts): Own {
  const about: [string, Cell][] = [
    ...(asOf ? ([['As of', asOf]] as [string, Cell][]) : []),
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
  return { how, table, about, filter, asOf, slug: slug || 'panel', ...(from && to && { period: { from, to } }) };
}
