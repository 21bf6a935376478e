import type { OutputColumn, ScoreBatch } from '../backends/columns/compile.ts';
import type { RankColumn } from '../score/award-columns.ts';
import { LineWriter } from './bytes/line-writer.ts';
import type { Memory } from './bytes/memory.ts';
import { BrokenFile, Scanner } from './bytes/scanner.ts';
import { type KeptColumn, NOTHING_SETTLED, type Settled } from './cohort.ts';
import { GroupCells } from './groups/group-cells.ts';
import { keep, keptRoom } from './groups/kept-columns.ts';
import { ReasonCells } from './groups/reason-cells.ts';
import { KEY_WORDS, putKeyWords } from './key-words.ts';
import { copiedBytes, copiedDoubles, copiedNumbers, type Spare } from './spare.ts';
import type { ChunkResult, ChunkSpec, OddRow } from './spec.ts';

/** Rows that are scored at a time: their columns stay in the processor's near memory. */
const BATCH = 2048;

/** What a stretch is scored with. */
export interface Beside {
  readonly slot: number;
  readonly spare: Spare | null;
}

/** Scores stretches of a file, one after the other. Holds no more than one stretch's results. */
export class ChunkScorer {
  private readonly spec: ChunkSpec;
  private readonly scanner: Scanner;
  private readonly score: ScoreBatch;
  private readonly outAt: readonly number[];
  private readonly writer: LineWriter;
  private readonly groupCells: GroupCells;
  private readonly reasons: ReasonCells;
  private readonly draft: Draft;

  constructor(spec: ChunkSpec, settled: Settled = NOTHING_SETTLED) {
    this.spec = spec;
    this.groupCells = new GroupCells(spec.groupDefaults, settled, BATCH);
    this.scanner = new Scanner(spec, BATCH);
    const { memory, machine, addresses, keys, copied } = this.scanner;
    this.score = new Function('rows', 'cells', 'empty', 'status', 'out', spec.body) as ScoreBatch;
    this.outAt = spec.outputs.map((kind) => memory.reserve(BATCH * (kind === 'bytes' ? 1 : 8)));
    const { status } = addresses;
    this.draft = new Draft(spec);
    this.reasons = new ReasonCells(spec, memory, BATCH);
    const reasons = this.reasons.places;
    const sources = { status, keys, copied, reasons, out: this.outAt, capacity: BATCH };
    this.writer = new LineWriter(spec, memory, machine, sources);
  }

  /** Room for so many bytes of the file: whoever runs stretches fills it first. */
  input(length: number): Uint8Array {
    return this.scanner.input(length);
  }

  /**
   * The rows that begin in [from, limit) of the input; the last of them may end behind `limit`, but not behind `end`,
   * where the bytes end. Keys in `suspects` are odd whatever their rows are: they may stand twice. `slot`: how many rows
   * of the file stand before these, those of other periods not counted. `spare`: columns that nobody needs.
   */
  run(from: number, limit: number, end: number, suspects: ReadonlySet<number>, { slot, spare }: Beside): ChunkResult {
    const { draft, scanner, writer } = this;
    scanner.line = 0;
    this.groupCells.next = slot;
    draft.begin();
    writer.begin();
    let at = from;
    try {
      while (at < limit) {
        at = scanner.scan(at, limit, end);
        this.batch(suspects);
      }
    } catch (problem) {
      if (!(problem instanceof BrokenFile)) throw problem;
      draft.broken = { problem: problem.problem, line: problem.line };
    }
    return draft.result(at, scanner, writer, spare);
  }

  private batch(suspects: ReadonlySet<number>): void {
    const { draft, scanner } = this;
    const { rows, status, hashes } = scanner;
    draft.beginBatch(rows);
    if (suspects.size > 0) {
      for (let row = 0; row < rows; row++) if (status[row] === 0 && suspects.has(hashes[row] ?? 0)) status[row] = 2;
    }
    // Rows of other periods are passed over like odd ones.
    for (let row = status.indexOf(3); row >= 0 && row < rows; row = status.indexOf(3, row)) draft.other(row, status);
    const { groupCells } = this;
    groupCells.fill(rows, (row) => draft.isOther(row), status);
    const out = outputs(scanner.memory, this.spec, this.outAt);
    this.score(rows, [...scanner.cells, ...groupCells.cells], [...scanner.empty, ...groupCells.empty], status, out);
    this.reasons.fill(rows, status, groupCells, out);
    scanner.refresh();
    for (let from = 0; from < rows; ) {
      const odd = scanner.status.indexOf(2, from);
      const to = odd < 0 || odd > rows ? rows : odd;
      this.lines(from, to);
      if (to < rows) this.odd(to);
      from = to + 1;
    }
  }

  private lines(from: number, to: number): void {
    if (from >= to) return;
    const { draft, scanner, writer } = this;
    writer.write(from, to);
    scanner.refresh();
    draft.addRows(from, to, scanner, writer.outcomes, outputs(scanner.memory, this.spec, this.outAt));
  }

  private odd(row: number): void {
    const { draft } = this;
    if (draft.isOther(row)) return;
    const { rowStart, rowEnd, rowLine, memory } = this.scanner;
    const start = rowStart[row] ?? 0;
    const bytes = memory.bytes(start, (rowEnd[row] ?? 0) - start).slice();
    draft.addOdd({ before: draft.rows, line: rowLine[row] ?? 0, bytes }, this.writer.length);
  }
}

function outputs(memory: Memory, { outputs }: ChunkSpec, addresses: readonly number[]): readonly OutputColumn[] {
  return outputs.map((kind, i) => {
    const address = addresses[i] ?? 0;
    if (kind === 'bytes') return memory.bytes(address, BATCH);
    return kind === 'wide' ? memory.wide(address, BATCH) : memory.doubles(address, BATCH);
  });
}

/** Rows of a stretch for which there is room at first: those of 64 bytes. */
const USUAL_ROWS = 4096;

/** A stretch's result while it grows. Its columns are used again for the next one. */
class Draft {
  rows = 0;
  broken: ChunkResult['broken'] = null;
  private readonly spec: ChunkSpec;
  private readonly others = new Uint8Array(BATCH);
  private oddRows: OddRow[] = [];
  private oddAt: number[] = [];
  private otherPeriods = 0;
  private capacity = USUAL_ROWS;
  private hashes = new Float64Array(this.capacity);
  private outcomes = new Uint32Array(this.capacity);
  private groups: Uint32Array[];
  private ranks: RankColumn[];
  private kept: KeptColumn[];
  private keyWords: Uint32Array[];
  private keysFit = true;

  constructor(spec: ChunkSpec) {
    this.spec = spec;
    this.kept = spec.kept.map(({ form }) => keptRoom(form, this.capacity));
    this.groups = Array.from({ length: spec.groups }, () => new Uint32Array(this.capacity));
    this.ranks = (spec.awards?.ranks ?? []).map((_, r) => this.rankColumn(r));
    const words = spec.keyParts.length * KEY_WORDS;
    this.keyWords = Array.from({ length: words }, () => new Uint32Array(this.capacity));
  }

  begin(): void {
    this.rows = 0;
    this.broken = null;
    this.keysFit = true;
    this.oddRows = [];
    this.oddAt = [];
    this.otherPeriods = 0;
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
    this.keyWords = this.keyWords.map((column) => grown(column, new Uint32Array(this.capacity)));
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

  addRows(from: number, to: number, scanner: Scanner, outcomes: Uint32Array, out: readonly OutputColumn[]): void {
    const at = this.rows;
    this.rows += to - from;
    this.hashes.set(scanner.hashes.subarray(from, to), at);
    this.outcomes.set(outcomes.subarray(from, to), at);
    for (const [g, column] of this.groups.entries()) {
      const numbers = scanner.groups[g];
      if (numbers !== undefined) column.set(numbers.subarray(from, to), at);
    }
    const ranks = this.spec.awards?.ranks ?? [];
    for (const [r, column] of this.ranks.entries()) {
      const values = out[ranks[r] ?? -1];
      for (let row = from; row < to; row++) column[at + row - from] = Number(values?.[row] ?? 0);
    }
    const { kept } = this.spec;
    for (const [k, column] of this.kept.entries()) {
      const spec = kept[k];
      if (spec === undefined) continue;
      for (let row = from; row < to; row++) keep(spec, column, at + row - from, out, row);
    }
    if (this.keyWords.length > 0) this.addKeyWords(from, to, at, scanner);
  }

  private addKeyWords(from: number, to: number, at: number, { memory, keys }: Scanner): void {
    const bytes = memory.bytes(0, memory.view.byteLength);
    for (const [i, part] of this.spec.keyParts.entries()) {
      const { starts = 0, stops = 0 } = keys[part] ?? {};
      const [first, last] = [memory.numbers(starts, to), memory.numbers(stops, to)];
      for (let row = from; row < to; row++) {
        const [start, stop] = [first[row] ?? 0, last[row] ?? 0];
        if (!putKeyWords(bytes, start, stop, this.keyWords, i * KEY_WORDS, at + row - from)) this.keysFit = false;
      }
    }
  }

  result(next: number, scanner: Scanner, writer: LineWriter, spare: Beside['spare']): ChunkResult {
    return {
      next,
      lines: scanner.line,
      rows: this.rows,
      text: copiedBytes(writer.written, spare),
      oddAt: this.oddAt,
      odd: this.oddRows,
      hashes: copiedDoubles(this.hashes.subarray(0, this.rows), spare),
      otherPeriods: this.otherPeriods,
      notAssessed: writer.notAssessed,
      groupNames: scanner.groupTexts.map(({ texts }) => [...texts]),
      groups: this.groups.map((column) => column.slice(0, this.rows)),
      outcomes: copiedNumbers(this.outcomes.subarray(0, this.rows), spare),
      ranks: this.ranks.map((column) => column.slice(0, this.rows)),
      kept: this.kept.map(({ values, states }) => ({
        values: values?.slice(0, this.rows) ?? null,
        states: states.slice(0, this.rows),
      })),
      keyWords: this.keyWords.map((column) => column.slice(0, this.rows)),
      keysFit: this.keysFit,
      broken: this.broken,
      isUnusual: scanner.takeUnusual(),
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
