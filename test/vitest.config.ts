import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  // Properties run many cases; the limit is for what hangs, not for what is slow on a busy machine.
  test: { include: ['test/**/*.test.ts'], exclude: ['test/bench/**', 'node_modules/**'], testTimeout: 120_000 },
});
