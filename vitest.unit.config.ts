import path from 'node:path';
import { defineConfig } from 'vitest/config';

/** The tests that need no database: `npm run verify`. */
export default defineConfig({
  resolve: { alias: { '@': path.resolve(import.meta.dirname) } },
  test: { include: ['tests/unit/**/*.test.{ts,tsx}'], maxWorkers: 2, testTimeout: 60_000 },
});
