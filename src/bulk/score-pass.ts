import type { Diagnostic } from '../base/diagnostic.ts';
import { type BoundRow, KEY_SEPARATOR } from '../data/bind.ts';
import { csvLine, safeCell } from '../data/csv-write.ts';
import type { AwardNodes } from '../model/program.ts';
import type { CohortResult, Reject } from '../model/score.ts';
import { rejectLines } from '../report/results.ts';
import { AwardCounter, type AwardCounts, countedName, groupsShown } from '../report/summary.ts';
import type { ColumnMaker, CompactAwards, CompactCohort, RankColumn } from '../score/award-columns.ts';
import { compactAwards } from '../score/award-stage.ts';
import { type CompactPayments, PAYMENT } from '../score/budget-columns.ts';
import { compactPayments } from '../score/budget-stage.ts';
import { duplicate } from '../score/ledger.ts';
import { straddling } from '../score/period.ts';
import { Grouping, type RowGroups } from '../score/row-groups.ts';
import { awardCountsOf, undecidedIn } from './award-counts.ts';
import { budgetColumns } from './budget-sources.ts';
import { hashOfKey } from './bytes/text-table.ts';
import { NOTHING_SETTLED, Pieces } from './cohort.ts';
import type { FinishSpec, Segment } from './finish.ts';
import { GroupTexts } from './groups/group-texts.ts';
import type { SettledStages } from './groups/settled-stages.ts';
import { sharedBytes, sharedCounts } from './groups/shared.ts';
import type { BulkDone, BulkJob, BulkOutcome, Doubles, NumberedChunk } from './job.ts';
import { KEY_WORDS } from './key-words.ts';
import { type OddOutcome, OddRows } from './odd-rows.ts';
import { TooLargeForBulk } from './outputs.ts';
import { GrantWriter } from './paid-grants.ts';
import { HashParts } from './repeated.ts';
import { Segments } from './segments.ts';
import { type ChunkResult, OUTCOME } from './spec.ts';
import type { Sink, Spool } from './spool.ts';

/** Findings that are kept to be shown. */
const MOST_FINDINGS_KEPT = 50;

function headerLine(names: readonly string[]): string {
  return `${csvLine(names.map((name) => safeCell(name, false)))}\n`;
}

/** What the group stage has come to. */
interface Decided {
  readonly spool: Spool;
  readonly segments: readonly Segment[];
  readonly awards: AwardNodes;
  readonly stage: CompactAwards;
  /** Null without a budget. */
  readonly payments: CompactPayments | null;
  /** Those that awards are counted by. */
  readonly groups: RowGroups;
}

const SHARED_COLUMNS: ColumnMaker = { numbers: sharedCounts, bytes: sharedBytes };

/** The walk that scores. */
export class ScorePass {
  private readonly job: BulkJob;
  private readonly doubles: Doubles;
  private readonly stages: SettledStages | null;
  private readonly odd: OddRows;
  private readonly spool: Spool | null;
  /** Null where it is known which keys stand more than once. */
  private readonly keys: HashParts | null;
  private readonly outcomes = new Pieces<Uint32Array>((length) => new Uint32Array(length));
  private readonly groups: Pieces<Uint32Array>[];
  private readonly ranks: Pieces<RankColumn>[];
  private readonly keyWords: readonly Pieces<Uint32Array>[];
  private readonly texts: GroupTexts;
  private readonly immediate: number[];
  private readonly segments = new Segments();
  /** Where lines go: finished ones, or their beginnings. */
  private readonly target: Pick<Sink, 'write'>;
  private readonly encoder = new TextEncoder();
  private readonly remarks: Diagnostic[] = [];
  private readonly findings: Diagnostic[] = [];
  private readonly rejectedGroups: (readonly (string | undefined)[])[] = [];
  private readonly oddAwards = new AwardCounter();
  private findingCount = 0;
  private scored = 0;
  private rejected = 0;
  private notAssessed = 0;
  private otherPeriods = 0;
  private seen = 0;
  /** Rows that are not of other periods so far: their numbers in what the group rules came to. */
  private slot = 0;
  private ratingsUndecided = 0;
  /** Of awards without quotas. */
  private undecided = 0;

  constructor(job: BulkJob, doubles: Doubles, stages: SettledStages | null = null) {
    this.job = job;
    this.doubles = doubles;
    this.stages = stages;
    this.odd = new OddRows(job, stages);
    // Where group rules are, the first of their walks has looked for keys that stand twice.
    this.keys = doubles.suspects.size === 0 && stages === null ? new HashParts(job.spool) : null;
    const { spec, groupInputs } = job.prepared;
    this.spool = spec.awards !== null && spec.awards.immediate === null ? job.spool() : null;
    this.target = this.spool ?? job.out;
    this.groups = groupInputs.map(() => new Pieces<Uint32Array>((length) => new Uint32Array(length)));
    this.ranks = (spec.awards?.ranks ?? []).map(
      (_, r) =>
        new Pieces((length): RankColumn => (this.isShort(r) ? new Int32Array(length) : new Float64Array(length))),
    );
    const words = spec.keyParts.length * KEY_WORDS;
    this.keyWords = Array.from({ length: words }, () => new Pieces<Uint32Array>((length) => new Uint32Array(length)));
    this.texts = new GroupTexts(groupInputs.length);
    this.immediate = new Array<number>(OUTCOME.tiers + (spec.awards?.tiers.length ?? 0)).fill(0);
  }

  async run(): Promise<(this & { kind: 'done' }) | Exclude<BulkOutcome, BulkDone>> {
    const { job } = this;
    const { columns } = job;
    if (this.spool === null) await job.out.write(headerLine(columns.map(({ name }) => name)));
    await job.rejects?.write([...rejectLines([], job.language, false)].join(''));
    let line = job.firstLine;
    const settled = this.stages?.settled() ?? NOTHING_SETTLED;
    for await (const chunk of job.hands.chunks({ spec: job.prepared.spec, suspects: this.doubles.suspects, settled })) {
      if (chunk.broken !== null) {
        const { problem, line: at } = chunk.broken;
        return { kind: 'broken', problem, line: line + at };
      }
      await this.take(chunk, line);
      line += chunk.lines;
    }
    this.stages?.found(this.slot);
    if (this.scored + this.rejected === 0) return { kind: 'beyond' };
    return Object.assign(this, { kind: 'done' as const });
  }

  /** Hashes of keys that stand more than once, or seem to: somebody is looking for them by then. */
  async lookForRepeated(): Promise<{ readonly suspects: Promise<ReadonlySet<number>> }> {
    const { keys } = this;
    if (keys === null) return { suspects: Promise.resolve(new Set()) };
    return { suspects: this.job.hands.repeated(await keys.parted(), keys.spool) };
  }

  private async take(chunk: NumberedChunk, line: number): Promise<void> {
    if (!chunk.keysFit) throw new TooLargeForBulk();
    this.scored += chunk.rows;
    this.notAssessed += chunk.notAssessed;
    this.otherPeriods += chunk.otherPeriods;
    await this.keys?.add(chunk.hashes);
    const groups = this.texts.renumbered(chunk);
    let [row, at] = [0, 0];
    for (const [i, odd] of chunk.odd.entries()) {
      this.columns(chunk, groups, row, odd.before);
      const stop = chunk.oddAt[i] ?? at;
      if (stop > at) await this.put(chunk.text.subarray(at, stop));
      [row, at] = [odd.before, stop];
      const outcome = this.odd.read(odd.bytes, line + odd.line, this.slot++);
      await this.takeOdd(outcome, line + odd.line);
    }
    this.columns(chunk, groups, row, chunk.rows);
    if (chunk.text.length > at) await this.put(chunk.text.subarray(at));
    this.segments.mayEnd(this.scored);
    this.progress(chunk.rows + chunk.odd.length + chunk.otherPeriods);
  }

  private put(piece: Uint8Array | string): Promise<void> | void {
    const bytes = typeof piece === 'string' ? this.encoder.encode(piece) : piece;
    this.segments.wrote(bytes.length);
    return this.target.write(bytes);
  }

  private progress(rows: number): void {
    const before = Math.floor(this.seen / ROWS_BETWEEN_REPORTS);
    this.seen += rows;
    if (this.job.report === null) return;
    for (let step = before + 1; step * ROWS_BETWEEN_REPORTS <= this.seen; step++) {
      this.job.report(step * ROWS_BETWEEN_REPORTS);
    }
  }

  /** The columns of the group stage for some rows of a stretch; without quotas only what is counted. */
  private columns(chunk: ChunkResult, groups: readonly Uint32Array[], from: number, to: number): void {
    this.ratingsUndecided += this.stages?.openWithin(this.slot, this.slot + to - from) ?? 0;
    this.slot += to - from;
    if (this.spool === null) {
      for (let row = from; row < to; row++) {
        const outcome = chunk.outcomes[row] ?? 0;
        this.immediate[outcome] = (this.immediate[outcome] ?? 0) + 1;
      }
      return;
    }
    this.outcomes.add(chunk.outcomes.subarray(from, to));
    for (const [g, pieces] of this.groups.entries()) pieces.add((groups[g] ?? new Uint32Array()).subarray(from, to));
    for (const [r, pieces] of this.ranks.entries())
      pieces.add((chunk.ranks[r] ?? new Float64Array()).subarray(from, to));
    for (const [w, pieces] of this.keyWords.entries()) {
      pieces.add((chunk.keyWords[w] ?? new Uint32Array()).subarray(from, to));
    }
  }

  private async takeOdd(outcome: OddOutcome, line: number): Promise<void> {
    if (outcome.kind === 'blank') return;
    if (outcome.kind === 'other_period') {
      this.otherPeriods++;
      return;
    }
    const { key } = outcome.bound;
    if (key !== null) await this.keys?.add(Float64Array.of(hashOfKey(key.split(KEY_SEPARATOR))));
    const duplicate = this.duplicateFinding(key, line);
    if (duplicate !== undefined) {
      const findings = outcome.kind === 'rejected' ? [...outcome.reject.findings, duplicate] : [duplicate];
      await this.reject({ row: line, key, findings }, outcome.bound.fields);
    } else if (outcome.kind === 'rejected') {
      this.remarks.push(...outcome.remarks);
      await this.reject(outcome.reject, outcome.bound.fields);
    } else await this.takeScored(outcome);
  }

  private async takeScored({ row, remarks }: Extract<OddOutcome, { kind: 'scored' }>): Promise<void> {
    this.remarks.push(...remarks);
    this.scored++;
    if (row.state === 'not_assessed') this.notAssessed++;
    if (row.undecided.size > 0) this.ratingsUndecided++;
    if (this.spool === null) {
      const award = this.odd.award(row);
      if (award?.state === 'undecided') this.undecided++;
      if (award !== null) this.oddAwards.count('', countedName(award));
      await this.put(this.odd.line(row));
      return;
    }
    const { kept, groupInputs } = this.job.prepared;
    this.outcomes.put(this.odd.bits(row));
    for (const [g, input] of groupInputs.entries()) {
      const text = row.record.fields.get(input);
      this.groups[g]?.put(this.texts.numberOf(g, typeof text === 'string' ? text : ''));
    }
    const ranks = this.odd.kept(row, kept);
    for (const [r, pieces] of this.ranks.entries()) {
      pieces.put(this.isShort(r) ? this.short(ranks[r] ?? 0) : (ranks[r] ?? 0));
    }
    const words = this.odd.keyWords(row.record, this.job.prepared.spec.keyParts);
    for (const [w, pieces] of this.keyWords.entries()) pieces.add(words[w] ?? new Uint32Array());
    await this.put(this.odd.spooled(row));
  }

  private isShort(rank: number): boolean {
    return this.job.prepared.spec.awards?.shortRanks[rank] ?? false;
  }

  /** An odd row may lie beyond the bounds of the others. */
  private short(units: number): number {
    if ((units | 0) !== units) throw new TooLargeForBulk();
    return units;
  }

  private async reject(reject: Reject, fields: BoundRow['fields']): Promise<void> {
    this.rejected++;
    const room = MOST_FINDINGS_KEPT - this.findings.length;
    if (room > 0) this.findings.push(...reject.findings.slice(0, room));
    this.findingCount += reject.findings.length;
    const groups = this.job.prepared.groupInputs.map((name) => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : undefined;
    });
    if (groups.length > 0) this.rejectedGroups.push(groups);
    if (this.job.rejects === null) return;
    const [, ...lines] = rejectLines([reject], this.job.language, false);
    await this.job.rejects.write(lines.join(''));
  }

  private duplicateFinding(key: string | null, line: number): Diagnostic | undefined {
    const rows = key === null ? undefined : this.doubles.duplicates.get(key);
    const own = rows?.find(({ origin }) => origin.row === line);
    if (key === null || rows === undefined || own === undefined) return undefined;
    return duplicate(this.job.program, key, own.origin, rows);
  }

  /** What the group stage comes to; null where there is none. */
  decided(): Decided | null {
    const { awards } = this.job.program;
    const { spool } = this;
    if (spool === null || awards === null) return null;
    const segments = this.segments.all(this.scored);
    const cohort = this.cohort();
    const grouping = new Grouping(cohort);
    const stage = compactAwards(awards, cohort, grouping, SHARED_COLUMNS);
    const payments = this.payments(awards, cohort, stage, grouping);
    return { spool, segments, awards, stage, payments, groups: grouping.by(groupsShown(this.job.program)) };
  }

  /** Finishes the lines where they hang on the group stage, and counts. */
  async finish(decided: Decided | null): Promise<BulkOutcome> {
    const { job } = this;
    if (decided === null) return this.done(this.immediateCounts(), [], [], this.undecided, null);
    const { awards, stage, payments, groups } = decided;
    await job.out.write(headerLine(job.columns.map(({ name }) => name)));
    await job.out.flush();
    const names = { tiers: awards.tiers.map(({ name }) => name), otherwise: awards.otherwise };
    const counts = await this.writeFinished(decided, names);
    const shown = groups.values.map((texts) => texts.join(' / '));
    const undecided = undecidedIn(counts, names.tiers.length, shown.length);
    return this.done(awardCountsOf(counts, names, shown), stage.groups, stage.diagnostics, undecided, payments);
  }

  /** Returns what has been counted. */
  private async writeFinished(
    { spool, segments, awards, stage, payments, groups }: Decided,
    names: Pick<FinishSpec, 'tiers' | 'otherwise'>,
  ): Promise<readonly Uint32Array[]> {
    const { hands, prepared, language, out } = this.job;
    const { paths, states, ranks, rooms } = stage;
    const spec: FinishSpec = {
      ...names,
      language,
      grantColumns: prepared.grantColumns,
      stage: { paths, states, ranks, rooms },
      groups: { of: groups.of, size: groups.values.length },
    };
    const paid = payments && awards.budget ? new GrantWriter(awards, awards.budget, prepared.grants, payments) : null;
    const { lines, counts } = hands.finished(spool, segments, { spec, paid });
    for await (const piece of lines) out.writeNow(piece);
    return counts;
  }

  private cohort(): CompactCohort {
    const { groupInputs, order } = this.job.prepared;
    const ranks = this.ranks.map((pieces) => pieces.joined());
    const words = this.keyWords.map((pieces) => pieces.joined());
    return {
      rows: this.scored,
      outcomes: [this.outcomes.joined()],
      groupInputs,
      groups: this.groups.map((pieces) => pieces.joined(sharedCounts)),
      texts: this.texts.lists,
      ranks: [...ranks, ...words],
      order,
      rejected: this.rejectedGroups,
      compareKeys: null,
    };
  }

  private payments(awards: AwardNodes, cohort: CompactCohort, stage: CompactAwards, grouping: Grouping) {
    const { budget } = this.job.prepared;
    if (budget === null || awards.budget === null) return null;
    return compactPayments(awards, awards.budget, cohort, stage, budgetColumns(budget, cohort.ranks), grouping);
  }

  private immediateCounts(): AwardCounts {
    const { awards } = this.job.program;
    if (awards === null) return { total: new Map(), groups: new Map() };
    const names = [
      countedName({ name: null, state: 'not_assessed' }),
      awards.otherwise,
      awards.otherwise,
      ...awards.tiers.map(({ name }) => name),
    ];
    for (const [outcome, name] of names.entries()) {
      const times = this.immediate[outcome] ?? 0;
      if (times > 0) this.oddAwards.count('', name, times);
    }
    return this.oddAwards.counts();
  }

  private done(
    awardCounts: AwardCounts,
    groups: CohortResult['groups'],
    diagnostics: readonly Diagnostic[],
    undecided: number,
    payments: CompactPayments | null,
  ): BulkDone {
    const { program, period } = this.job;
    const declared = program.awards;
    const rowsIn = (state: number) => payments?.states.reduce((sum, each) => sum + (each === state ? 1 : 0), 0) ?? 0;
    const awards = new Map<string, number>();
    for (const { name } of declared?.tiers ?? []) awards.set(name, awardCounts.total.get(name) ?? 0);
    if (declared) awards.set(declared.otherwise, awardCounts.total.get(declared.otherwise) ?? 0);
    return {
      kind: 'done',
      summary: {
        read: this.scored + this.rejected,
        scored: this.scored,
        rejected: this.rejected,
        notAssessed: this.notAssessed,
        awards,
        undecided,
        paymentsUndecided: rowsIn(PAYMENT.undecided),
        ratingsUndecided: this.ratingsUndecided,
        unfunded: rowsIn(PAYMENT.unfunded),
        otherPeriods: this.otherPeriods,
        unusable: 0,
        details: new Map(),
        combined: 0,
      },
      groups,
      limits: this.stages?.limits() ?? [],
      budgets: payments?.budgets ?? [],
      refused: payments?.refused ?? false,
      diagnostics: [
        ...straddling(program.ruleset, period),
        ...this.remarks,
        ...(this.stages?.diagnostics() ?? []),
        ...diagnostics,
        ...(payments?.diagnostics ?? []),
      ],
      awardCounts,
      findings: this.findings,
      findingCount: this.findingCount,
    };
  }
}

const ROWS_BETWEEN_REPORTS = 10_000;
