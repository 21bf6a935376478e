import { isError } from '../../src/base/diagnostic.ts';
import { check } from '../../src/check/check.ts';
import { bindObject } from '../../src/data/bind.ts';
import { lower } from '../../src/lower/program.ts';
import type { Program } from '../../src/model/program.ts';
import type { ScoreRow } from '../../src/model/score.ts';
import { isReject, scoreCohort, scoreRecord } from '../../src/score/engine.ts';
import { load } from '../../src/syntax/load.ts';
import { Q3 } from './build.ts';

/** The program of a ruleset text, checked but not proven. */
export async function programOf(text: string): Promise<Program> {
  const path = 'test.takar.yaml';
  const loaded = await load(path, (wanted) => (wanted === path ? text : undefined));
  const checked = loaded.value ? check(loaded.value) : { diagnostics: [] };
  const errors = [...loaded.diagnostics, ...checked.diagnostics].filter(isError);
  if (errors.length > 0 || !checked.value) {
    throw new Error(errors.map(({ code, args, place }) => JSON.stringify({ code, args, place })).join('\n'));
  }
  return lower(checked.value);
}

type Row = Readonly<Record<string, unknown>>;

export function scoreOne(program: Program, row: Row): ScoreRow {
  const bound = bindObject(program.ruleset, row, { path: 'row', locale: 'en', row: 1 });
  if (!bound.record) throw new Error(JSON.stringify(bound.findings));
  const scored = scoreRecord(program, bound.record, { period: Q3 });
  if (isReject(scored)) throw new Error(JSON.stringify(scored.findings));
  return scored;
}

export function scoreAll(program: Program, rows: readonly Row[]): ReturnType<typeof scoreCohort> {
  const bound = rows.map((row, i) => bindObject(program.ruleset, row, { path: 'rows', locale: 'en', row: i + 1 }));
  return scoreCohort(program, bound, { period: Q3 });
}
