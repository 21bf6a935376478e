/**
 * takar (Indonesian: to measure out) scores staff by the rules that policy officers write: exact numbers, proven
 * rulesets, explained results.
 *
 * The path of a ruleset: {@link load} → {@link check} → {@link compile} → {@link scoreRow} or {@link scoreCohort} →
 * {@link explain}. Mistakes of users come back as {@link Diagnostic}s, which {@link say} puts into words; only an
 * embedder's mistake throws.
 *
 * @module takar
 */

export { type JsonRulesExport, toJsonRules } from './backends/json-rules.ts';
export type { Code, CodeArgs, Localized, Severity } from './base/codes.ts';
export type { Cell, Diagnostic, Edit, Fix, Place, Related, RelatedRole } from './base/diagnostic.ts';
// What they hand out.
export type { Outcome } from './base/outcome.ts';
export { LineIndex, type Position, type Source, type Sources, type Span } from './base/source.ts';
// What else the runner does.
export { readRows } from './data/read-rows.ts';
export { type ExplainOptions, explain } from './explain/explain.ts';
export type { Explanation } from './explain/explanation.ts';
export { awardReason, explanationJson, explanationText } from './explain/text.ts';
export type { Value } from './language/core.ts';
export type { Language } from './language/vocabulary.ts';
export { check } from './library/check.ts';
export { compile } from './library/compile.ts';
export { parse } from './library/parse.ts';
export { type RowData, type ScoreOptions, scoreCohort, scoreRow } from './library/score.ts';
export { say, why } from './messages/say.ts';
export type { Program } from './model/program.ts';
export type { DataRecord } from './model/record.ts';
export type { Ruleset } from './model/ruleset.ts';
export type {
  AwardResult,
  CohortResult,
  Evaluated,
  EvaluationError,
  GrantResult,
  GroupSummary,
  IndicatorScore,
  IndicatorState,
  Reject,
  ScoreRow,
  TierStep,
} from './model/score.ts';
export { type Period, parsePeriod } from './number/calendar.ts';
export { Rational } from './number/rational.ts';
export { forPeople, plainDecimal } from './number/text.ts';
export { printFindings } from './report/findings.ts';
export { rejectLines, resultLines } from './report/results.ts';
export { summaryJson, summaryText } from './report/summary.ts';
export { type ExampleResult, runExamples } from './score/examples.ts';
export type { LoadedRuleset, RulesetAst } from './syntax/ast.ts';
export { formatRuleset } from './syntax/format.ts';
// The verbs, in the order of use.
export { type LoadOptions, load, type ReadText } from './syntax/load.ts';
