import { compareUtf8 } from '../base/utf8.ts';
import type { Value } from '../language/core.ts';
import type { LimitSize, Quota } from '../model/ruleset.ts';
import { Rational } from '../number/rational.ts';
import { type RoundingMode, roundQuotient } from '../number/rounding.ts';

export type Fields = ReadonlyMap<string, Value>;

/** The members of one group: what stands in it, and how many rejected rows would. */
export interface Members<T> {
  readonly values: readonly string[];
  readonly name: string;
  readonly members: T[];
  rejected: number;
}

/** Members by the values of the inputs that name their group, in the order of their bytes: no row order shows. */
export function membersOf<T>(
  within: readonly string[],
  all: Iterable<T>,
  fieldsOf: (one: T) => Fields,
  rejected: Iterable<Fields>,
): readonly Members<T>[] {
  const groups = new Map<string, Members<T>>();
  const groupOf = (values: readonly string[]): Members<T> => {
    const id = JSON.stringify(values);
    const known = groups.get(id);
    if (known) return known;
    const group: Members<T> = { values, name: groupName(values), members: [], rejected: 0 };
    groups.set(id, group);
    return group;
  };
  if (within.length === 0) groupOf([]);
  for (const one of all) groupOf(knownGroupValues(within, fieldsOf(one))).members.push(one);
  for (const fields of rejected) {
    const values = groupValues(within, fields);
    if (values) groupOf(values).rejected += 1;
  }
  return [...groups.values()].sort((a, b) => compareGroups(a.values, b.values));
}

export function compareGroups(a: readonly string[], b: readonly string[]): number {
  for (const [i, value] of a.entries()) {
    const order = compareUtf8(value, b[i] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

export function groupName(values: readonly string[]): string {
  return values.join(' / ');
}

/** The values that a name is made of; where one of them holds the mark between them, more. */
export function groupParts(name: string): readonly string[] {
  return name.split(' / ');
}

/** The values of the inputs that name the group, e.g. a unit; undefined where one is missing. */
export function groupValues(within: readonly string[], fields: Fields): readonly string[] | undefined {
  const values: string[] = [];
  for (const name of within) {
    const value = fields.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') throw new Error(`group input ${name} is neither text nor choice`);
    values.push(value);
  }
  return values;
}

export function knownGroupValues(within: readonly string[], fields: Fields): readonly string[] {
  const values = groupValues(within, fields);
  if (!values) throw new Error(`a scored record has no group (${within.join(', ')})`);
  return values;
}

const SHARE_ROUNDING: Readonly<Record<'down' | 'nearest' | 'up', RoundingMode>> = {
  down: 'down',
  nearest: 'half_up',
  up: 'up',
};

/** How many the rule admits: the rounded share of `base` or the count, never below `at_least` [G8]. */
export function capacityOf({ size, atLeast }: Pick<Quota, 'size' | 'atLeast'>, base: number | null): number {
  if (size.kind === 'count') return Math.max(size.count, atLeast);
  if (base === null) throw new Error('a share needs a base');
  const exact = size.share.multiply(Rational.integer(base));
  const rounded = roundQuotient(exact.numerator, exact.denominator, SHARE_ROUNDING[size.rounding]);
  return Math.max(Number(rounded), atLeast);
}

/** How many of `base` a rule of a limit admits, or asks for. */
export function sizeIn(size: LimitSize, base: number): number {
  if (size.kind === 'count') return size.count;
  return capacityOf({ size: { ...size, base: 'accepted' }, atLeast: 0 }, base);
}
