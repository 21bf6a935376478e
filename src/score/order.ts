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

interface Ranking {
  readonly key: string;
  readonly evaluation: Evaluation;
}

/**
 * Records in rank order, those of equal keys together; within a block by key, so that no row order shows. Records that
 * lack one of the keys stand together at the end: nothing says that they are better than anybody.
 */
export function blocksOfEquals<T extends Ranking>(keys: readonly SortKeyNode[], records: readonly T[]): readonly T[][] {
  const has = ({ evaluation }: T) => keys.every(({ node }) => evaluation.at(node).kind === 'value');
  const ranked = records
    .filter(has)
    .map((record) => ({ record, values: rankValues(keys, record.evaluation) }))
    .sort((a, b) => compareRanks(keys, a.values, b.values) || compareUtf8(a.record.key, b.record.key));
  const blocks: T[][] = [];
  let last: RankValues | null = null;
  for (const { record, values } of ranked) {
    if (last === null || compareRanks(keys, last, values) !== 0) blocks.push([]);
    blocks.at(-1)?.push(record);
    last = values;
  }
  const rest = records.filter((record) => !has(record)).sort((a, b) => compareUtf8(a.key, b.key));
  return rest.length > 0 ? [...blocks, rest] : blocks;
}
