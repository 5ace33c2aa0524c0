import type { Head, Row } from './define';
import { objectsIn } from './values';

/** What a file begins with: the pages that wrap rows under `name`, and their rows beside rows that stand alone. */
export const inPages = ({ rows }: Head, name: string): Row[] =>
  rows.flatMap((row) => (Array.isArray(row[name]) ? [row, ...objectsIn(row[name])] : [row]));
