import type { OutputColumn, ScoreBatch } from '../backends/columns/compile.ts';
import { roomFor } from '../backends/columns/compile.ts';
import type { RankColumn } from '../score/award-columns.ts';
import { type KeptColumn, NOTHING_SETTLED, type Settled } from './cohort.ts';
import { GroupCells } from './group-cells.ts';
import { keep, keptRoom } from './kept-columns.ts';
import { append, ByteSink, type CellWriter, cellWriter, isSet, type RowSource } from './lines.ts';
import { BrokenFile, Scanner } from './scanner.ts';
import { type ChunkResult, type ChunkSpec, type OddRow, OUTCOME } from './spec.ts';

/** Rows that are scored at a time: their columns stay in the processor's near memory. */
const BATCH = 2048;

const [COMMA, LF] = [44, 10];

/** Scores stretches of a file, one after the other. Holds no more than one stretch's results. */
export class ChunkScorer {
  private readonly spec: ChunkSpec;
  private readonly scanner: Scanner;
  private readonly score: ScoreBatch;
  private readonly out: readonly OutputColumn[];
  private readonly cells: readonly CellWriter[];
  private readonly awards: readonly AwardWriter[];
  private readonly sink = new ByteSink();
  private readonly groupCells: GroupCells;

  constructor(spec: ChunkSpec, settled: Settled = NOTHING_SETTLED) {
    this.spec = spec;
    this.groupCells = new GroupCells(spec.groupDefaults, settled, BATCH);
    this.scanner = new Scanner(spec, BATCH);
    this.score = new Function('rows', 'cells', 'empty', 'status', 'out', spec.body) as ScoreBatch;
    this.out = roomFor(0, spec.outputs, BATCH).out;
    this.cells = spec.cells.map(cellWriter);
    this.awards = awardWriters(spec);
  }

  /** Room for so many bytes of the file: whoever runs stretches fills it first. */
  input(length: number): Uint8Array {
    return this.scanner.input(length);
  }

  /**
   * The rows that begin in [from, limit) of the input; the last of them may end behind `limit`, but not behind `end`,
   * where the bytes end. Keys in `suspects` are odd whatever their rows are: they may stand twice. `slot`: how many rows
   * of the file stand before these, those of other periods not counted.
   */
  run(from: number, limit: number, end: number, suspects: ReadonlySet<number>, slot = 0): ChunkResult {
    const draft = new Draft(this.spec);
    const { scanner, sink } = this;
    scanner.line = 0;
    this.groupCells.next = slot;
    sink.length = 0;
    let at = from;
    try {
      while (at < limit) {
        at = scanner.scan(at, limit, end);
        this.batch(draft, suspects);
      }
    } catch (problem) {
      if (!(problem instanceof BrokenFile)) throw problem;
      draft.broken = { problem: problem.problem, line: problem.line };
    }
    return draft.result(at, scanner, sink.taken());
  }

  private batch(draft: Draft, suspects: ReadonlySet<number>): void {
    const { scanner, out } = this;
    const { rows, status, hashes } = scanner;
    draft.beginBatch(rows);
    if (suspects.size > 0) {
      for (let row = 0; row < rows; row++) if (status[row] === 0 && suspects.has(hashes[row] ?? 0)) status[row] = 2;
    }
    // Rows of other periods are passed over like odd ones.
    for (let row = 0; row < rows; row++) if (status[row] === 3) draft.other(row, status);
    const { groupCells } = this;
    groupCells.fill(rows, (row) => draft.isOther(row));
    this.score(rows, [...scanner.cells, ...groupCells.cells], [...scanner.empty, ...groupCells.empty], status, out);
    const { memory } = scanner;
    const source: RowSource = {
      out,
      bytes: memory.bytes(0, memory.view.byteLength),
      keyStart: scanner.keys.map(({ starts }) => memory.numbers(starts, rows)),
      keyEnd: scanner.keys.map(({ stops }) => memory.numbers(stops, rows)),
      slots: groupCells.slots,
      notes: groupCells.notes,
    };
    for (let row = 0; row < rows; row++) {
      if (status[row] === 2) this.odd(source.bytes, draft, row);
      else this.line(source, draft, row, status[row] === 0);
    }
  }

  private odd(bytes: Uint8Array, draft: Draft, row: number): void {
    if (draft.isOther(row)) return;
    const { rowStart, rowEnd, rowLine } = this.scanner;
    const text = bytes.slice(rowStart[row] ?? 0, rowEnd[row] ?? 0);
    draft.addOdd({ before: draft.rows, line: rowLine[row] ?? 0, bytes: text }, this.sink.length);
  }

  private line(source: RowSource, draft: Draft, row: number, isAssessed: boolean): void {
    const { sink, cells, spec } = this;
    sink.room(1024);
    for (let i = 0; i < cells.length; i++) {
      if (i > 0) sink.put(COMMA);
      cells[i]?.(source, row, sink);
      sink.room(1024);
    }
    const outcome = spec.awards === null ? OUTCOME.none : this.outcome(source.out, row, isAssessed);
    for (const writer of this.awards) writer(source, row, sink, outcome);
    if (cells.length > 0 && (spec.awards?.immediate || spec.awards === null)) sink.put(LF);
    draft.addRow(row, outcome, isAssessed, this.scanner, source.out);
  }

  private outcome(out: readonly OutputColumn[], row: number, isAssessed: boolean): number {
    const { awards } = this.spec;
    if (awards === null || !isAssessed) return OUTCOME.notAssessed;
    if (!isSet(out, awards.eligible, row)) return OUTCOME.notEligible;
    const { tiers } = awards;
    if (awards.immediate !== null) {
      for (let tier = 0; tier < tiers.length; tier++) {
        if (isSet(out, tiers[tier]?.when ?? false, row)) return OUTCOME.tiers + tier;
      }
      return OUTCOME.none;
    }
    let bits = 0;
    for (let tier = 0; tier < tiers.length; tier++) if (isSet(out, tiers[tier]?.when ?? false, row)) bits |= 1 << tier;
    return 2 + bits * 4;
  }
}

type AwardWriter = (source: RowSource, row: number, into: ByteSink, outcome: number) => void;

/** What follows the result's own cells: the award where it is known at once, otherwise the grants of each tier. */
function awardWriters({ awards }: ChunkSpec): readonly AwardWriter[] {
  if (awards === null) return [];
  const encoder = new TextEncoder();
  const grants = awards.tiers.map((tier) => tier.grants.map(cellWriter));
  const writeGrants = (tier: number, source: RowSource, row: number, into: ByteSink): void => {
    for (const writer of grants[tier] ?? []) {
      into.room(1);
      into.put(COMMA);
      writer(source, row, into);
    }
  };
  const { immediate } = awards;
  if (immediate === null) {
    return [
      (source, row, into, outcome) => {
        into.room(1 + awards.tiers.length);
        into.put(0);
        for (let tier = 0; tier < awards.tiers.length; tier++) {
          if ((outcome >> 2) & (1 << tier) && outcome >= 2) writeGrants(tier, source, row, into);
          into.room(1);
          into.put(0);
        }
      },
    ];
  }
  const names = immediate.outcomes.map(({ name }) => encoder.encode(`,${name}`));
  const reasons = immediate.outcomes.map(({ reason }) => encoder.encode(`,${reason}`));
  const noGrants = encoder.encode(immediate.noGrants);
  return [
    (source, row, into, outcome) => {
      append(into, names[outcome] ?? noGrants);
      if (outcome >= OUTCOME.tiers) writeGrants(outcome - OUTCOME.tiers, source, row, into);
      else append(into, noGrants);
      append(into, reasons[outcome] ?? noGrants);
      into.room(1);
    },
  ];
}

/** A stretch's result while it grows. */
class Draft {
  rows = 0;
  broken: ChunkResult['broken'] = null;
  private readonly spec: ChunkSpec;
  private readonly others = new Uint8Array(BATCH);
  private readonly oddRows: OddRow[] = [];
  private readonly oddAt: number[] = [];
  private otherPeriods = 0;
  private notAssessed = 0;
  private capacity = 1 << 14;
  private hashes = new Float64Array(this.capacity);
  private outcomes = new Uint32Array(this.capacity);
  private groups: Uint32Array[];
  private ranks: RankColumn[];
  private kept: KeptColumn[];

  constructor(spec: ChunkSpec) {
    this.spec = spec;
    this.kept = spec.kept.map(({ form }) => keptRoom(form, this.capacity));
    this.groups = Array.from({ length: spec.groups }, () => new Uint32Array(this.capacity));
    this.ranks = (spec.awards?.ranks ?? []).map((_, r) => this.rankColumn(r));
  }

  beginBatch(rows: number): void {
    this.others.fill(0);
    const needed = this.rows + rows;
    if (needed <= this.capacity) return;
    this.capacity = Math.max(this.capacity * 2, needed);
    this.hashes = grown(this.hashes, new Float64Array(this.capacity));
    this.outcomes = grown(this.outcomes, new Uint32Array(this.capacity));
    this.groups = this.groups.map((column) => grown(column, new Uint32Array(this.capacity)));
    this.ranks = this.ranks.map((column, r) => grown(column, this.rankColumn(r)));
    this.kept = this.kept.map((column, k) => grownKept(column, keptRoom(this.spec.kept[k]?.form, this.capacity)));
  }

  private rankColumn(rank: number): RankColumn {
    return this.spec.awards?.shortRanks[rank] ? new Int32Array(this.capacity) : new Float64Array(this.capacity);
  }

  other(row: number, status: Uint8Array): void {
    this.otherPeriods++;
    this.others[row] = 1;
    status[row] = 2;
  }

  isOther(row: number): boolean {
    return this.others[row] === 1;
  }

  addOdd(row: OddRow, at: number): void {
    this.oddRows.push(row);
    this.oddAt.push(at);
  }

  addRow(row: number, outcome: number, isAssessed: boolean, scanner: Scanner, out: readonly OutputColumn[]): void {
    const at = this.rows++;
    this.hashes[at] = scanner.hashes[row] ?? 0;
    this.outcomes[at] = outcome;
    if (!isAssessed) this.notAssessed++;
    for (let g = 0; g < this.groups.length; g++) {
      const column = this.groups[g];
      if (column !== undefined) column[at] = scanner.groups[g]?.[row] ?? 0;
    }
    const ranks = this.spec.awards?.ranks ?? [];
    for (let r = 0; r < ranks.length; r++) {
      const column = this.ranks[r];
      if (column !== undefined) column[at] = Number(out[ranks[r] ?? -1]?.[row] ?? 0);
    }
    const { kept } = this.spec;
    for (let k = 0; k < kept.length; k++) {
      const [spec, column] = [kept[k], this.kept[k]];
      if (spec !== undefined && column !== undefined) keep(spec, column, at, out, row);
    }
  }

  result(next: number, scanner: Scanner, text: Uint8Array): ChunkResult {
    return {
      next,
      lines: scanner.line,
      rows: this.rows,
      text,
      oddAt: this.oddAt,
      odd: this.oddRows,
      hashes: this.hashes.slice(0, this.rows),
      otherPeriods: this.otherPeriods,
      notAssessed: this.notAssessed,
      groupNames: scanner.groupTexts.map(({ texts }) => [...texts]),
      groups: this.groups.map((column) => column.slice(0, this.rows)),
      outcomes: this.outcomes.slice(0, this.rows),
      ranks: this.ranks.map((column) => column.slice(0, this.rows)),
      kept: this.kept.map(({ values, states }) => ({
        values: values?.slice(0, this.rows) ?? null,
        states: states.slice(0, this.rows),
      })),
      broken: this.broken,
    };
  }
}

function grown<T extends RankColumn | Uint32Array | Uint8Array>(old: T, larger: T): T {
  larger.set(old as never);
  return larger;
}

function grownKept(old: KeptColumn, larger: KeptColumn): KeptColumn {
  const { values, states } = larger;
  if (old.values !== null && values !== null) grown(old.values, values);
  return { values, states: grown(old.states, states) };
}
