import { awardReason } from '../explain/text.ts';
import type { Language } from '../language/vocabulary.ts';
import type { AwardNodes } from '../model/program.ts';
import type { AwardResult } from '../model/score.ts';
import { AwardCounter, type AwardCounts, countedName } from '../report/summary.ts';
import { type CompactAwards, type CompactCohort, STATE } from '../score/award-columns.ts';
import { stepsOf } from '../score/award-steps.ts';
import type { CompactPayments } from '../score/budget-columns.ts';
import { ByteSink, cellText } from './lines.ts';
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

const COMMA = 44;

/** Puts the awards behind the beginnings of lines, once the group stage has decided them. */
export class Finisher {
  undecided = 0;
  private readonly awards: AwardNodes;
  private readonly stage: CompactAwards;
  private readonly cohort: CompactCohort;
  private readonly language: Language;
  private readonly noGrants: Uint8Array;
  private readonly paid: GrantWriter | null;
  private readonly shown: readonly number[];
  private readonly names: readonly Uint8Array[];
  private readonly sink = new ByteSink();
  private readonly counter = new AwardCounter();
  private readonly groupNames = new Map<number, string>();
  private readonly known = new Map<number | string, { readonly award: AwardResult; readonly reason: Uint8Array }>();
  private readonly encoder = new TextEncoder();
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
    this.stage = stage;
    this.cohort = cohort;
    this.language = language;
    this.paid = payments && awards.budget ? new GrantWriter(awards, awards.budget, prepared.grants, payments) : null;
    this.noGrants = this.encoder.encode(','.repeat(prepared.grantColumns));
    this.shown = shown.map((name) => prepared.groupInputs.indexOf(name));
    this.names = [...awards.tiers.map(({ name }) => name), awards.otherwise, ''].map((name) =>
      this.encoder.encode(cellText(name)),
    );
  }

  counts(): AwardCounts {
    return this.counter.counts();
  }

  /** The finished lines of a piece of the spool. */
  lines(piece: Uint8Array): Uint8Array {
    const bytes = this.rest.length === 0 ? piece : joined(this.rest, piece);
    const parts = this.awards.tiers.length + 1;
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
      this.line(bytes, start, ends);
      start = at;
    }
    this.rest = bytes.slice(start);
    return this.sink.taken();
  }

  private line(bytes: Uint8Array, start: number, ends: readonly number[]): void {
    const { sink, row } = this;
    const { award, reason } = this.awardOf(row);
    const tier = award.state === 'placed' ? award.steps.length - 1 : -1;
    const prefix = ends[0] ?? start;
    sink.room(prefix - start + 2);
    sink.copy(bytes, start, prefix);
    sink.put(COMMA);
    const { tiers } = this.awards;
    sink.append(this.names[tier >= 0 ? tier : award.name === null ? tiers.length + 1 : tiers.length] ?? this.noGrants);
    if (tier < 0) sink.append(this.noGrants);
    else {
      const [from, to] = [(ends[tier] ?? 0) + 1, ends[tier + 1] ?? 0];
      if (this.paid === null) sink.append(bytes.subarray(from, to));
      else this.paid.write(sink, row, tier, bytes.subarray(from, to));
    }
    sink.room(reason.length + 2);
    sink.put(COMMA);
    sink.copy(reason, 0, reason.length);
    sink.put(10);
    if (award.state === 'undecided') this.undecided++;
    this.counter.count(this.groupName(row), countedName(award));
    this.row++;
  }

  private groupName(row: number): string {
    let id = 0;
    for (const column of this.shown) id = id * 65_536 + (this.cohort.groups[column]?.[row] ?? 0);
    const known = this.groupNames.get(id);
    if (known !== undefined && Number.isSafeInteger(id)) return known;
    const name = this.shown
      .map((column) => this.cohort.texts[column]?.[this.cohort.groups[column]?.[row] ?? 0] ?? '')
      .join(' / ');
    this.groupNames.set(id, name);
    return name;
  }

  /** Rows that no quota has ranked share their reasons. */
  private awardOf(row: number): { readonly award: AwardResult; readonly reason: Uint8Array } {
    const { paths, states, ranks } = this.stage;
    const state = states[row] ?? 0;
    const isRanked = ranks.some((column) => column !== null && (column[row] ?? 0) > 0);
    const first = (paths[0]?.[row] ?? 0) * 8 + state;
    const id = paths.length === 1 ? first : `${first} ${paths.map((words) => words[row] ?? 0).join(' ')}`;
    const known = isRanked ? undefined : this.known.get(id);
    if (known !== undefined) return known;
    const award = this.built(row, state);
    const made = { award, reason: this.encoder.encode(cellText(awardReason(award, this.language))) };
    if (!isRanked) this.known.set(id, made);
    return made;
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

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
