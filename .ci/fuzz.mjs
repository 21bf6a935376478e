/**
 * `npm run fuzz [RUNS] [SEED]`: the fuzzing of test/laws/fuzz.test.ts with more runs (100,000) or another seed.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [runs = '100000', seed = '20260101'] = process.argv.slice(2);
const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
const config = ['--config', 'test/vitest.config.ts', 'test/laws/fuzz.test.ts'];
const { status } = spawnSync(process.execPath, [vitest, 'run', ...config], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, TAKAR_FUZZ_RUNS: runs, TAKAR_FUZZ_SEED: seed },
  stdio: 'inherit',
});
process.exit(status ?? 1);
