/** The parts of takar that the benches look into; bundled before they run, since Node 20 reads no TypeScript. */
export { compileColumns } from '../../src/backends/columns/compile.ts';
export { Filler } from '../../src/backends/columns/fill.ts';
export { toSql } from '../../src/backends/sql/query.ts';
export { ChunkScorer } from '../../src/bulk/chunk.ts';
export { prepare } from '../../src/bulk/prepare.ts';
export { Scanner } from '../../src/bulk/scanner.ts';
export { explain } from '../../src/explain/explain.ts';
export { explanationJson } from '../../src/explain/text.ts';
export { planOf } from '../../src/integers/build.ts';
export { check } from '../../src/library/check.ts';
export { compile } from '../../src/library/compile.ts';
export { createRowScorer } from '../../src/library/rows.ts';
export { scoreRow } from '../../src/library/score.ts';
export { parsePeriod } from '../../src/number/calendar.ts';
export { Rational } from '../../src/number/rational.ts';
export { scoreWithoutAward } from '../../src/score/record.ts';
export { load } from '../../src/syntax/load.ts';
