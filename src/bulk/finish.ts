import { awardReason } from '../explain/text.ts';
import type { Language } from '../language/vocabulary.ts';
import type { AwardNodes } from '../model/program.ts';
import type { AwardResult } from '../model/score.ts';
import { AwardCounter, type AwardCounts, countedName } from '../report/summary.ts';
import { type CompactAwards, type CompactCohort, STATE } from '../score/award-columns.ts';
import { stepsOf } from '../score/award-steps.ts';
import type { CompactPayments } from '../score/budget-columns.ts';
import { type Ending, type Endings, LineJoiner } from './bytes/endings.ts';
import { ByteSink, cellText } from './bytes/lines.ts';
import { GrantWriter } from './paid-grants.ts';
import type { Prepared } from './prepare.ts';

interface FinisherOptions {
  readonly language: Language;
  readonly prepared: Pick<Prepared, 'grantColumns' | 'grants' | 'groupInputs'>;
}

/** What the group stage has come to. */
interface Decided {
  readonly stage: CompactAwards;
  readonly cohort: CompactCohort;
  /** Null without a budget. */
  readonly payments: CompactPayments | null;
}

const [COMMA, LF] = [44, 10];

interface Known {
  readonly award: AwardResult;
  /** What stands before and behind the grants of the tier that was given: the award, no grants, the reason. */
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  /** The tier that was given; -1 for none. */
  readonly tier: number;
  /** Which of the counted names it is. */
  readonly counted: number;
}

/** How many, by the last bits of their numbers. */
const RECENT = 64;

const NOBODY: Known = {
  award: { state: 'none', name: null, grants: [], steps: [] },
  before: new Uint8Array(),
  after: new Uint8Array(),
  tier: -1,
  counted: 0,
};

/** Puts the awards behind the beginnings of lines, once the group stage has decided them. */
export class Finisher implements Endings {
  undecided = 0;
  readonly rows: number;
  readonly tiers: number;
  private readonly awards: AwardNodes;
  private readonly stage: CompactAwards;
  private readonly language: Language;
  private readonly noGrants: Uint8Array;
  private readonly paid: GrantWriter | null;
  /** By tier, then of who is given none, then of who awaits a decision or is not assessed. */
  private readonly befores: readonly Uint8Array[];
  private readonly sink = new ByteSink();
  private readonly counter: GroupCounter;
  /** The steps of each row where they stand in one number. */
  private readonly path: Uint32Array | null;
  /** Of the tiers that have a quota. */
  private readonly ranks: readonly Uint32Array[];
  private readonly known = new Map<number, Known>();
  private readonly encoder = new TextEncoder();
  private readonly joiner: LineJoiner;
  /** The last of those that share their ending with nobody: they are asked for twice. */
  private last: { readonly row: number; readonly known: Known } = { row: -1, known: NOBODY };
  private row = 0;
  /** The beginning of a row whose end stands in the next piece. */
  private rest = new Uint8Array(0);

  constructor(
    { language, prepared }: FinisherOptions,
    awards: AwardNodes,
    { stage, cohort, payments }: Decided,
    shown: readonly string[],
  ) {
    this.awards = awards;
    this.rows = cohort.rows;
    this.tiers = awards.tiers.length;
    this.stage = stage;
    const [path, more] = stage.paths;
    this.path = path === undefined || more !== undefined ? null : path;
    this.ranks = stage.ranks.filter((column) => column !== null);
    this.language = language;
    this.paid = payments && awards.budget ? new GrantWriter(awards, awards.budget, prepared.grants, payments) : null;
    this.noGrants = this.encoder.encode(','.repeat(prepared.grantColumns));
    const { tiers, otherwise } = awards;
    this.befores = [...tiers.map(({ name }) => name), otherwise, ''].map((name, i) =>
      bytesOf([COMMA], this.encoder.encode(cellText(name)), i < tiers.length ? [] : this.noGrants),
    );
    this.counter = new GroupCounter(
      cohort,
      shown.map((name) => prepared.groupInputs.indexOf(name)),
    );
    this.joiner = new LineJoiner(this);
  }

  counts(): AwardCounts {
    return this.counter.counts();
  }

  /** The finished lines of a piece of the spool: each part is good until the next one is asked for. */
  lines(piece: Uint8Array): Iterable<Uint8Array> {
    return this.paid === null ? this.joiner.lines(piece) : [this.paidLines(this.paid, piece)];
  }

  /** Counts the rows, too. */
  take(start: number, ids: Float64Array): void {
    // Few endings are shared by most rows, and those met last are at hand.
    const recent = new Float64Array(RECENT).fill(-1);
    const counts: Uint32Array[] = new Array(RECENT).fill(new Uint32Array(0));
    const { counter } = this;
    for (let i = 0; i < ids.length; i++) {
      const row = start + i;
      const id = this.idOf(row);
      ids[i] = id;
      const slot = id & (RECENT - 1);
      const group = counter.groupOf(row);
      let numbers = id >= 0 && recent[slot] === id ? counts[slot] : undefined;
      if (numbers === undefined) {
        const { award, counted } = this.awardOf(row);
        numbers = counter.numbersOf(counted);
        if (award.state === 'undecided') this.undecided++;
        else if (id >= 0 && counter.isOne) {
          recent[slot] = id;
          counts[slot] = numbers;
        }
      }
      numbers[group] = (numbers[group] ?? 0) + 1;
    }
  }

  ending(row: number): Ending {
    return this.awardOf(row);
  }

  private before({ name }: AwardResult, tier: number): Uint8Array {
    const { length } = this.awards.tiers;
    return this.befores[tier >= 0 ? tier : name === null ? length + 1 : length] ?? this.noGrants;
  }

  private count(row: number, { award, counted }: Known): void {
    if (award.state === 'undecided') this.undecided++;
    const group = this.counter.groupOf(row);
    const numbers = this.counter.numbersOf(counted);
    numbers[group] = (numbers[group] ?? 0) + 1;
  }

  /** Where a budget pays grants. */
  private paidLines(paid: GrantWriter, piece: Uint8Array): Uint8Array {
    const bytes = this.rest.length === 0 ? piece : bytesOf(this.rest, piece);
    const parts = this.tiers + 1;
    const ends = new Array<number>(parts).fill(0);
    let start = 0;
    for (;;) {
      let at = start;
      let part = 0;
      for (; part < parts; part++) {
        const end = bytes.indexOf(0, at);
        if (end < 0) break;
        ends[part] = end;
        at = end + 1;
      }
      if (part < parts) break;
      this.paidLine(paid, bytes, start, ends);
      start = at;
    }
    this.rest = bytes.slice(start);
    return this.sink.taken();
  }

  private paidLine(paid: GrantWriter, bytes: Uint8Array, start: number, ends: readonly number[]): void {
    const { sink, row } = this;
    const known = this.awardOf(row);
    const { tier, before, after } = known;
    this.count(row, known);
    const beginning = ends[0] ?? start;
    sink.room(beginning - start);
    sink.copy(bytes, start, beginning);
    sink.append(before);
    if (tier >= 0) paid.write(sink, row, tier, { bytes, from: (ends[tier] ?? 0) + 1, to: ends[tier + 1] ?? 0 });
    sink.append(after);
    this.row++;
  }

  /** Rows that no quota has ranked share their endings: those with the same steps. */
  private idOf(row: number): number {
    const { ranks } = this;
    for (let i = 0; i < ranks.length; i++) if ((ranks[i]?.[row] ?? 0) > 0) return -1;
    return this.path === null ? -1 : (this.path[row] ?? 0) * 8 + (this.stage.states[row] ?? 0);
  }

  private awardOf(row: number): Known {
    if (this.last.row === row) return this.last.known;
    const id = this.idOf(row);
    const found = this.known.get(id);
    if (found !== undefined) return found;
    const award = this.built(row, this.stage.states[row] ?? 0);
    const reason = this.encoder.encode(cellText(awardReason(award, this.language)));
    const tier = award.state === 'placed' ? award.steps.length - 1 : -1;
    const known: Known = {
      award,
      before: this.before(award, tier),
      after: bytesOf([COMMA], reason, [LF]),
      tier,
      counted: this.counter.numberOf(countedName(award)),
    };
    if (id >= 0) this.known.set(id, known);
    else this.last = { row, known };
    return known;
  }

  private built(row: number, state: number): AwardResult {
    const { otherwise } = this.awards;
    if (state === STATE.notAssessed) return { state: 'not_assessed', name: null, grants: [], steps: [] };
    if (state === STATE.notEligible) return { state: 'not_eligible', name: otherwise, grants: [], steps: [] };
    const steps = stepsOf(this.awards, this.stage, row, () => null);
    if (state === STATE.undecided) return { state: 'undecided', name: null, grants: [], steps };
    const last = steps.at(-1);
    if (state === STATE.placed && last !== undefined) return { state: 'placed', name: last.tier, grants: [], steps };
    return { state: 'none', name: otherwise, grants: [], steps };
  }
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

/** Counts names by group, with an addition a row. */
class GroupCounter {
  private readonly cohort: CompactCohort;
  private readonly shown: readonly number[];
  private readonly names: string[] = [];
  /** By name, then by group. */
  private readonly numbers: Uint32Array[] = [];
  /** Where several inputs name a group, their numbers by the numbers of the texts. */
  private readonly joint = new Map<string, number>();
  private readonly groupNames: string[] = [];

  /** Whether one input at most names a group: its texts are numbered already. */
  readonly isOne: boolean;
  private readonly first: Uint32Array | null;

  constructor(cohort: CompactCohort, shown: readonly number[]) {
    this.cohort = cohort;
    this.shown = shown;
    this.isOne = shown.length < 2;
    this.first = cohort.groups[shown[0] ?? -1] ?? null;
  }

  numberOf(name: string): number {
    const known = this.names.indexOf(name);
    if (known >= 0) return known;
    const groups = this.first === null ? 1 : (this.cohort.texts[this.shown[0] ?? 0]?.length ?? 0);
    this.numbers.push(new Uint32Array(Math.max(groups, 64)));
    return this.names.push(name) - 1;
  }

  /** How often the name of that number was counted, by group. */
  numbersOf(name: number): Uint32Array {
    const numbers = this.numbers[name];
    if (numbers === undefined) throw new RangeError(`no name ${name}`);
    if (this.groupNames.length <= numbers.length) return numbers;
    const larger = new Uint32Array(2 * this.groupNames.length);
    larger.set(numbers);
    this.numbers[name] = larger;
    return larger;
  }

  groupOf(row: number): number {
    if (this.isOne) return this.first === null ? 0 : (this.first[row] ?? 0);
    const { shown, cohort } = this;
    const texts = shown.map((column) => cohort.groups[column]?.[row] ?? 0);
    const id = texts.join(' ');
    const known = this.joint.get(id);
    if (known !== undefined) return known;
    this.joint.set(id, this.groupNames.length);
    return this.groupNames.push(shown.map((column, i) => cohort.texts[column]?.[texts[i] ?? 0] ?? '').join(' / ')) - 1;
  }

  counts(): AwardCounts {
    const { shown, cohort } = this;
    const [first, second] = shown;
    const groups = first === undefined ? [''] : second === undefined ? (cohort.texts[first] ?? []) : this.groupNames;
    const counter = new AwardCounter();
    for (const [number, name] of this.names.entries()) {
      for (const [group, text] of groups.entries()) {
        const times = this.numbers[number]?.[group] ?? 0;
        if (times > 0) counter.count(text, name, times);
      }
    }
    return counter.counts();
  }
}
