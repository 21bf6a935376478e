import { awardReason } from '../explain/award-reason.ts';
import type { Language } from '../language/vocabulary.ts';
import type { AwardResult } from '../model/score.ts';
import { type RowAwards, STATE } from '../score/award-columns.ts';
import { stepsOf } from '../score/award-steps.ts';
import { COUNTED, type CountedGroups } from './award-counts.ts';
import { type Ending, type Endings, LineJoiner } from './bytes/endings.ts';
import { cellText } from './bytes/lines.ts';

/**
 * All that finishing lines needs, as plain data: it can be sent to another thread, which then reads the columns of rows
 * without a copy where they are shared.
 */
export interface FinishSpec {
  readonly language: Language;
  /** Names of the tiers, best first, and of what is given otherwise. */
  readonly tiers: readonly string[];
  readonly otherwise: string;
  readonly grantColumns: number;
  readonly stage: RowAwards;
  readonly groups: CountedGroups;
}

/** The beginnings of lines that stand one behind the other in a spool: where, and whose they are. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly row: number;
  readonly rows: number;
}

const [COMMA, LF] = [44, 10];

/** `before` and `after`: the award, no grants; the reason. */
interface Known extends Ending {
  /** Which of the counted awards it is. */
  readonly counted: number;
}

/** How many, by the last bits of their numbers. */
const RECENT = 64;

const NOBODY: Known = { before: new Uint8Array(), after: new Uint8Array(), tier: -1, counted: 0 };

/** Puts the awards behind the beginnings of lines, once the group stage has decided them, and counts them. */
export class Finisher implements Endings {
  readonly tiers: number;
  private readonly spec: FinishSpec;
  private readonly names: { readonly tiers: readonly { readonly name: string }[] };
  /** By tier, then of who is given none, then of who awaits a decision or is not assessed. */
  private readonly befores: readonly Uint8Array[];
  /** See {@link countsRoom}. */
  private readonly counts: Uint32Array;
  /** The steps of each row where they stand in one number. */
  private readonly path: Uint32Array | null;
  /** Of the tiers that have a quota. */
  private readonly ranks: readonly Uint32Array[];
  private readonly known = new Map<number, Known>();
  private readonly encoder = new TextEncoder();
  private readonly joiner: LineJoiner;
  /** The last of those that share their ending with nobody: they are asked for twice. */
  private last: { readonly row: number; readonly known: Known } = { row: -1, known: NOBODY };

  constructor(spec: FinishSpec, counts: Uint32Array) {
    const { tiers, otherwise, stage, grantColumns } = spec;
    this.spec = spec;
    this.counts = counts;
    this.tiers = tiers.length;
    this.names = { tiers: tiers.map((name) => ({ name })) };
    const [path, more] = stage.paths;
    this.path = path === undefined || more !== undefined ? null : path;
    this.ranks = stage.ranks.filter((column) => column !== null);
    const noGrants = this.encoder.encode(','.repeat(grantColumns));
    this.befores = [...tiers, otherwise, ''].map((name, i) =>
      bytesOf([COMMA], this.encoder.encode(cellText(name)), i < tiers.length ? [] : noGrants),
    );
    this.joiner = new LineJoiner(this);
  }

  /** Room for the bytes of a segment, before its lines are asked for. */
  input(length: number): Uint8Array {
    return this.joiner.input(length);
  }

  /** The finished lines of the segment that fills the input: each part is good until the next one is asked for. */
  lines(segment: Segment): Iterable<Uint8Array> {
    return this.joiner.lines(segment, segment.to - segment.from);
  }

  /** Counts the rows, too. */
  take(start: number, ids: Float64Array): void {
    // Few endings are shared by most rows, and those met last are at hand.
    const recent = new Float64Array(RECENT).fill(-1);
    const places = new Uint32Array(RECENT);
    const { counts } = this;
    const { of, size } = this.spec.groups;
    for (let i = 0; i < ids.length; i++) {
      const row = start + i;
      const id = this.idOf(row);
      ids[i] = id;
      const slot = id & (RECENT - 1);
      if (id < 0 || recent[slot] !== id) {
        places[slot] = this.endingOf(row).counted * size;
        recent[slot] = id;
      }
      const place = (places[slot] ?? 0) + (of === null ? 0 : (of[row] ?? 0));
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }

  count(row: number): void {
    const { of, size } = this.spec.groups;
    const place = this.endingOf(row).counted * size + (of?.[row] ?? 0);
    this.counts[place] = (this.counts[place] ?? 0) + 1;
  }

  /** Rows that no quota has ranked share their endings: those with the same steps. */
  private idOf(row: number): number {
    const { ranks } = this;
    for (let i = 0; i < ranks.length; i++) if ((ranks[i]?.[row] ?? 0) > 0) return -1;
    return this.path === null ? -1 : (this.path[row] ?? 0) * 8 + (this.spec.stage.states[row] ?? 0);
  }

  endingOf(row: number): Ending & { readonly counted: number } {
    if (this.last.row === row) return this.last.known;
    const id = this.idOf(row);
    const found = this.known.get(id);
    if (found !== undefined) return found;
    const award = this.built(row, this.spec.stage.states[row] ?? 0);
    const reason = this.encoder.encode(cellText(awardReason(award, this.spec.language)));
    const tier = award.state === 'placed' ? award.steps.length - 1 : -1;
    const given = tier >= 0 ? tier : this.tiers + (award.name === null ? 1 : COUNTED.otherwise);
    const known: Known = {
      before: this.befores[given] ?? NOBODY.before,
      tier,
      after: bytesOf([COMMA], reason, [LF]),
      counted: tier >= 0 ? tier : this.tiers + countedAs(award),
    };
    if (id >= 0) this.known.set(id, known);
    else this.last = { row, known };
    return known;
  }

  private built(row: number, state: number): AwardResult {
    const { otherwise, stage } = this.spec;
    if (state === STATE.notAssessed) return { state: 'not_assessed', name: null, grants: [], steps: [] };
    if (state === STATE.notEligible) return { state: 'not_eligible', name: otherwise, grants: [], steps: [] };
    const steps = stepsOf(this.names, stage, row, () => null);
    if (state === STATE.undecided) return { state: 'undecided', name: null, grants: [], steps };
    const last = steps.at(-1);
    if (state === STATE.placed && last !== undefined) return { state: 'placed', name: last.tier, grants: [], steps };
    return { state: 'none', name: otherwise, grants: [], steps };
  }
}

function countedAs({ state, name }: AwardResult): number {
  if (name !== null) return COUNTED.otherwise;
  return state === 'undecided' ? COUNTED.undecided : COUNTED.notAssessed;
}

function bytesOf(...parts: readonly ArrayLike<number>[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
