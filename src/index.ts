/**
 * takar (Indonesian: to measure out) scores staff by the rules that policy officers write: exact numbers, proven
 * rulesets, explained results.
 *
 * The path of a ruleset: `load` → `check` → `compile` → `scoreRow` or `scoreCohort` → `explain`. Mistakes of users come
 * back as findings, which `say` puts into words; only an embedder's mistake throws.
 *
 * @module takar
 */

// The verbs.

export { awardReason } from './explain/award-reason.ts';
export { type ExplainOptions, explain } from './explain/explain.ts';
export { explanationJson, explanationText } from './explain/text.ts';
export { check } from './library/check.ts';
export { compile } from './library/compile.ts';
export { parse } from './library/parse.ts';
export { checkPlan, planSheets } from './library/plan.ts';
export { createRowScorer, type RowIndicator, type RowScorer, type RowScores, type RowValue } from './library/rows.ts';
export { type CohortScoreOptions, type RowData, type ScoreOptions, scoreCohort, scoreRow } from './library/score.ts';
export { type LoadOptions, load, type ReadText } from './syntax/load.ts';

// What else the runner does.

export { type JsonRulesExport, toJsonRules } from './backends/json-rules.ts';
export type { DialectName } from './backends/sql/dialect.ts';
export { type SqlExport, type SqlOptions, toSql } from './backends/sql/query.ts';
export type { SourceColumn } from './backends/sql/source.ts';
export type { BindOptions, BoundRow, WithInputs } from './data/bind.ts';
export type { ColumnMapping, MappedColumn } from './data/column-mapping.ts';
export { readParquet } from './data/parquet.ts';
export { readRows } from './data/read-rows.ts';
export { type OpenTable, openTable, readWorkbook, type WorkbookOptions } from './data/read-workbook.ts';
export { type Coverage, coverageOf, type Exercisable, percentOf } from './examples/coverage.ts';
export { canGenerate, type Generated, generateExamples, type MadeExample } from './examples/generate.ts';
export type { Boundary, Goal, Side } from './examples/goals.ts';
export type { Trial } from './examples/trial.ts';
export type { PlanSheet, PlanSheets, SheetIndicator } from './explain/plan-sheet.ts';
export type { SheetAwards } from './explain/sheet-awards.ts';
export { exampleOf } from './messages/examples/index.ts';
export { type Said, say, why } from './messages/say.ts';
export { type Baseline, baselineText, newFindings, readBaseline } from './report/baseline.ts';
export { coverageJson, coverageText } from './report/coverage.ts';
export { FINDING_FORMATS, type FindingFormat, type PrintFindingsOptions, printFindings } from './report/findings.ts';
export { generatedExamplesText } from './report/generated-examples.ts';
export { indicatorLines } from './report/indicator-results.ts';
export { planSheetsHtml, planSheetText } from './report/plan-sheet.ts';
export { markedWorkbook, rejectWorkbook, type WorkbookLayout } from './report/reject-workbook.ts';
export { resultParquet } from './report/result-parquet.ts';
export { indicatorWorkbook, resultWorkbook } from './report/result-workbook.ts';
export { type ResultOptions, rejectLines, resultLines } from './report/results.ts';
export { type AwardCounts, type RunCounts, summaryJson, summaryText } from './report/summary.ts';
export { templateWorkbook } from './report/template-workbook.ts';
export type { ExampleResult } from './score/examples.ts';
export { runExamples } from './score/group-examples.ts';
export { type BeyondLimit, type SqlDatabase, type SqlRow, scoreCohortInSql } from './score/sql.ts';
export { type FormatOptions, formatRuleset } from './syntax/format.ts';

// What they hand out.

export type {
  Case,
  CasePart,
  Code,
  CodeArgs,
  CsvProblem,
  Employee,
  EncodingProblem,
  JsonProblem,
  Localized,
  NodeShape,
  ParquetProblem,
  PeriodWord,
  Severity,
  ShapeName,
  TypeName,
  WorkbookProblem,
} from './base/codes.ts';
export type { Cell, Diagnostic, DiagnosticOf, Edit, Fix, Place, Related, RelatedRole } from './base/diagnostic.ts';
export type { Outcome } from './base/outcome.ts';
export { LineIndex, type Position, type Source, type Sources, type Span } from './base/source.ts';
export type { Explanation } from './explain/explanation.ts';
export type { GroupReason, PlanNote } from './integers/plan.ts';
export type { Value } from './language/core.ts';
export type { Language } from './language/vocabulary.ts';
export type { LongActual, PlanBook, PlannedItem, PlanRow, PlanSegment } from './model/plan.ts';
export type { Program } from './model/program.ts';
export type { DataRecord, DetailRow } from './model/record.ts';
export type { Ruleset } from './model/ruleset.ts';
export type {
  AwardResult,
  BudgetSummary,
  CohortResult,
  DetailsSummary,
  EarlierPeriods,
  Evaluated,
  Evaluation,
  EvaluationError,
  GrantResult,
  GroupNote,
  GroupSummary,
  IndicatorScore,
  IndicatorState,
  LimitStep,
  LimitSummary,
  Payment,
  Reject,
  RowPart,
  ScoreRow,
  Setting,
  TierStep,
} from './model/score.ts';
export { type Days, type Period, type PeriodKind, parsePeriod } from './number/calendar.ts';
export type { Interval } from './number/interval.ts';
export { Rational } from './number/rational.ts';
export { ROUNDING_MODES, type RoundingMode } from './number/rounding.ts';
export { forPeople, type Locale, type PrintOptions, plainDecimal } from './number/text.ts';
export type { WorkCalendar } from './number/workdays.ts';
export type { PlanCheck } from './plan/check.ts';
export { actualsShape, planShape, type TableShape } from './plan/columns.ts';
export type { LoadedRuleset, RulesetAst } from './syntax/ast.ts';

// The parts of what they hand out, by namespace.

/** What the export for json-rules-engine is made of. */
export type * as jsonRules from './backends/json-rules.ts';
/** What an explanation is made of. */
export type * as explanation from './explain/explanation.ts';
/** The core language that a program is written in. */
export type * as core from './language/core.ts';
/** The types of values. */
export type * as types from './language/types.ts';
/** What a compiled program is made of. */
export type * as program from './model/program.ts';
/** What a checked ruleset is made of. */
export type * as rules from './model/ruleset.ts';
/** The syntax tree: what a file says, with the place of everything. */
export type * as syntax from './syntax/ast.ts';
