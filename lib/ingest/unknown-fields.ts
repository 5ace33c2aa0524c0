import { isClean } from '@/lib/core/record-schema';

const MOST_NAMES = 100;
const LONGEST_NAME = 100;
const OTHERS = '(others)';

/** Short, and of characters the database can hold: a cut may have split a pair. */
function nameable(field: string): string {
  if (field.length <= LONGEST_NAME && isClean(field)) return field;
  const cut = field.length > LONGEST_NAME ? `${field.slice(0, LONGEST_NAME)}…` : field;
  return cut.replaceAll('\0', '\uFFFD').toWellFormed();
}

/** How often each field that no record has was seen. Names are bounded in number and length. */
export class UnknownFields {
  private readonly counts = new Map<string, number>();

  readonly count = (field: string): void => {
    const name = nameable(field);
    const seen = this.counts.get(name);
    if (seen !== undefined) this.counts.set(name, seen + 1);
    else if (this.counts.size < MOST_NAMES) this.counts.set(name, 1);
    else this.counts.set(OTHERS, (this.counts.get(OTHERS) ?? 0) + 1);
  };

  /** Takes over what a file that went in has brought. */
  add(other: UnknownFields): void {
    for (const [name, times] of other.counts) {
      const key = this.counts.has(name) || this.counts.size < MOST_NAMES ? name : OTHERS;
      this.counts.set(key, (this.counts.get(key) ?? 0) + times);
    }
  }

  toObject(): Record<string, number> {
    return Object.fromEntries(this.counts);
  }
}
