import { compileRows, type RowScores } from '../backends/columns/rows.ts';
import { planOf } from '../integers/build.ts';
import type { Program } from '../model/program.ts';
import { parsePeriod } from '../number/calendar.ts';
import type { RowData } from './score.ts';

export type { RowIndicator, RowScores, RowValue } from '../backends/columns/rows.ts';

/** Scores single records millions of times: see {@link createRowScorer}. */
export interface RowScorer {
  /**
   * The record's scores in whole units, equal to the last digit to those of {@link scoreRow}. Undefined where anything
   * about the record is unusual: then ask {@link scoreRow}, which scores it or says what is wrong with it.
   */
  score(row: RowData): RowScores | undefined;
  /** The results in order: a number is its units × 10^-digits; `digits` is null for words, flags and dates. */
  readonly results: readonly { readonly name: string; readonly digits: number | null }[];
  readonly tiers: readonly string[];
  readonly indicators: readonly string[];
}

/**
 * Compiles a program to a function over row objects, for services that score one record after another: millions a
 * second, without reasons and without quotas. `trace` adds what each indicator came to. Choices are given as declared,
 * flags as booleans, dates as `2026-03-31`, numbers as numbers or plain texts.
 *
 * Undefined where the program needs more than the record itself (earlier periods, details, groups, plans) or the host
 * forbids code that is made at run time; {@link scoreRow} works everywhere.
 *
 * @throws RangeError where `period` is none.
 */
export function createRowScorer(
  program: Program,
  { period, trace = false }: { readonly period: string; readonly trace?: boolean },
): RowScorer | undefined {
  const parsed = parsePeriod(period);
  if (!parsed) throw new RangeError(`'${period}' is no period`);
  const { plan } = planOf(program, parsed);
  const code = plan === null ? undefined : compiled(() => compileRows(plan, trace));
  if (plan === null || code === undefined) return undefined;
  return {
    score: code.score,
    results: plan.results.map(({ name }, i) => ({ name, digits: code.digits[i] ?? null })),
    tiers: (plan.awards?.tiers ?? []).map(({ name }) => name),
    indicators: plan.indicators.map(({ name }) => name),
  };
}

/** A host that forbids `new Function` says so by throwing. */
function compiled<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch (problem) {
    if (problem instanceof EvalError) return undefined;
    throw problem;
  }
}
