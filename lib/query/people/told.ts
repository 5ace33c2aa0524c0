export interface Told {
  type: 'tool_activity' | 'seat';
  /** source_id of the records, and of those whose numbers stand for theirs; the same where it tells a week twice */
  source: number;
  by: number;
  records: number;
}

/** Counts the records whose numbers another one's stand for. */
export class ToldTwice {
  private readonly counts = new Map<string, Told>();

  note(type: Told['type'], source: number, by: number): void {
    const name = `${type} ${source} ${by}`;
    const found = this.counts.get(name);
    if (found) found.records++;
    else this.counts.set(name, { type, source, by, records: 1 });
  }

  get all(): Told[] {
    return [...this.counts.values()];
  }
}
