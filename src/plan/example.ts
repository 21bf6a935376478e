import type { Diagnostic } from '../base/diagnostic.ts';
import type { Span } from '../base/source.ts';
import type { PlanColumn } from '../language/vocabulary.ts';
import type { LongActual, PlanBook, PlanRow } from '../model/plan.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { DatumAst, Located, PlanRowAst } from '../syntax/ast.ts';
import { NO_PLAN } from './book.ts';
import { type PlanCells, readActual, readPlanRow } from './rows.ts';

/** The plan of one example: each datum is read as a cell of the plan would be, at its own place. */
export function exampleBook(ruleset: Ruleset, key: string, plan: readonly PlanRowAst[]): PlanBook {
  const rows: PlanRow[] = [];
  const actuals: LongActual[] = [];
  const findings: Diagnostic[] = [];
  for (const ast of plan) {
    const cells = exampleCells(ast);
    const read = readPlanRow(ruleset, key, cells, null);
    if ('findings' in read) findings.push(...read.findings);
    else rows.push(read.row);
    if (!ast.actual?.value) continue;
    const actual = readActual(key, cells, null);
    if ('row' in actual) actuals.push(actual.row);
  }
  return {
    ...NO_PLAN,
    rows: new Map([[key, rows]]),
    actuals: new Map([[key, actuals]]),
    findings,
    hasPlan: true,
  };
}

type Part = Located<string | null> | DatumAst | undefined;

function exampleCells(ast: PlanRowAst): PlanCells {
  const { no, indicator, title, unit, target, weight, actual } = ast;
  const parts: Partial<Record<PlanColumn, Part>> = { no, indicator, title, unit, target, weight, actual };
  const at = (span: Span) => ({ kind: 'text', span }) as const;
  return {
    locale: 'en',
    whole: at(ast.span),
    text: (column) => parts[column]?.value?.trim() ?? '',
    date: (column) =>
      column === 'from' ? (ast.from?.value ?? null) : column === 'to' ? (ast.to?.value ?? null) : null,
    place: (column) => at(parts[column]?.span ?? ast.span),
  };
}
