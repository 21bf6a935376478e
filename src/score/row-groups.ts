import type { CompactCohort } from './award-columns.ts';
import { compareGroups } from './members.ts';

/** The groups of some rows by number. */
export interface RowGroups {
  /** The number of each row's group; null where all rows are one group. */
  readonly of: Uint32Array | null;
  /** The values that name each group. There may be groups without a row, as the numbers of texts were given out. */
  readonly values: readonly (readonly string[])[];
  /** Numbers of groups in the order of the bytes of their values, so that no row order shows. */
  readonly inOrder: readonly number[];
  /** Rejected rows of each group. */
  readonly rejected: readonly number[];
}

/** Groups by the inputs that name them; each list of inputs is gone through once. */
export class Grouping {
  private readonly cohort: Pick<CompactCohort, 'rows' | 'groupInputs' | 'groups' | 'texts' | 'rejected'>;
  private readonly known = new Map<string, RowGroups>();

  constructor(cohort: Grouping['cohort']) {
    this.cohort = cohort;
  }

  by(within: readonly string[]): RowGroups {
    const id = JSON.stringify(within);
    const found = this.known.get(id) ?? this.grouped(within);
    this.known.set(id, found);
    return found;
  }

  private grouped(within: readonly string[]): RowGroups {
    const columns = within.map((name) => this.cohort.groupInputs.indexOf(name));
    if (columns.includes(-1)) throw new RangeError(`no column of the groups by ${within.join(', ')}`);
    const { of, values } = this.numbered(columns);
    const numbers = new Map(values.map((texts, number) => [JSON.stringify(texts), number]));
    const rejected = values.map(() => 0);
    for (const row of this.cohort.rejected) {
      const texts = columns.flatMap((column) => row[column] ?? []);
      if (texts.length < columns.length) continue;
      const name = JSON.stringify(texts);
      const number = numbers.get(name) ?? values.push(texts) - 1;
      numbers.set(name, number);
      rejected[number] = (rejected[number] ?? 0) + 1;
    }
    const inOrder = values.map((_, number) => number);
    inOrder.sort((a, b) => compareGroups(values[a] ?? [], values[b] ?? []));
    return { of, values, inOrder, rejected };
  }

  /** One column after the other: what has been numbered so far and the next text become one number. */
  private numbered(columns: readonly number[]): { of: Uint32Array | null; values: (readonly string[])[] } {
    const { groups, texts } = this.cohort;
    let of: Uint32Array | null = null;
    let values: (readonly string[])[] = [[]];
    for (const column of columns) {
      const next = groups[column] ?? new Uint32Array(0);
      const own = texts[column] ?? [];
      if (of === null) {
        of = next;
        values = own.map((text) => [text]);
      } else ({ of, values } = combined(of, values, next, own));
    }
    return { of, values };
  }
}

function combined(
  of: Uint32Array,
  values: readonly (readonly string[])[],
  next: Uint32Array,
  texts: readonly string[],
): { of: Uint32Array; values: (readonly string[])[] } {
  if (!Number.isSafeInteger(values.length * texts.length)) throw new RangeError('too many groups to be numbered');
  const numbers = new Map<number, number>();
  const found: (readonly string[])[] = [];
  const all = new Uint32Array(of.length);
  for (let row = 0; row < all.length; row++) {
    const [a, b] = [of[row] ?? 0, next[row] ?? 0];
    const pair = a * texts.length + b;
    let number = numbers.get(pair);
    if (number === undefined) {
      number = found.push([...(values[a] ?? []), texts[b] ?? '']) - 1;
      numbers.set(pair, number);
    }
    all[row] = number;
  }
  return { of: all, values: found };
}

/** Rows of each group one behind the other: those of group g stand from `starts[g]` up to `starts[g + 1]`. */
export interface Buckets {
  readonly starts: Uint32Array;
  readonly rows: Uint32Array;
}

/** Sorts the rows of a state into their groups, in the order of the rows. `counts`: how many of each group there are. */
export function bucketed({ of }: RowGroups, states: Uint8Array, state: number, counts: Uint32Array): Buckets {
  const starts = new Uint32Array(counts.length + 1);
  for (let group = 0; group < counts.length; group++) starts[group + 1] = (starts[group] ?? 0) + (counts[group] ?? 0);
  const rows = new Uint32Array(starts.at(-1) ?? 0);
  const at = starts.slice();
  for (let row = 0; row < states.length; row++) {
    if (states[row] !== state) continue;
    const group = of?.[row] ?? 0;
    const place = at[group] ?? 0;
    rows[place] = row;
    at[group] = place + 1;
  }
  return { starts, rows };
}

export function bucket({ starts, rows }: Buckets, group: number): Uint32Array {
  return rows.subarray(starts[group] ?? 0, starts[group + 1] ?? 0);
}
