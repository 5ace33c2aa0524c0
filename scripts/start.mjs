// npm start: from a fresh clone to a served product.
import { prepare } from './lib/install.mjs';

prepare();
const { register } = await import('tsx/esm/api');
register();
const { start } = await import('./lib/start.ts');
process.exit(await start());
