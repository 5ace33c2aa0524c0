import type { Row } from './define';
import { Seen } from './seen';

/**
 * Names the rows of a report that may come again in a run, as where a window of days was loaded twice: by their texts,
 * not by their figures, which grow while a day lasts. The later file's row then takes the place of the earlier one's.
 * Within a file, a row counts once word for word; rows that differ in figures only are several.
 */
export class RowNames {
  private readonly seen = new Seen();
  private readonly counts = new Map<string, number>();

  /** The same for the same row of another file; null where the row stood in this file before. */
  nameOf(row: Row): string | null {
    if (!this.seen.add(JSON.stringify(row))) return null;
    const texts = Object.entries(row).filter(([name, value]) => isChoice(value) && !name.includes('amount'));
    const name = JSON.stringify([row.actor, ...texts.sort(([a], [b]) => (a < b ? -1 : 1))]);
    const count = this.counts.get(name) ?? 0;
    this.counts.set(name, count + 1);
    return `${name}${count}`;
  }
}

const isChoice = (value: unknown) => typeof value === 'string' || value === true;
