import { defaultCell } from '../backends/columns/fill.ts';
import { batchSource } from '../backends/columns/source.ts';
import type { Plan, PlanGates, ShownCell, StepId } from '../integers/plan.ts';
import type { NodeId } from '../language/core.ts';
import type { NamedNode, Program } from '../model/program.ts';
import { awardSpecs, NO_AWARDS, type PreparedAwards } from './award-specs.ts';
import { type BulkOptions, columnSpecs, keyInputs } from './column-specs.ts';
import { type Keeping, keepingOf, type LevelInputs } from './groups/keeping.ts';
import { reasonSpec } from './groups/limit-reasons.ts';
import { Beyond, Outputs } from './outputs.ts';
import type { AwardSpec, CellSpec, ChunkSpec, FlagSource } from './spec.ts';

/** What the run needs to know beside the spec. */
export interface Prepared extends PreparedAwards {
  readonly spec: ChunkSpec;
  /** Inputs whose texts are kept by number: those that name groups. */
  readonly groupInputs: readonly string[];
  /** Walks through the file before the last one: one for each level of group rules. */
  readonly levels: readonly PreparedLevel[];
}

/** A walk that only collects what the group rules of a level take. */
export interface PreparedLevel extends LevelInputs {
  readonly spec: ChunkSpec;
}

/** The job as data for the scanner; undefined where some part of it is beyond it, and the ordinary way must be taken. */
export function prepare(plan: Plan, options: BulkOptions): Prepared | undefined {
  try {
    return new Preparation(plan, options).prepared();
  } catch (problem) {
    if (problem instanceof Beyond) return undefined;
    throw problem;
  }
}

class Preparation {
  private readonly plan: Plan;
  private readonly program: Program;
  private readonly options: BulkOptions;
  private readonly outputs: Outputs;
  private readonly groupInputs: readonly string[];
  /** Inputs whose texts results show as they stand in the data. */
  private readonly copiedInputs: readonly string[];

  constructor(plan: Plan, options: BulkOptions) {
    this.plan = plan;
    this.program = plan.program;
    this.options = options;
    this.outputs = new Outputs(plan);
    this.groupInputs = groupInputsOf(plan.program);
    this.copiedInputs = copiedInputsOf(plan.program);
  }

  prepared(): Prepared {
    const { plan } = this;
    const cells = [...this.keyCells(), ...this.periodCell(), ...this.indicatorCells(), ...this.resultCells()];
    const { spec: awards, ...about } = this.awards();
    const spec = { ...this.spec(this.outputs, plan), cells, awards, keyParts: awards?.rankTexts ?? [] };
    const levels = plan.levels.map((gates, i) => this.level(gates, keepingOf(plan, i + 1)));
    return { ...about, spec, groupInputs: this.groupInputs, levels };
  }

  private awards(): PreparedAwards & { readonly spec: AwardSpec | null } {
    const { plan, program, outputs } = this;
    if (plan.awards === null || program.awards === null) return { ...NO_AWARDS, spec: null };
    const { language } = this.options;
    return awardSpecs(plan, plan.awards, program.awards, { outputs, language, cell: (cell) => this.cell(cell) });
  }

  private level(gates: PlanGates, { outputs, kept, inputs }: Keeping): PreparedLevel {
    return { ...inputs, spec: { ...this.spec(outputs, gates), kept, keyParts: inputs.keyParts } };
  }

  /** What every walk through the file has. */
  private spec({ wanted }: Outputs, gates: PlanGates): ChunkSpec {
    const { plan, options, program } = this;
    const { body, outputs } = batchSource(plan, wanted, gates);
    return {
      delimiter: options.delimiter.charCodeAt(0),
      decimalComma: options.locale === 'id',
      columns: columnSpecs(plan, options, this.groupInputs, this.copiedInputs),
      defaults: plan.columns.map(defaultCell),
      groupDefaults: plan.groupColumns.map(defaultCell),
      body,
      outputs,
      keys: keyInputs(program).length,
      groups: this.groupInputs.length,
      copied: this.copiedInputs.length,
      kept: [],
      keyParts: [],
      cells: [],
      awards: null,
    };
  }

  private out(step: StepId): number {
    return this.outputs.out(step);
  }

  private flag(step: StepId): FlagSource {
    return this.outputs.flag(step);
  }

  private keyCells(): readonly CellSpec[] {
    return keyInputs(this.program).map((_, key) => ({ kind: 'key', key }));
  }

  private periodCell(): readonly CellSpec[] {
    return [{ kind: 'fixed', text: this.options.period.text }];
  }

  private indicatorCells(): readonly CellSpec[] {
    if (this.options.columns === 'summary') return [];
    return this.plan.indicators.flatMap(({ actual, target, achievement, weight, applies, excluded, zeroed }) => [
      this.cell(actual),
      this.cell(target),
      this.cell(achievement),
      this.cell(weight),
      {
        kind: 'case' as const,
        of: [
          { when: this.negated(applies), text: 'not_applicable' },
          { when: this.flag(excluded), text: 'excluded' },
          { when: this.flag(zeroed), text: 'zero_scored' },
          { when: true, text: 'scored' },
        ],
      },
    ]);
  }

  private negated(step: StepId): FlagSource {
    const source = this.flag(step);
    if (typeof source === 'boolean') return !source;
    const negation = this.plan.steps.find((candidate) => candidate.op === 'not' && candidate.of === step);
    const planned = this.plan.steps[step];
    if (negation !== undefined) return this.out(negation.id);
    if (planned?.op === 'not') return this.out(planned.of);
    throw new Beyond();
  }

  private resultCells(): readonly CellSpec[] {
    return this.program.results.flatMap((named, i) => {
      const result = this.plan.results[i] ?? null;
      const parts = result?.parts ?? [];
      return [...parts.map((part) => this.cell(part)), this.cell(result), ...this.reasonCells(named)];
    });
  }

  /** Why a limit left or changed what it limits stands behind it. */
  private reasonCells({ kind, name }: NamedNode): readonly CellSpec[] {
    if (kind !== 'limit') return [];
    const { plan, options } = this;
    return [reasonSpec(plan, name, options.language, (step) => this.out(step))];
  }

  /** The place of an input's text among those that results show. */
  private copied(node: NodeId): number {
    const input = this.program.nodes[node];
    const place = input?.op === 'input' ? this.copiedInputs.indexOf(input.name) : -1;
    if (place < 0) throw new Beyond();
    return place;
  }

  private cell(cell: ShownCell | null): CellSpec {
    if (cell === null) return EMPTY;
    const there = this.flag(cell.there);
    const { value, shown } = cell;
    if (there === false || value.kind === 'nothing') return EMPTY;
    switch (value.kind) {
      case 'flag':
        return { kind: 'flag', out: this.out(value.flag), there };
      case 'word':
        if (value.open) return { kind: 'text', text: this.copied(cell.node), there };
        return { kind: 'word', out: this.out(value.code), texts: this.plan.words, there };
      case 'date':
        return { kind: 'date', out: this.out(value.fraction.over), there };
      case 'number':
        if (shown === null) throw new Beyond();
        return { kind: 'number', out: this.out(shown.units), digits: shown.digits, shortest: shown.shortest, there };
    }
  }
}

const EMPTY: CellSpec = { kind: 'fixed', text: '' };

/** Inputs that name groups: of quotas and the summary's table, of the budget, and of group rules. */
function groupInputsOf({ awards, stages }: Program): readonly string[] {
  const names = (awards?.tiers ?? []).flatMap(({ quota }) => quota?.within ?? []);
  return [...new Set([...names, ...(awards?.budget?.within ?? []), ...stages.flatMap(({ within }) => within)])];
}

/** Texts that stand in the results as they stand in the data: why people decided otherwise. */
function copiedInputsOf({ decisions, nodes }: Program): readonly string[] {
  const inputs = decisions.map(({ reason }) => nodes[reason]);
  return [...new Set(inputs.flatMap((node) => (node?.op === 'input' ? [node.name] : [])))];
}
