/**
 * Writes the golden files of the example, from the second computation alone: they are what the rule's words give, not
 * what the program happens to say. Run from the root of the project:
 *   npx esbuild test/examples/write-golden.ts --bundle --platform=node --format=esm | node --input-type=module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { awardsCsv, evaluateQuarter, rejectsCsv } from './dpmptsp-independent.ts';

const folder = 'examples/dpmptsp';
for (const quarter of [1, 2, 3, 4]) {
  const { rows, rejects } = evaluateQuarter(readFileSync(`${folder}/data/2026-Q${quarter}.csv`, 'utf8'), quarter);
  writeFileSync(`${folder}/expected/2026-Q${quarter}.awards.csv`, awardsCsv(rows, quarter));
  writeFileSync(`${folder}/expected/2026-Q${quarter}.rejects.csv`, rejectsCsv(rejects));
}
