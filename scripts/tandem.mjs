// npm run tandem -- <command>: the command line, in this process, so that signals and exit codes are its own.
import { prepare } from './lib/install.mjs';

prepare();
const { register } = await import('tsx/esm/api');
register();
await import('./tandem.ts');
