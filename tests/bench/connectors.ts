import fs from 'node:fs';
import { GATHERED, Skip } from '@/lib/connectors/define';
import { connectors } from '@/lib/connectors/registry';
import { Refusal } from '@/lib/core/record-rules';
import { type Check, makeCheck } from '@/lib/ingest/check';
import { openFile } from '@/lib/ingest/open-file';
import { fixturesOf } from '@/tests/support/connectors';
import { file } from '@/tests/support/ingest';
import { median, report } from './workspace';

const MEGABYTES = 8;
const CONTEXT = { latest: Date.parse('2027-01-01') * 1000, currency: 'USD' };

/** A fixture again and again: a table's rows below one header, else one document or line after the other. */
function repeated(name: string): Buffer {
  const text = fs.readFileSync(name, 'utf8').replace(/^\ufeff/, '');
  const headerEnds = name.endsWith('.csv') ? text.indexOf('\n') + 1 : 0;
  const body = text.slice(headerEnds);
  const times = Math.ceil((MEGABYTES * 2 ** 20) / Buffer.byteLength(body));
  return Buffer.from(text.slice(0, headerEnds) + `${body.trimEnd()}\n`.repeat(times));
}

/** Seconds of the processor from bytes to checked records, nothing stored. */
async function secondsOf(content: Buffer): Promise<number> {
  const began = process.cpuUsage();
  const opened = await openFile(file('bench', content, 256 * 1024), undefined, () => undefined);
  const { connector, head, carrier, chunks } = opened!;
  const session = connector.begin();
  const translate = session.open(head);
  const checks: Record<string, Check> = {};
  const checked = (record: { type: string } & Record<string, unknown>, plain: boolean) => {
    checks[record.type] ??= makeCheck(record.type as never, CONTEXT, () => undefined);
    checks[record.type]!(record, plain);
  };
  const reader = carrier({
    row(line, row, plain, around) {
      const given = translate(row, around, line);
      if (given === GATHERED || given instanceof Skip || given instanceof Refusal) return;
      for (const record of [given].flat()) checked(record, plain);
    },
    refuse: () => undefined,
  });
  for await (const chunk of chunks) reader.push(chunk);
  reader.end();
  for (const { record } of session.finish?.() ?? [])
    if (!(record instanceof Skip || record instanceof Refusal)) checked(record, false);
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

/** How fast each connector reads its fixtures, beside canonical conversations of the same carrier. */
export async function benchConnectors(runs: number): Promise<void> {
  const speedOf = async (name: string) => {
    const content = repeated(name);
    const seconds: number[] = [];
    // The first run is the compiler's.
    await secondsOf(content);
    for (let run = 0; run < runs; run++) seconds.push(await secondsOf(content));
    return content.length / 2 ** 20 / median(seconds);
  };
  const canonical = fixturesOf('canonical');
  const json = await speedOf(canonical.find((name) => name.endsWith('.jsonl'))!);
  const csv = await speedOf(canonical.find((name) => name.endsWith('conversations.csv'))!);
  report(
    `connectors, MB/s, of processor time, medians of ${runs} runs of ${MEGABYTES} MB (canonical: JSON lines ${json.toFixed(0)}, CSV ${csv.toFixed(0)})`,
  );
  for (const { id } of connectors)
    for (const name of fixturesOf(id)) {
      // Of an array there is but one in a file.
      if (fs.readFileSync(name, 'utf8').trimStart().startsWith('[')) continue;
      const speed = await speedOf(name);
      const times = (name.endsWith('.csv') ? csv : json) / speed;
      report(
        `  ${name.slice(name.indexOf(id)).padEnd(46)} ${speed.toFixed(0).padStart(4)}   ${times.toFixed(1)} ×   (at most 3 ×)`,
      );
    }
}
