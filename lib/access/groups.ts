/** A department's team in one calendar quarter. `people` counts its first day; 0 = it appears later in the quarter. */
export interface Cell {
  department: string;
  team: string;
  people: number;
}

interface Group {
  /** its first cell in (department, team) order stands for its name */
  name: readonly [string, string];
  people: number;
  cells: number[];
}

const bySizeThenName = (a: Group, b: Group) => a.people - b.people || compare(a.name, b.name);
const compare = (a: readonly [string, string], b: readonly [string, string]) =>
  a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;

/** Joins the smallest with the next smallest until none is below k or one alone is left; smallest first. */
function mergedUpTo(k: number, groups: Group[]): Group[] {
  const left = groups.sort(bySizeThenName);
  while (left.length > 1 && left[0]!.people < k) {
    const [a, b] = left.splice(0, 2) as [Group, Group];
    const name = compare(a.name, b.name) < 0 ? a.name : b.name;
    left.push({ name, people: a.people + b.people, cells: [...a.cells, ...b.cells] });
    left.sort(bySizeThenName);
  }
  return left;
}

/**
 * The fixed groups of one calendar quarter: for every cell the number of its group (spec: metrics.md, Privacy).
 * Departments are joined into blocks of at least k people, then cells inside each block; a cell that appears
 * later belongs to its block's smallest group, a new department to the smallest block's.
 */
export function fixedGroups(cells: readonly Cell[], k: number): number[] {
  const departments = new Map<string, Group>();
  cells.forEach(({ department, people }, index) => {
    if (people === 0) return;
    const block = departments.get(department) ?? { name: [department, ''] as const, people: 0, cells: [] };
    departments.set(department, { ...block, people: block.people + people, cells: [...block.cells, index] });
  });
  const groupOf = new Array<number>(cells.length).fill(0);
  const smallestOf = new Map<string, number>();
  let groups = 0;
  let smallest = 0;
  mergedUpTo(k, [...departments.values()]).forEach((block, rank) => {
    const single = (index: number): Group => {
      const { department, team, people } = cells[index]!;
      return { name: [department, team], people, cells: [index] };
    };
    if (rank === 0) smallest = groups;
    for (const index of block.cells) smallestOf.set(cells[index]!.department, groups);
    for (const group of mergedUpTo(k, block.cells.map(single))) {
      for (const index of group.cells) groupOf[index] = groups;
      groups++;
    }
  });
  cells.forEach(({ department, people }, index) => {
    if (people === 0) groupOf[index] = smallestOf.get(department) ?? smallest;
  });
  return groupOf;
}

/** Which of `size` members may only be answered about together. */
export class Blocks {
  private readonly parent: Int32Array;

  constructor(size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  /** The block's representative. */
  of(member: number): number {
    let at = member;
    while (this.parent[at] !== at) at = this.parent[at]!;
    return at;
  }

  join(a: number, b: number): void {
    this.parent[this.of(b)] = this.of(a);
  }

  copy(): Blocks {
    const other = new Blocks(this.parent.length);
    other.parent.set(this.parent);
    return other;
  }

  /** True if the members chosen are a union of whole blocks. */
  isUnion(chosen: ReadonlySet<number>): boolean {
    const inside = new Set<number>();
    for (const member of chosen) inside.add(this.of(member));
    for (let member = 0; member < this.parent.length; member++)
      if (!chosen.has(member) && inside.has(this.of(member))) return false;
    return true;
  }

  /**
   * Joins blocks that hold some, but fewer than k people, with the next smallest that holds any, so that no
   * difference of two answers is about fewer than k. `peopleOf` may stop counting at k.
   */
  joinSmall(k: number, peopleOf: (member: number) => Iterable<number>): void {
    const held = new Map<number, Set<number>>();
    for (let member = 0; member < this.parent.length; member++)
      for (const person of peopleOf(member)) {
        const block = this.of(member);
        const people = held.get(block);
        if (people) people.add(person);
        else held.set(block, new Set([person]));
      }
    const left = [...held].map(([block, people]) => ({ block, people }));
    const order = (a: (typeof left)[number], b: (typeof left)[number]) =>
      a.people.size - b.people.size || a.block - b.block;
    left.sort(order);
    while (left.length > 1 && left[0]!.people.size < k) {
      const [a, b] = left.splice(0, 2) as [(typeof left)[number], (typeof left)[number]];
      this.join(a.block, b.block);
      left.push({ block: this.of(a.block), people: new Set([...a.people, ...b.people]) });
      left.sort(order);
    }
  }
}
