import { KEY_SEPARATOR } from '../../data/bind.ts';
import { Grouping } from '../../score/row-groups.ts';
import type { Early } from '../../score/stage-row.ts';
import { hashOfKey } from '../bytes/text-table.ts';
import { Pieces } from '../cohort.ts';
import type { BulkJob, BulkOutcome, Doubles, NumberedChunk } from '../job.ts';
import { KEY_WORDS } from '../key-words.ts';
import { OddRows } from '../odd-rows.ts';
import { TooLargeForBulk } from '../outputs.ts';
import type { PreparedLevel } from '../prepare.ts';
import { HashParts } from '../repeated.ts';
import { settleRuleInColumns } from './group-rules.ts';
import { GroupTexts } from './group-texts.ts';
import { KeptPieces } from './kept-pieces.ts';
import { settleLimitInColumns } from './limits.ts';
import type { SettledStages } from './settled-stages.ts';
import { sharedBytes, sharedCounts } from './shared.ts';
import { groupAt, type SettledStage, type StageCohort, type StageWork, workOf } from './stage-cohort.ts';

/** A walk that collects what the group rules of a level take, a few numbers a row, and works them out. */
export class StagePass {
  private readonly job: BulkJob;
  private readonly level: PreparedLevel;
  private readonly doubles: Doubles;
  private readonly stages: SettledStages;
  private readonly odd: OddRows;
  /** Null where it is known which keys stand more than once. */
  private readonly keys: HashParts | null;
  private readonly members = new Pieces<Uint8Array>((length) => new Uint8Array(length));
  /** Numbers of the texts that name groups, and behind them the words of the parts of the key that rules rank by. */
  private readonly numbers: readonly Pieces<Uint32Array>[];
  private readonly kept: readonly KeptPieces[];
  private readonly texts: GroupTexts;
  private readonly rejected: (readonly (string | undefined)[])[] = [];
  private slots = 0;

  constructor(job: BulkJob, level: PreparedLevel, doubles: Doubles, stages: SettledStages, isFirst: boolean) {
    this.job = job;
    this.level = level;
    this.doubles = doubles;
    this.stages = stages;
    this.odd = new OddRows(job);
    this.keys = isFirst ? new HashParts(job.spool) : null;
    const { groupInputs } = job.prepared;
    const words = level.keyParts.length * KEY_WORDS;
    this.numbers = Array.from(
      { length: groupInputs.length + words },
      () => new Pieces<Uint32Array>((length) => new Uint32Array(length)),
    );
    this.texts = new GroupTexts(groupInputs.length);
    this.kept = level.sources.map((source) => new KeptPieces(source, job.plan.words));
  }

  async run(): Promise<(this & { kind: 'done' }) | Extract<BulkOutcome, { kind: 'broken' }>> {
    const { job } = this;
    const walk = { spec: this.level.spec, suspects: this.doubles.suspects, settled: this.stages.settled() };
    let line = job.firstLine;
    for await (const chunk of job.hands.chunks(walk)) {
      if (chunk.broken !== null)
        return { kind: 'broken', problem: chunk.broken.problem, line: line + chunk.broken.line };
      await this.take(chunk, line);
      line += chunk.lines;
    }
    return Object.assign(this, { kind: 'done' as const });
  }

  /** Hashes of keys that stand more than once, or seem to: somebody is looking for them by then. */
  async lookForRepeated(): Promise<{ readonly suspects: Promise<ReadonlySet<number>> }> {
    const { keys } = this;
    if (keys === null) return { suspects: Promise.resolve(new Set()) };
    return { suspects: this.job.hands.repeated(await keys.parted(), keys.spool) };
  }

  private async take(chunk: NumberedChunk, line: number): Promise<void> {
    const size = chunk.rows + chunk.odd.length;
    const members = new Uint8Array(size);
    if (!chunk.keysFit) throw new TooLargeForBulk();
    const columns = [...this.texts.renumbered(chunk), ...chunk.keyWords];
    const numbers = columns.map(() => new Uint32Array(size));
    for (const [k, kept] of this.kept.entries()) kept.begin(chunk.kept[k], size);
    let row = 0;
    const copy = (to: number, before: number) => {
      for (const [c, column] of columns.entries()) numbers[c]?.set(column.subarray(row, to), row + before);
      for (const kept of this.kept) kept.copy(row, to, before);
      members.fill(1, row + before, to + before);
      row = to;
    };
    for (const [i, odd] of chunk.odd.entries()) {
      copy(odd.before, i);
      await this.takeOdd(odd.bytes, line + odd.line, {
        at: odd.before + i,
        slot: this.slots + odd.before + i,
        members,
        numbers,
      });
    }
    copy(chunk.rows, chunk.odd.length);
    this.slots += size;
    this.members.add(members);
    for (const [c, column] of numbers.entries()) this.numbers[c]?.add(column);
    for (const kept of this.kept) kept.end();
    await this.keys?.add(chunk.hashes);
  }

  private async takeOdd(
    bytes: Uint8Array,
    line: number,
    into: {
      readonly at: number;
      readonly slot: number;
      readonly members: Uint8Array;
      readonly numbers: readonly Uint32Array[];
    },
  ): Promise<void> {
    const outcome = this.odd.early(bytes, line);
    if (outcome.kind === 'blank' || outcome.kind === 'other_period') return;
    const { key, fields } = outcome.bound;
    if (key !== null) await this.keys?.add(Float64Array.of(hashOfKey(key.split(KEY_SEPARATOR))));
    const rows = key === null ? undefined : this.doubles.duplicates.get(key);
    if (outcome.kind === 'rejected' || rows?.some(({ origin }) => origin.row === line)) {
      const texts = this.job.prepared.groupInputs.map((name) => {
        const value = fields.get(name);
        return typeof value === 'string' ? value : undefined;
      });
      this.rejected.push(texts);
      return;
    }
    this.stages.restore(outcome.early, into.slot);
    into.members[into.at] = 1;
    for (const [c, number] of this.numbersOf(outcome.early).entries()) {
      const column = into.numbers[c];
      if (column !== undefined) column[into.at] = number;
    }
    for (const kept of this.kept) kept.put(outcome.early.evaluation, into.at);
  }

  private numbersOf({ record }: Early): readonly number[] {
    const groups = this.job.prepared.groupInputs.map((name, input) => {
      const text = record.fields.get(name);
      return this.texts.numberOf(input, typeof text === 'string' ? text : '');
    });
    return [...groups, ...this.odd.keyWords(record, this.level.keyParts).map(([word = 0]) => word)];
  }

  /** Works out the rules of the level over all rows. */
  settle(): void {
    const { job, stages, texts, rejected } = this;
    const rows = this.slots;
    stages.found(rows);
    const { groupInputs } = job.prepared;
    const numbers = this.numbers.map((pieces) => pieces.joined(sharedCounts));
    const grouping = new Grouping({
      rows,
      groupInputs,
      groups: numbers.slice(0, groupInputs.length),
      texts: texts.lists,
      rejected,
    });
    const members = this.members.joined();
    // A part of the key is never missing.
    const words = numbers.slice(groupInputs.length).map((values) => ({ values, states: null }));
    const cohort: StageCohort = {
      rows,
      members,
      grouping,
      kept: [...this.kept.map((kept) => kept.joined()), ...words],
    };
    for (const inputs of this.level.stages) {
      const nodes = job.program.stages[inputs.stage];
      if (nodes === undefined) throw new RangeError(`no stage ${inputs.stage}`);
      const work = workOf(cohort, inputs, grouping.by(nodes.within), stages.openOf(nodes.reads));
      stages.add(inputs.stage, this.settled(inputs.stage, work));
    }
  }

  private settled(stage: number, work: StageWork): SettledStage {
    const { plan, program } = this.job;
    const nodes = program.stages[stage];
    const shape = plan.stages[stage]?.shape;
    if (nodes === undefined || shape === undefined) throw new RangeError(`no stage ${stage}`);
    if (nodes.kind === 'limit') return settleLimitInColumns(nodes, work, plan.words);
    const bound = plan.groupColumns[shape.over - plan.columns.length]?.bound;
    if (bound === undefined) throw new RangeError(`no column of ${nodes.name}`);
    const columns = settleRuleInColumns(nodes, work, bound);
    return { columns, notes: null, open: openIn(work), limits: [], diagnostics: [] };
  }
}

/** What hangs on a decision for one member may hang on it for all. */
function openIn(work: StageWork): Uint8Array | null {
  const { waiting, cohort } = work;
  if (waiting === null || !waiting.includes(1)) return null;
  const open = sharedBytes(cohort.rows);
  for (let row = 0; row < cohort.rows; row++) {
    if (cohort.members[row] === 1 && waiting[groupAt(work, row)] === 1) open[row] = 1;
  }
  return open;
}
