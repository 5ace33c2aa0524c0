import type { Blocks } from '@/lib/access/groups';
import { peopleSnapshot } from '../people/cache';
import { dateOf } from '../people/calendar';
import { familyOf, measuresOf, readsSeats } from '../people/families';
import type { Family } from '../people/family';
import { type Frame, frameOf, type Span } from '../people/frame';
import { CellPrivacy, toolBlocks } from '../people/privacy';
import { missesDays, reports } from '../people/reporting';
import {
  asksOrganisation,
  asksTool,
  assertAskable,
  type OrgGroup,
  orgGroups,
  type ToolGroup,
  toolGroups,
} from '../people/scope';
import type { Snapshot } from '../people/snapshot';
import type { Tally } from '../people/tally';
import { toolsTogether } from '../people/use';
import type { Engine, SourceQuery, SourceRow } from '../source';

/**
 * Adoption: distinct people by set arithmetic over a snapshot of the people's records. Sums come from families,
 * what may not be told is left out here. Throws a 422 for what privacy lets nobody ask.
 */
export const engine: Engine = async (db, query) => {
  assertAskable(query, familyOf);
  const snapshot = await peopleSnapshot(db);
  const frame = frameOf(snapshot, { ...query, byCell: asksOrganisation(query) });
  const families = [...new Set(query.metrics.map(familyOf))];
  const toolRows = toolGroups(
    query,
    snapshot,
    new Set(families.map((family) => (readsSeats(family) ? 'seats' : 'use'))),
  );
  const alone = new Map<Family, Tally[]>();
  const told = toolRows.map((group) => families.map((family) => ask(family, frame, { query, alone, ...group })));
  const orgRows = orgGroups(query, snapshot, holdersCells(told.flat()));
  const privacy = new CellPrivacy(frame);

  const rows: SourceRow[] = [];
  frame.spans.forEach((span, period) => {
    toolRows.forEach((toolGroup, index) => {
      const narrowed = told[index]!.map((asked) => asked.blocks(privacy, span, period));
      orgRows.forEach((orgGroup, number) => {
        const row: SourceRow = {
          period: span.key,
          group: query.by.map((dimension) => valueIn(dimension, orgGroup, toolGroup)),
          measures: {},
          histograms: {},
          remarks: {},
        };
        told[index]!.forEach((asked, at) => {
          const open =
            (!frame.byCell || privacy.allows(span, number, orgGroup.cells)) &&
            (narrowed[at]?.isUnion(frame.byCell ? orgGroup.cells : new Set(toolGroup.tools)) ?? true);
          tell(row, asked, { frame, query, span, period, orgGroup, toolGroup, open });
        });
        rows.push(row);
      });
    });
  });
  const { watermark } = frame;
  return {
    rows,
    asOf: watermark === null ? null : `${dateOf(watermark)}T00:00:00Z`,
    warnings: warningsOf(snapshot),
  };
};

interface Asked {
  family: Family;
  tally: Tally;
  /** blocks that a narrow family's answers must be unions of; undefined where nothing splits them */
  blocks(privacy: CellPrivacy, span: Span, period: number): Blocks | undefined;
}

interface Asking extends ToolGroup {
  query: SourceQuery;
  /** sums of every tool alone, by family */
  alone: Map<Family, Tally[]>;
}

function ask(family: Family, frame: Frame, { query, alone, tools }: Asking): Asked {
  const { snapshot } = frame;
  const together = () => family.tally(frame, toolsTogether(snapshot, tools), tools);
  if (!family.narrow) return { family, tally: together(), blocks: () => undefined };
  if (frame.byCell) {
    const tally = together();
    return { family, tally, blocks: (privacy, span, period) => privacy.narrowed(span, period, tally) };
  }
  if (!asksTool(query)) return { family, tally: together(), blocks: () => undefined };
  const each = eachTool(family, frame, alone);
  const tally = tools.length === 1 ? each[tools[0]!]! : together();
  return { family, tally, blocks: (_privacy, _span, period) => toolBlocks(frame.k, each, period) };
}

/** A family's sums of every tool alone; `known` keeps them for the request's other rows. */
function eachTool(family: Family, frame: Frame, known: Map<Family, Tally[]>): Tally[] {
  const found = known.get(family);
  if (found) return found;
  const { snapshot } = frame;
  const tallies = snapshot.tools.map((_, tool) => family.tally(frame, toolsTogether(snapshot, [tool]), [tool]));
  known.set(family, tallies);
  return tallies;
}

/** Cells that have sums: seats are also held by people whom no employee row names. */
function holdersCells(told: readonly Asked[]): Set<number> {
  const cells = new Set<number>();
  for (const { family, tally } of told)
    if (readsSeats(family))
      for (let period = 0; period < tally.periods; period++)
        for (let cell = 0; cell < tally.buckets; cell++) if (tally.people(period, cell).length) cells.add(cell);
  return cells;
}

function valueIn(dimension: string, org: OrgGroup, { tool }: ToolGroup): string {
  const value = dimension === 'tool' ? tool : dimension === 'team' ? org.team : org.department;
  if (value === undefined) throw new Error(`People's figures have no dimension ${dimension}.`);
  return value;
}

interface RowContext {
  frame: Frame;
  query: SourceQuery;
  span: Span;
  period: number;
  orgGroup: OrgGroup;
  toolGroup: ToolGroup;
  /** false where the row would cut a group */
  open: boolean;
}

/** Writes one family's sums and remarks into a row, or only that they are suppressed. */
function tell(row: SourceRow, { family, tally }: Asked, context: RowContext): void {
  const { frame, query, span, period, orgGroup, toolGroup } = context;
  const { measures, people } = tally.sum(period, orgGroup.cells);
  const metrics = query.metrics.filter((metric) => familyOf(metric) === family);
  if (!context.open || (people > 0 && people < frame.k)) {
    for (const { id } of metrics) row.remarks[id] = { suppressed: true };
    return;
  }
  const { tools } = toolGroup;
  const { unknown = [], beside } = family.notes?.(frame, span, measures) ?? {};
  const silent = tools.length > 0 && !tools.some((tool) => reports(frame.snapshot, tool, span, family.reads));
  for (const measure of family.measures)
    row.measures[measure] = silent || unknown.includes(measure) ? null : measures[measure]!;
  const atLeast = family.measures.includes('active_days') && !silent && missesDays(frame.snapshot, tools, span);
  for (const metric of metrics)
    row.remarks[metric.id] = {
      ...(family.provisional(frame, span) && { provisional: true as const }),
      ...(atLeast && toolGroup.tool === undefined && { atLeast: true as const }),
      ...(beside && measuresOf(metric).includes(beside.measure) && { beside: beside.figures }),
    };
}

/** Seats of a tool nobody ever reported on look idle; whoever reads the figure must know. */
function warningsOf({ tools, seats }: Snapshot): string[] {
  const unreported = tools.filter(
    ({ oneDayDates, longPeriods }, index) =>
      oneDayDates.length + longPeriods.length === 0 && seats.some((seat) => seat.tool === index),
  );
  return unreported.map(({ name }) => `No activity of ${name} was ever recorded: its seats count as not used.`);
}
