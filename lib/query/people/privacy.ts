import { Blocks, type Cell, fixedGroups } from '@/lib/access/groups';
import { type Day, quartersOf } from './calendar';
import type { Frame, Span } from './frame';
import type { Tally } from './tally';

/**
 * Says which sets of cells may be answered about in a period: unions of whole groups of every quarter it touches
 * (spec: metrics.md, Privacy). Made once per request; periods in the same quarters share their blocks.
 */
export class CellPrivacy {
  private readonly groups = new Map<Day, readonly (readonly number[])[]>();
  private readonly blocks = new Map<string, Blocks>();
  private readonly answers = new Map<string, boolean>();

  constructor(private readonly frame: Frame) {}

  /** `group` numbers the set, so that an answer is worked out once. */
  allows(span: Span, group: number, cells: ReadonlySet<number>): boolean {
    const key = `${this.quarterKey(span)} ${group}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known;
    const answer = this.blocksOf(span).isUnion(cells);
    this.answers.set(key, answer);
    return answer;
  }

  /** The same where fewer than k people stand behind the denominator of some blocks: these are joined first. */
  narrowed(span: Span, period: number, tally: Tally): Blocks {
    const blocks = this.blocksOf(span).copy();
    blocks.joinSmall(this.frame.k, (cell) => tally.people(period, cell));
    return blocks;
  }

  private blocksOf(span: Span): Blocks {
    const key = this.quarterKey(span);
    const found = this.blocks.get(key);
    if (found) return found;
    const made = new Blocks(this.frame.buckets);
    for (const quarter of touched(span))
      for (const group of this.groupsOf(quarter)) for (const cell of group.slice(1)) made.join(group[0]!, cell);
    this.blocks.set(key, made);
    return made;
  }

  private quarterKey(span: Span): string {
    return touched(span)
      .map(({ from }) => from)
      .join(' ');
  }

  private groupsOf(quarter: { from: Day; to: Day }): readonly (readonly number[])[] {
    const found = this.groups.get(quarter.from);
    if (found) return found;
    const groups = groupsOfQuarter(this.frame, quarter);
    this.groups.set(quarter.from, groups);
    return groups;
  }
}

/** Quarters a period is answered from: of its observed days, or of all where none is observed. */
function touched({ from, to, seenFrom, seenTo }: Span): { from: Day; to: Day }[] {
  return seenFrom < seenTo ? quartersOf(seenFrom, seenTo) : quartersOf(from, to);
}

/** Cell numbers by fixed group, from the roster of the quarter's first day, else the first with anybody on it. */
function groupsOfQuarter({ snapshot, k }: Frame, quarter: { from: Day; to: Day }): number[][] {
  const present = snapshot.stretches.filter(
    ({ employee, from, to }) => employee && from < quarter.to && to > quarter.from,
  );
  const base = present.reduce((day, { from }) => Math.min(day, Math.max(from, quarter.from)), quarter.to);
  const people = new Map<number, number>();
  for (const { cell, from, to } of present)
    people.set(cell, (people.get(cell) ?? 0) + (from <= base && base < to ? 1 : 0));
  const numbers = [...people.keys()];
  const cells: Cell[] = numbers.map((cell) => ({ ...snapshot.cells[cell]!, people: people.get(cell)! }));
  const groups: number[][] = [];
  fixedGroups(cells, k).forEach((group, index) => {
    groups[group] ??= [];
    groups[group].push(numbers[index]!);
  });
  return groups;
}

/** Which sets of tools may be answered about, by the people behind each tool alone. */
export function toolBlocks(k: number, tallies: readonly Tally[], period: number): Blocks {
  const blocks = new Blocks(tallies.length);
  blocks.joinSmall(k, (tool) => tallies[tool]!.people(period, 0));
  return blocks;
}
