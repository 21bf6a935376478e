import type { Diagnostic } from '../base/diagnostic.ts';
import type { GroupSummary } from '../model/score.ts';

/** Integers that rows are ranked by: in four bytes where their bound allows it. */
export type RankColumn = Float64Array | Int32Array | Uint32Array;

/** One of the integers that rows are ranked by. */
export interface RankKey {
  /** Index in {@link CompactCohort.ranks}. */
  readonly column: number;
  readonly descending: boolean;
}

/** How a row comes to the award stage: the two lowest bits of its first word of {@link CompactCohort.outcomes}. */
export const ENTRY = {
  notAssessed: 0,
  notEligible: 1,
  /** It takes part in the tiers. */
  open: 2,
  /** It awaits a decision on which its award hangs: whether and where it will compete is not known. */
  adrift: 3,
} as const;

/** What the award stage knows of a run: a few numbers a row. */
export interface CompactCohort {
  readonly rows: number;
  /** The entry of each row, and above it a bit for each tier whose condition holds: see {@link TIERS_IN_WORD}. */
  readonly outcomes: readonly Uint32Array[];
  /** Inputs that name groups. */
  readonly groupInputs: readonly string[];
  /** For each of them, the number of each row's text in `texts`. */
  readonly groups: readonly Uint32Array[];
  readonly texts: readonly (readonly string[])[];
  /** Order-preserving integers; they mean something only where the row is asked for them. */
  readonly ranks: readonly RankColumn[];
  /** By tier: the integers that its candidates are ranked by, the first that differ decide; empty without a quota. */
  readonly order: readonly (readonly RankKey[])[];
  /** Of the rejected rows, the texts of the group inputs that could be read. */
  readonly rejected: readonly (readonly (string | undefined)[])[];
  /** Orders rows by their keys; null where the keys are not at hand and nobody asks who was the last admitted. */
  readonly compareKeys: ((a: number, b: number) => number) | null;
}

/** Tiers whose conditions stand in one word of {@link CompactCohort.outcomes}, above the two bits of the entry. */
export const TIERS_IN_WORD = 30;

/** Whether the condition of a tier holds. */
export function holdsAt(outcomes: readonly Uint32Array[], row: number, tier: number): boolean {
  const word = outcomes[Math.floor(tier / TIERS_IN_WORD)]?.[row] ?? 0;
  return ((word >>> (2 + (tier % TIERS_IN_WORD))) & 1) !== 0;
}

/** The same for one tier and many rows. */
export function conditionOf(
  outcomes: readonly Uint32Array[],
  tier: number,
): { readonly word: Uint32Array; readonly place: number } {
  const word = outcomes[Math.floor(tier / TIERS_IN_WORD)];
  if (word === undefined) throw new RangeError(`no condition of tier ${tier}`);
  return { word, place: 2 + (tier % TIERS_IN_WORD) };
}

/** What became of a row at a tier: three bits each in {@link CompactAwards.paths}. */
export const STEP = {
  /** Never looked at: placed or undecided before, or nothing that takes part. */
  unseen: 0,
  conditionFalse: 1,
  quotaFull: 2,
  tieExcluded: 3,
  tieRefused: 4,
  tieAwaited: 5,
  placed: 6,
} as const;

/** Tiers whose steps stand in one word of {@link CompactAwards.paths}. */
export const STEPS_IN_WORD = 10;

export const STATE = { open: 0, notAssessed: 1, notEligible: 2, placed: 3, undecided: 4 } as const;

export interface CompactAwards {
  readonly paths: readonly Uint32Array[];
  /** One of {@link STATE}; `open` is who fell through all tiers. */
  readonly states: Uint8Array;
  /** By tier: the rank of who was a candidate under a quota, 0 for others; null for tiers without one. */
  readonly ranks: readonly (Uint32Array | null)[];
  /** By tier, what its groups came to; null for tiers without a quota. */
  readonly rooms: readonly (TierRooms | null)[];
  readonly groups: readonly GroupSummary[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What each group of a tier came to, by the group's number. */
export interface TierRooms {
  /** The number of each row's group; null where all rows are one group. */
  readonly of: Uint32Array | null;
  readonly capacity: readonly number[];
  /** The last row that was admitted; -1 for none, or where keys are not at hand. */
  readonly lastAdmitted: readonly number[];
}

/** What became of each row, as plain data. */
export type RowAwards = Pick<CompactAwards, 'paths' | 'states' | 'ranks' | 'rooms'>;

export function capacityAt({ rooms }: RowAwards, row: number, tier: number): number {
  const room = rooms[tier];
  return room?.capacity[room.of?.[row] ?? 0] ?? 0;
}

/** The last row that the row's group admitted; -1 for none, or where keys are not at hand. */
export function lastAdmittedAt({ rooms }: RowAwards, row: number, tier: number): number {
  const room = rooms[tier];
  return room?.lastAdmitted[room.of?.[row] ?? 0] ?? -1;
}

/** Makes columns over all rows: other threads may have to read them without a copy. */
export interface ColumnMaker {
  numbers(length: number): Uint32Array;
  bytes(length: number): Uint8Array;
}

export const OWN_COLUMNS: ColumnMaker = {
  numbers: (length) => new Uint32Array(length),
  bytes: (length) => new Uint8Array(length),
};

export function stepAt(paths: readonly Uint32Array[], row: number, tier: number): number {
  const word = paths[Math.floor(tier / STEPS_IN_WORD)]?.[row] ?? 0;
  return (word >>> (3 * (tier % STEPS_IN_WORD))) & 7;
}

/** The last tier that looked at the row, which is the one that placed it or left it undecided; -1 where none did. */
export function lastTier(paths: readonly Uint32Array[], row: number): number {
  for (let word = paths.length - 1; word >= 0; word--) {
    const steps = paths[word]?.[row] ?? 0;
    if (steps !== 0) return word * STEPS_IN_WORD + Math.floor((31 - Math.clz32(steps)) / 3);
  }
  return -1;
}

/** Orders rows by the first of their integers that differ; 0 for equals. */
export function comparison(ranks: readonly RankColumn[], order: readonly RankKey[]): (a: number, b: number) => number {
  const columns = order.map(({ column, descending }) => ({ of: columnAt(ranks, column), sign: descending ? -1 : 1 }));
  const [first, second] = columns;
  if (first !== undefined && second === undefined) {
    const { of, sign } = first;
    return (a, b) => sign * ((of[a] ?? 0) - (of[b] ?? 0));
  }
  return (a, b) => {
    for (const { of, sign } of columns) {
      const difference = (of[a] ?? 0) - (of[b] ?? 0);
      if (difference !== 0) return sign * difference;
    }
    return 0;
  };
}

function columnAt(ranks: readonly RankColumn[], column: number): RankColumn {
  const found = ranks[column];
  if (found === undefined) throw new RangeError(`no rank column ${column}`);
  return found;
}
