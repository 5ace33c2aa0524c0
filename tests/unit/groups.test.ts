import { describe, expect, it } from 'vitest';
import { Blocks, type Cell, fixedGroups } from '@/lib/access/groups';

const cells = (...list: [string, string, number][]): Cell[] =>
  list.map(([department, team, people]) => ({ department, team, people }));
/** Names of cells by group, in the order given. */
function grouped(list: Cell[], k: number): string[][] {
  const groups: string[][] = [];
  fixedGroups(list, k).forEach((group, index) => {
    groups[group] ??= [];
    groups[group].push(`${list[index]!.department}/${list[index]!.team}`);
  });
  return groups;
}

describe('fixed groups of a quarter', () => {
  it('leaves cells of 5 and more alone, the smallest block first', () => {
    expect(grouped(cells(['A', 'x', 5], ['A', 'y', 6], ['B', 'x', 7]), 5)).toEqual([['B/x'], ['A/x'], ['A/y']]);
  });
  it('joins a department of 3 with the next smallest, 8, into a block of 11', () => {
    // Inside it: Board 1 + 1 = 2, + Board 1 = 3, + Legal 2 = 5, then Legal 3 + 3 = 6.
    const board = cells(
      ['Board', 'a', 1],
      ['Board', 'b', 1],
      ['Board', 'c', 1],
      ['Legal', 'a', 3],
      ['Legal', 'b', 2],
      ['Legal', 'c', 3],
      ['Sales', 'a', 20],
    );
    const groups = grouped(board, 5).map((group) => group.sort());
    expect(groups).toContainEqual(['Sales/a']);
    expect(groups).toHaveLength(3);
    expect(groups).toContainEqual(['Board/a', 'Board/b', 'Board/c', 'Legal/b']);
    expect(groups).toContainEqual(['Legal/a', 'Legal/c']);
  });
  it('keeps joining until the smallest block has k: 2 + 2 = 4, 4 + 6 = 10', () => {
    expect(grouped(cells(['A', 'x', 2], ['B', 'x', 2], ['C', 'x', 6], ['D', 'x', 9]), 5)).toEqual([
      ['D/x'],
      ['A/x', 'B/x', 'C/x'],
    ]);
  });
  it('breaks ties by name: of two teams of 5 beside one of 2 the first in the alphabet is joined', () => {
    expect(grouped(cells(['A', 'c', 5], ['A', 'b', 5], ['A', 'a', 2]), 5)).toEqual([['A/c'], ['A/b', 'A/a']]);
  });
  it('puts a team that appears later into its department’s smallest group, a new department into the smallest block’s', () => {
    const list = cells(['A', 'x', 9], ['A', 'y', 6], ['B', 'x', 7], ['A', 'new', 0], ['C', 'new', 0]);
    expect(grouped(list, 5).map((group) => group.sort())).toEqual([['B/x', 'C/new'], ['A/new', 'A/y'], ['A/x']]);
  });
  it('makes one group of a company smaller than k, and none of nobody', () => {
    expect(grouped(cells(['A', 'x', 1], ['B', 'x', 2]), 5)).toEqual([['A/x', 'B/x']]);
    expect(fixedGroups([], 5)).toEqual([]);
  });
  it('follows a larger k', () => {
    expect(grouped(cells(['A', 'x', 5], ['A', 'y', 6], ['B', 'x', 12]), 10)).toEqual([['A/x', 'A/y'], ['B/x']]);
  });
});

describe('blocks', () => {
  it('answers unions of whole blocks only', () => {
    const blocks = new Blocks(4);
    blocks.join(0, 1);
    expect(blocks.isUnion(new Set([0, 1]))).toBe(true);
    expect(blocks.isUnion(new Set([0]))).toBe(false);
    expect(blocks.isUnion(new Set([2, 3]))).toBe(true);
    expect(blocks.isUnion(new Set())).toBe(true);
  });
  it('joins members with 1 to 4 people behind them to the next smallest, and leaves empty ones', () => {
    const people = [[1, 2], [], [3, 4, 5, 6, 7], [8, 9, 10, 11, 12]];
    const blocks = new Blocks(4);
    blocks.joinSmall(5, (member) => people[member]!);
    expect(blocks.of(0)).toBe(blocks.of(2));
    expect(blocks.isUnion(new Set([1]))).toBe(true);
    expect(blocks.isUnion(new Set([3]))).toBe(true);
    expect(blocks.isUnion(new Set([2, 3]))).toBe(false);
  });
  it('counts somebody who stands in two members once: 4 + 4 with 3 in common are 5', () => {
    const people = [
      [1, 2, 3, 4],
      [2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ];
    const blocks = new Blocks(3);
    blocks.joinSmall(5, (member) => people[member]!);
    expect(blocks.of(0)).toBe(blocks.of(1));
    expect(blocks.of(2)).not.toBe(blocks.of(0));
  });
});
