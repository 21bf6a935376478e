import { defaultCell } from '../backends/columns/fill.ts';
import { batchSource } from '../backends/columns/source.ts';
import { awardReason } from '../explain/text.ts';
import type { Plan, PlanCell, PlanGates, ShownCell, StepId } from '../integers/plan.ts';
import type { NodeId } from '../language/core.ts';
import type { Language } from '../language/vocabulary.ts';
import type { AwardNodes, NamedNode, Program, SortKeyNode } from '../model/program.ts';
import type { AwardResult, TierStep } from '../model/score.ts';
import { Rational } from '../number/rational.ts';
import type { RankKey } from '../score/award-columns.ts';
import { type BulkOptions, columnSpecs, keyInputs } from './column-specs.ts';
import { type Keeping, keepingOf, type LevelInputs } from './keeping.ts';
import { reasonSpec } from './limit-reasons.ts';
import { cellText } from './lines.ts';
import { Beyond, Outputs } from './outputs.ts';
import type { AwardSpec, CellSpec, ChunkSpec, FlagSource, ImmediateAwards } from './spec.ts';

/** What the run needs to know beside the spec. */
export interface Prepared {
  readonly spec: ChunkSpec;
  /** Inputs whose texts are kept by number: those that name groups. */
  readonly groupInputs: readonly string[];
  /** By tier: which of the kept integers its candidates are ranked by; empty without a quota. */
  readonly order: readonly (readonly RankKey[])[];
  /** What each of `spec.awards.ranks` is, for rows that go the ordinary way. */
  readonly kept: readonly KeptInteger[];
  readonly grantColumns: number;
  /** Walks through the file before the last one: one for each level of group rules. */
  readonly levels: readonly PreparedLevel[];
}

/** A walk that only collects what the group rules of a level take. */
export interface PreparedLevel extends LevelInputs {
  readonly spec: ChunkSpec;
}

/** An integer that is kept of each row, by the values of the rules that it stands for. */
export type KeptInteger = readonly {
  /** The tier that asks for it where its condition holds. */
  readonly tier: number;
  readonly node: NodeId;
  /** A number is the integer times this. */
  readonly scale: Rational;
}[];

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
  /** Places among the outputs of the integers that are kept, and what each of them is. */
  private readonly ranks: number[] = [];
  private readonly kept: KeptInteger[number][][] = [];

  constructor(plan: Plan, options: BulkOptions) {
    this.plan = plan;
    this.program = plan.program;
    this.options = options;
    this.outputs = new Outputs(plan);
    this.groupInputs = groupInputsOf(plan.program);
  }

  prepared(): Prepared {
    const { plan, program } = this;
    const cells = [...this.keyCells(), ...this.periodCell(), ...this.indicatorCells(), ...this.resultCells()];
    const grants = this.grantNames();
    const order = (plan.awards?.tiers ?? []).map((tier, t) => {
      const keys = program.awards?.tiers[t]?.quota?.order ?? [];
      return keys.map((key, k) => this.rank(t, key, tier.order[k]));
    });
    const awards = plan.awards && program.awards ? this.awards(plan.awards, program.awards, grants) : null;
    const spec = { ...this.spec(this.outputs, plan), cells, awards };
    const levels = plan.levels.map((gates, i) => this.level(gates, keepingOf(plan, i + 1)));
    const { groupInputs, kept } = this;
    return { spec, groupInputs, order, kept, grantColumns: grants.length, levels };
  }

  private level(gates: PlanGates, { outputs, kept, inputs }: Keeping): PreparedLevel {
    return { ...inputs, spec: { ...this.spec(outputs, gates), kept } };
  }

  /** What every walk through the file has. */
  private spec({ wanted }: Outputs, gates: PlanGates): ChunkSpec {
    const { plan, options, program } = this;
    const { body, outputs } = batchSource(plan, wanted, gates);
    return {
      delimiter: options.delimiter.charCodeAt(0),
      decimalComma: options.locale === 'id',
      columns: columnSpecs(plan, options, this.groupInputs),
      defaults: plan.columns.map(defaultCell),
      groupDefaults: plan.groupColumns.map(defaultCell),
      body,
      outputs,
      keys: keyInputs(program).length,
      groups: this.groupInputs.length,
      kept: [],
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
    return this.program.results.flatMap((named, i) => [
      this.cell(this.plan.results[i] ?? null),
      ...this.reasonCells(named),
    ]);
  }

  /** Why a limit left or changed what it limits stands behind it. */
  private reasonCells({ kind, name }: NamedNode): readonly CellSpec[] {
    if (kind !== 'limit') return [];
    const { plan, options } = this;
    return [reasonSpec(plan, name, options.language, (step) => this.out(step))];
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
        return { kind: 'word', out: this.out(value.code), texts: this.plan.words, there };
      case 'date':
        return { kind: 'date', out: this.out(value.fraction.over), there };
      case 'number':
        if (shown === null) throw new Beyond();
        return { kind: 'number', out: this.out(shown.units), digits: shown.digits, shortest: shown.shortest, there };
    }
  }

  /** The grant columns, in their order; a name that two tiers print with other digits is beyond this. */
  private grantNames(): readonly string[] {
    const digits = new Map<string, number>();
    for (const { grants } of this.program.awards?.tiers ?? []) {
      for (const grant of grants) {
        const known = digits.get(grant.name);
        if (known !== undefined && known !== grant.digits) throw new Beyond();
        digits.set(grant.name, grant.digits);
      }
    }
    return [...digits.keys()];
  }

  private awards(planned: NonNullable<Plan['awards']>, awards: AwardNodes, names: readonly string[]): AwardSpec {
    const { ranks } = this;
    if (awards.tiers.length > MOST_TIERS) throw new Beyond();
    const tiers = planned.tiers.map(({ when, grants }, t) => ({
      when: this.flag(when),
      grants: names.map((name): CellSpec => {
        const index = awards.tiers[t]?.grants.findIndex((grant) => grant.name === name) ?? -1;
        const grant = awards.tiers[t]?.grants[index];
        if (grant === undefined) return EMPTY;
        return grant.kind === 'text'
          ? { kind: 'fixed', text: cellText(grant.text ?? '') }
          : this.cell(grants[index] ?? null);
      }),
    }));
    const hasQuotas = awards.tiers.some(({ quota }) => quota !== null);
    return {
      eligible: this.flag(planned.eligible),
      tiers,
      immediate: hasQuotas ? null : immediateAwards(awards, names.length, this.options.language),
      ranks,
      shortRanks: ranks.map((out) => this.outputs.isShort(this.outputs.wanted[out] ?? -1)),
      rankTexts: [],
    };
  }

  /** Rows are ranked by numbers here, never by texts. */
  private rank(tier: number, key: SortKeyNode, cell: PlanCell | undefined): RankKey {
    if (cell === undefined) throw new Beyond();
    const scale = cell.value.kind === 'number' ? cell.value.fraction.scale : Rational.ONE;
    const column = this.keep(this.rankStep(key, cell), { tier, node: key.node, scale });
    return { column, descending: key.descending };
  }

  /** The place of a step among the integers that are kept of each row. */
  private keep(step: StepId, source: KeptInteger[number]): number {
    if (this.outputs.isWide(step)) throw new Beyond();
    const out = this.out(step);
    const known = this.ranks.indexOf(out);
    const column = known >= 0 ? known : this.ranks.push(out) - 1;
    const sources = this.kept[column] ?? [];
    sources.push(source);
    this.kept[column] = sources;
    return column;
  }

  private rankStep({ type }: SortKeyNode, { value }: PlanCell): StepId {
    switch (value.kind) {
      case 'number':
      case 'date':
        if (value.fraction.under !== null) throw new Beyond();
        return value.fraction.over;
      case 'flag':
        return value.flag;
      case 'word': {
        // Words are numbered as they are met: only where that is the declared order can they be ranked by number.
        const { base } = type;
        if (value.open || base.kind !== 'choice') throw new Beyond();
        const numbers = base.values.map((word) => this.plan.words.indexOf(word));
        if (numbers.some((number, i) => i > 0 && number <= (numbers[i - 1] ?? 0))) throw new Beyond();
        return value.code;
      }
      case 'nothing':
        throw new Beyond();
    }
  }
}

const EMPTY: CellSpec = { kind: 'fixed', text: '' };

/** Their conditions are kept as bits of a number. */
const MOST_TIERS = 24;

/** Inputs that name groups: of quotas and the summary's table, and of group rules. */
function groupInputsOf({ awards, stages }: Program): readonly string[] {
  const names = (awards?.tiers ?? []).flatMap(({ quota }) => quota?.within ?? []);
  return [...new Set([...names, ...stages.flatMap(({ within }) => within)])];
}

/** Awards that no quota can change, with their reasons in words. */
function immediateAwards(awards: AwardNodes, grantColumns: number, language: Language): ImmediateAwards {
  const falseSteps = (upTo: number): TierStep[] =>
    awards.tiers.slice(0, upTo).map(({ name }) => ({ tier: name, outcome: 'condition_false' }));
  const outcome = (award: AwardResult) => ({
    name: cellText(award.name ?? ''),
    reason: cellText(awardReason(award, language)),
  });
  const { otherwise, tiers } = awards;
  return {
    outcomes: [
      outcome({ state: 'not_assessed', name: null, grants: [], steps: [] }),
      outcome({ state: 'not_eligible', name: otherwise, grants: [], steps: [] }),
      outcome({ state: 'none', name: otherwise, grants: [], steps: falseSteps(tiers.length) }),
      ...tiers.map(({ name }, t) =>
        outcome({
          state: 'placed',
          name,
          grants: [],
          steps: [...falseSteps(t), { tier: name, outcome: 'placed', rank: null, capacity: null }],
        }),
      ),
    ],
    noGrants: ','.repeat(grantColumns),
  };
}
