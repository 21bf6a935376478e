import { compareUtf8 } from '../base/utf8.ts';
import type { Value } from '../language/core.ts';
import type { Type } from '../language/types.ts';
import type { SortKeyNode } from '../model/program.ts';
import type { Evaluation } from '../model/score.ts';
import { Rational } from '../number/rational.ts';

/** The values that a record is ranked by, one for each key. */
export type RankValues = readonly Value[];

/** Throws where one is missing: the checker admits only keys that are never missing [G2]. */
export function rankValues(keys: readonly SortKeyNode[], evaluation: Evaluation): RankValues {
  return keys.map(({ node, text }) => {
    const outcome = evaluation.at(node);
    if (outcome.kind !== 'value') throw new Error(`sort key ${text} has no value (${outcome.kind})`);
    return outcome.value;
  });
}

/** Negative where `a` stands before `b`. Equal keys give 0, whatever else the records hold. */
export function compareRanks(keys: readonly SortKeyNode[], a: RankValues, b: RankValues): number {
  for (const [i, { type, descending }] of keys.entries()) {
    const left = a[i];
    const right = b[i];
    if (left === undefined || right === undefined) throw new Error('rank values do not fit their keys');
    const order = compareValues(type, left, right);
    if (order !== 0) return descending ? -order : order;
  }
  return 0;
}

/** Numbers and dates by size, choices in declared order, texts by UTF-8 bytes, no before yes. */
function compareValues({ base }: Type, a: Value, b: Value): number {
  if (a instanceof Rational && b instanceof Rational) return a.compare(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'string' && typeof b === 'string') {
    return base.kind === 'choice' ? position(base.values, a) - position(base.values, b) : compareUtf8(a, b);
  }
  throw new Error('values of two kinds cannot be ranked');
}

function position(values: readonly string[], value: string): number {
  const at = values.indexOf(value);
  if (at < 0) throw new Error(`${value} is no value of this choice`);
  return at;
}
