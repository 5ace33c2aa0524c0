import { benchAnalyses } from './analyses';
import { benchConnectors } from './connectors';
import { benchIngest } from './ingest';
import { benchPage } from './page';
import { benchQueries } from './queries';
import { openBench } from './workspace';

const words = process.argv.slice(2).filter((word) => /^[a-z]/.test(word));
const wants = (part: string) => words.length === 0 || words.includes('all') || words.includes(part);
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 3;

const bench = await openBench();
try {
  if (wants('connectors')) await benchConnectors(runs);
  if (wants('ingest')) await benchIngest(bench, runs);
  if (wants('query')) await benchQueries(bench);
  if (wants('analyses')) await benchAnalyses(bench);
  if (wants('page')) await benchPage(bench);
} finally {
  await bench.close();
}
