/** takar: rules-based scoring of performance. The explicit list of what the library exports. */
export type { Diagnostic, Fix, Place } from './base/diagnostic.ts';
export type { Outcome } from './base/outcome.ts';
export { explain } from './explain/explain.ts';
export { explanationJson, explanationText } from './explain/text.ts';
export { say, why } from './messages/say.ts';
export type { Program } from './model/program.ts';
export { printFindings } from './report/findings.ts';
export { rejectLines, resultLines } from './report/results.ts';
export { summaryJson, summaryText } from './report/summary.ts';
export { scoreCohort, scoreRecord } from './score/engine.ts';
export { runExamples } from './score/examples.ts';
export { formatRuleset } from './syntax/format.ts';
export { load } from './syntax/load.ts';
export { verifyRuleset } from './verify-ruleset.ts';
