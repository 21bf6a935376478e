import type { OutputKind } from '../backends/columns/source.ts';
import type { RankColumn } from '../score/award-columns.ts';
import type { KeptColumn } from './cohort.ts';

/**
 * All that scoring a stretch of a CSV file needs, as plain data: it can be sent to another thread. What a stretch
 * cannot decide by itself (rows with anything unusual in them, quotas, duplicate keys) comes back with its result.
 */
export interface ChunkSpec {
  readonly delimiter: number;
  readonly decimalComma: boolean;
  /** One for each column of the file. */
  readonly columns: readonly ColumnSpec[];
  /** Inputs of the plan, each with what stands in an empty cell. */
  readonly defaults: readonly number[];
  /** The function over columns, as source, and how its outputs are kept. */
  readonly body: string;
  readonly outputs: readonly OutputKind[];
  readonly keys: number;
  readonly groups: number;
  /** How many texts are shown as they stand in the data, the parts of the key aside. */
  readonly copied: number;
  /** Of the columns that hold what group rules came to, behind those of the inputs: what stands in an empty one. */
  readonly groupDefaults: readonly number[];
  /** What is kept of each row for the group rules. */
  readonly kept: readonly KeptSpec[];
  /** Parts of the key that rows are ranked by. */
  readonly keyParts: readonly number[];
  /** The cells of a result row up to the award. */
  readonly cells: readonly CellSpec[];
  readonly awards: AwardSpec | null;
}

/** A number or a truth value that group rules take, and whether it is there. */
export interface KeptSpec {
  readonly value: FlagSource;
  readonly there: FlagSource;
  /** A truth value, an integer of up to 32 bits or one of up to 53. */
  readonly form: 'truth' | 'short' | 'long';
}

export type ColumnSpec =
  | { readonly kind: 'skip' }
  /** `low` and `high` in units. */
  | {
      readonly kind: 'number';
      readonly column: number;
      readonly digits: number;
      readonly low: number;
      readonly high: number;
      readonly required: boolean;
    }
  | {
      readonly kind: 'date';
      readonly column: number;
      readonly low: number;
      readonly high: number;
      readonly required: boolean;
    }
  /** Choices and flags: the spellings that need no thought, each with its integer. */
  | {
      readonly kind: 'word';
      readonly column: number;
      readonly words: readonly (readonly [string, number])[];
      readonly required: boolean;
      readonly group: number;
    }
  | {
      readonly kind: 'text';
      readonly column: number;
      /** Which part of the key it is, or -1. */
      readonly key: number;
      /** Which of the group inputs it is, or -1. */
      readonly group: number;
      /** Which of the texts that results show it is, or -1. */
      readonly copied: number;
      /** Numbers of the texts that rules speak of; every other text is -1. */
      readonly words: readonly (readonly [string, number])[];
      readonly required: boolean;
    }
  | { readonly kind: 'period'; readonly canonical: string };

/** Where a truth value comes from: an output, or known beforehand. */
export type FlagSource = number | boolean;

export type CellSpec =
  | { readonly kind: 'key'; readonly key: number }
  /** One of the texts that are shown as they stand. */
  | { readonly kind: 'text'; readonly text: number; readonly there: FlagSource }
  | { readonly kind: 'fixed'; readonly text: string }
  | {
      readonly kind: 'number';
      readonly out: number;
      readonly digits: number;
      readonly shortest: boolean;
      readonly there: FlagSource;
    }
  | { readonly kind: 'word'; readonly out: number; readonly texts: readonly string[]; readonly there: FlagSource }
  | { readonly kind: 'flag'; readonly out: number; readonly there: FlagSource }
  | { readonly kind: 'date'; readonly out: number; readonly there: FlagSource }
  | ReasonSpec
  /** One of several, by the first flag that is set. */
  | { readonly kind: 'case'; readonly of: readonly { readonly when: FlagSource; readonly text: string }[] };

/** Why a limit left or changed a value. */
export interface ReasonSpec {
  readonly kind: 'reason';
  /** Which of the limits it is. */
  readonly note: number;
  /** The output with the number of the word that the limit limits. */
  readonly value: number;
  readonly rules: number;
  /** The text of a row in a group that waits for the decision of another limit. */
  readonly waits: string;
  /**
   * For each course that the rules can take (see `courseOf`) its text, in which a number stands for a rule's rank
   * (2 · rule) or for its room (2 · rule + 1).
   */
  readonly texts: readonly (readonly [number, readonly (string | number)[]])[];
}

export interface AwardSpec {
  readonly eligible: FlagSource;
  readonly tiers: readonly {
    readonly when: FlagSource;
    /** The cells of all grant columns where this tier is given. */
    readonly grants: readonly CellSpec[];
  }[];
  /** Without quotas and a budget the award is known at once: the cells `award`, grants and `award.reason` by outcome. */
  readonly immediate: ImmediateAwards | null;
  /** With quotas or a budget: the integers that rows are ranked by, and what is due to them, each once. */
  readonly ranks: readonly number[];
  /** Of each of them, whether it fits into 32 bits. */
  readonly shortRanks: readonly boolean[];
  /** Parts of the key that rows are ranked by: each is kept in {@link KEY_WORDS} words. */
  readonly rankTexts: readonly number[];
  /** Whether every grant of a tier ends with {@link GRANT_END}, as a budget may change it; otherwise a comma stands before it. */
  readonly apart: boolean;
}

export interface ImmediateAwards {
  /** Before and behind the grants, in the order of {@link OUTCOMES}, then one for each tier. */
  readonly outcomes: readonly { readonly name: string; readonly reason: string }[];
  /** The grant columns of who is given no tier. */
  readonly noGrants: string;
}

/** Never stands in a text that a tier grants. */
export const GRANT_END = '\u0001';

/** Outcomes of the award stage by number; from `tiers` on the tiers, best first. */
export const OUTCOME = { notAssessed: 0, notEligible: 1, none: 2, tiers: 3 } as const;

/** A row that the exact evaluator has to look at: where it stands among the rows that were read. */
export interface OddRow {
  /** How many rows of the stretch stand before it, odd ones not counted. */
  readonly before: number;
  /** Line within the stretch, from 0. */
  readonly line: number;
  readonly bytes: Uint8Array;
}

export interface ChunkResult {
  /** Where the first row after the stretch begins. */
  readonly next: number;
  /** Line ends within the stretch. */
  readonly lines: number;
  /** Rows in order, odd ones not counted. */
  readonly rows: number;
  /** Finished lines, or with quotas their beginnings, each ended by a NUL. */
  readonly text: Uint8Array<ArrayBuffer>;
  /** Where in `text` each odd row belongs. */
  readonly oddAt: readonly number[];
  readonly odd: readonly OddRow[];
  /** 53 bits of each key. */
  readonly hashes: Float64Array<ArrayBuffer>;
  /** Rows of the period given (canonical), other rows by their period. */
  readonly otherPeriods: number;
  readonly notAssessed: number;
  /** Names of the groups that are new in this stretch are in `groupNames`; numbers are the stretch's own. */
  readonly groupNames: readonly (readonly string[])[];
  /** For each group input, the number of each row's value in `groupNames`. */
  readonly groups: readonly Uint32Array[];
  /** Outcome of each row, or with quotas 0, 1, or 2 + the bits of the tiers whose condition holds × 4. */
  readonly outcomes: Uint32Array<ArrayBuffer>;
  readonly ranks: readonly RankColumn[];
  readonly kept: readonly KeptColumn[];
  readonly keyWords: readonly Uint32Array[];
  /** False where some key is no text that {@link keyWords} can hold. */
  readonly keysFit: boolean;
  readonly broken: { readonly problem: string; readonly line: number } | null;
  /** False where all bytes are ASCII and none of them is 0. */
  readonly isUnusual: boolean;
}
