import { cellReader } from '../data/cell.ts';
import { normalised, PERIOD_COLUMNS } from '../data/row.ts';
import type { Plan } from '../integers/plan.ts';
import type { NodeId } from '../language/core.ts';
import type { Language } from '../language/vocabulary.ts';
import type { Program } from '../model/program.ts';
import type { Input } from '../model/ruleset.ts';
import type { Period } from '../number/calendar.ts';
import { Beyond } from './outputs.ts';
import type { ColumnSpec } from './spec.ts';

export interface BulkOptions {
  readonly period: Period;
  readonly language: Language;
  readonly locale: 'en' | 'id';
  readonly columns: 'all' | 'summary';
  readonly header: readonly string[];
  readonly delimiter: string;
}

/** The columns of the file as the scanner must take them: the same in every walk through it, so that rows are too. */
export function columnSpecs(
  plan: Plan,
  options: BulkOptions,
  groupInputs: readonly string[],
  copiedInputs: readonly string[],
): readonly ColumnSpec[] {
  return new ColumnSpecs(plan, options, groupInputs, copiedInputs).all();
}

class ColumnSpecs {
  private readonly plan: Plan;
  private readonly program: Program;
  private readonly options: BulkOptions;
  private readonly groupInputs: readonly string[];
  private readonly copiedInputs: readonly string[];

  constructor(plan: Plan, options: BulkOptions, groupInputs: readonly string[], copiedInputs: readonly string[]) {
    this.plan = plan;
    this.program = plan.program;
    this.options = options;
    this.groupInputs = groupInputs;
    this.copiedInputs = copiedInputs;
  }

  all(): readonly ColumnSpec[] {
    const { header, period } = this.options;
    const { ruleset } = this.program;
    const seen = new Set<string>();
    const found = header.map((title): ColumnSpec => {
      const name = normalised(title);
      const input = ruleset.inputs.get(name);
      const what = PERIOD_COLUMNS.includes(name) ? 'period' : input === undefined ? '' : name;
      if (what === '') return { kind: 'skip' };
      // A column that stands twice is refused by the ordinary reader, with a finding.
      if (seen.has(what)) throw new Beyond();
      seen.add(what);
      return input === undefined || what === 'period' ? { kind: 'period', canonical: period.text } : this.column(input);
    });
    const keys = keyInputs(this.program);
    if (keys.length === 0 || !keys.every(({ name }) => seen.has(name))) throw new Beyond();
    return found;
  }

  private column(input: Input): ColumnSpec {
    const column = this.plan.columns.findIndex((candidate) => candidate.input.name === input.name);
    const planned = this.plan.columns[column];
    if (planned === undefined) throw new Beyond();
    const required = input.key || (!input.optional && input.applies === undefined);
    const [low, high] = [Number(planned.bound.low), Number(planned.bound.high)];
    const group = this.groupInputs.indexOf(input.name);
    if (input.key && input.type.base.kind !== 'text') throw new Beyond();
    switch (input.type.base.kind) {
      case 'number':
        return { kind: 'number', column, digits: planned.digits, low, high, required };
      case 'date':
        return { kind: 'date', column, low, high, required };
      case 'flag':
        return { kind: 'word', column, words: [['1', 1], ['0', 0], ...FLAGS], required, group: -1 };
      case 'choice':
        // A label in place of the value would give a group a second name: those rows are odd.
        return { kind: 'word', column, words: this.spellings(input, group < 0), required, group };
      case 'text': {
        // A text that no rule reads is only looked at.
        const isRead = this.plan.steps.some((step) => step.op === 'column' && step.column === column);
        const words = isRead ? this.plan.words.map((word, code): [string, number] => [word, code]) : [];
        const key = keyInputs(this.program).findIndex(({ name }) => name === input.name);
        if (group >= 0 && !required) throw new Beyond();
        const copied = this.copiedInputs.indexOf(input.name);
        return { kind: 'text', column, key, group, copied, words, required };
      }
      default:
        throw new Beyond();
    }
  }

  /** Every spelling of a choice that the ordinary reader would take for one of its values. */
  private spellings(input: Input, withLabels: boolean): readonly (readonly [string, number])[] {
    const { base } = input.type;
    if (base.kind !== 'choice') return [];
    const read = cellReader(input);
    const labels = [...input.labels.values()].flatMap(({ id, en }) => [id, en].filter((label) => label !== undefined));
    return [...base.values, ...(withLabels ? labels : [])].flatMap((text): [string, number][] => {
      const reading = read(text, 'en');
      if (reading.kind !== 'value' || typeof reading.value !== 'string') return [];
      return [[text, this.plan.words.indexOf(reading.value)]];
    });
  }
}

const FLAGS: readonly (readonly [string, number])[] = [
  ['ya', 1],
  ['tidak', 0],
  ['true', 1],
  ['false', 0],
];

export function keyInputs({ ruleset }: Program): readonly Input[] {
  return [...ruleset.inputs.values()].filter(({ key }) => key);
}

/** Which part of the key a node is; -1 where it is none. */
export function keyPart(program: Program, id: NodeId): number {
  const node = program.nodes[id];
  return node?.op === 'input' ? keyInputs(program).findIndex(({ name }) => name === node.name) : -1;
}
