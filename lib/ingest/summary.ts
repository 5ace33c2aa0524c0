import type { FileResult } from '@/db/ingest/runs';
import type { Rejection } from './read-file';

/** What a run came to. accepted + updated + duplicate + rejected = read. */
export interface Summary {
  run: number;
  source: string;
  read: number;
  accepted: number;
  updated: number;
  duplicate: number;
  rejected: number;
  /** fields that no record has → rows that had them */
  unknownFields: Record<string, number>;
  seconds: number;
  /** seconds of reading (parse, check, COPY), of waiting for other runs and merging, and of rebuilding */
  split: { read: number; merge: number; rebuild: number };
  warnings: string[];
  /** files that went in not at all, with why */
  failed: { file: string; error: string }[];
  files: FileResult[];
  /** the first few refused rows; all of them are kept with the run */
  rejections: Rejection[];
}

/** `orders.csv, line 17: csat is not a whole number from 1 to 5.` */
export const sentenceOf = ({ file, line, reason }: Rejection) => `${file}, line ${line}: ${reason}.`;

const number = new Intl.NumberFormat('en-US');
const plural = (count: number, one: string) => `${number.format(count)} ${one}${count === 1 ? '' : 's'}`;

/** The summary for a person at a terminal. */
export function summaryText(summary: Summary): string {
  const { read, accepted, updated, duplicate, rejected, unknownFields, seconds, split } = summary;
  const lines = [
    `Run ${summary.run}, source ${summary.source}: ${plural(read, 'row')} read in ${seconds.toFixed(1)} s ` +
      `(read ${split.read.toFixed(1)} s, merge ${split.merge.toFixed(1)} s, rebuild ${split.rebuild.toFixed(1)} s).`,
    `${number.format(accepted)} accepted, ${number.format(updated)} updated, ${number.format(duplicate)} duplicate, ` +
      `${number.format(rejected)} rejected.`,
  ];
  for (const rejection of summary.rejections) lines.push(`  ${sentenceOf(rejection)}`);
  if (rejected > summary.rejections.length)
    lines.push(`  … and ${plural(rejected - summary.rejections.length, 'more rejected row')}.`);
  const unknown = Object.entries(unknownFields).map(([field, rows]) => `${field} (${number.format(rows)})`);
  if (unknown.length > 0) lines.push(`Fields ignored: ${unknown.join(', ')}.`);
  for (const { file, error } of summary.failed) lines.push(`${file} went in not at all: ${error}`);
  for (const warning of summary.warnings) lines.push(`Note: ${warning}`);
  return lines.join('\n');
}
