import { benchIngest } from './ingest';
import { benchPage } from './page';
import { benchQueries } from './queries';
import { openBench } from './workspace';

const [part = 'all'] = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const runs = Number(process.argv[process.argv.indexOf('--runs') + 1]) || 3;

const bench = await openBench();
try {
  if (part === 'ingest' || part === 'all') await benchIngest(bench, runs);
  if (part === 'query' || part === 'all') await benchQueries(bench);
  if (part === 'page' || part === 'all') await benchPage(bench);
} finally {
  await bench.close();
}
