// npm test [-- --fast] [-- --samples=FOLDER]: all that must hold, and one closing line that counts it.
import { prepare } from './lib/install.mjs';

prepare({ settings: false });
const { register } = await import('tsx/esm/api');
register();
const { runTests } = await import('./lib/tests.ts');
const given = process.argv.find((argument) => argument.startsWith('--samples='));
const samplesIn = given?.slice('--samples='.length);
process.exit(await runTests({ fast: process.argv.includes('--fast'), samplesIn }));
