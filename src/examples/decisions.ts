import type { Span } from '../base/source.ts';
import type { NodeId } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import type { Cell, Table } from '../model/ruleset.ts';
import { contains } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { isInside, textAt } from '../prove/source.ts';
import type { Goal } from './goals.ts';
import { flagAt, type Trial } from './trial.ts';

/** A condition as its author wrote it: joined by and, or, not; the leaves are what is looked at. */
type Formula =
  | { readonly kind: 'leaf'; readonly node: NodeId }
  | { readonly kind: 'not'; readonly of: Formula }
  | { readonly kind: 'and' | 'or'; readonly left: Formula; readonly right: Formula };

/** For the general condition, each tier and each row of a table: every part of it decides alone, both ways (MC/DC). */
export function decisionGoals(program: Program): readonly Goal[] {
  return [...awardGoals(program), ...tableGoals(program)];
}

function awardGoals(program: Program): readonly Goal[] {
  const { awards } = program;
  const declared = program.ruleset.awards;
  if (!awards || !declared) return [];
  const isEligible = (trial: Trial) => flagAt(trial, awards.eligible) === true;
  const general = partGoals(program, '', declared.eligible.span, awards.eligible, () => true);
  const tiers = awards.tiers.flatMap(({ name, when }, index) => {
    const better = awards.tiers.slice(0, index);
    // Who is in a better tier shows nothing of this one.
    const isLookedAt = (trial: Trial) =>
      isEligible(trial) && better.every((tier) => flagAt(trial, tier.when) === false);
    return partGoals(program, name, declared.tiers[index]?.when.span, when, isLookedAt);
  });
  return [...general, ...tiers];
}

function partGoals(
  program: Program,
  of: string,
  span: Span | undefined,
  node: NodeId,
  isLookedAt: (trial: Trial) => boolean,
): readonly Goal[] {
  if (!span) return [];
  const formula = formulaOf(program, node, span);
  const leaves = leavesOf(formula).filter((leaf) => program.nodes[leaf]?.op !== 'constant');
  return leaves.flatMap((leaf) =>
    [true, false].map((value): Goal => {
      const origin = program.nodes[leaf]?.origin ?? span;
      const holds = (trial: Trial) =>
        isLookedAt(trial) && flagAt(trial, leaf) === value && decidesAlone(formula, leaf, trial);
      return { kind: 'condition', of, part: textAt(program, origin), value, span: origin, inputsOf: node, holds };
    }),
  );
}

/** Only what stands in the condition itself is taken apart; a named value is one part. */
function formulaOf(program: Program, id: NodeId, span: Span): Formula {
  const node = program.nodes[id];
  if (!node || node.origin === null || !isInside(node.origin, span)) return { kind: 'leaf', node: id };
  if (node.op !== 'not' && node.op !== 'and' && node.op !== 'or') return { kind: 'leaf', node: id };
  // `!=`, `between` and intervals are one part to their author, whatever they were lowered to.
  const sides = node.op === 'not' ? [node.of] : [node.left, node.right];
  if (sides.some((side) => isSame(program.nodes[side]?.origin, node.origin))) return { kind: 'leaf', node: id };
  if (node.op === 'not') return { kind: 'not', of: formulaOf(program, node.of, span) };
  return {
    kind: node.op,
    left: formulaOf(program, node.left, span),
    right: formulaOf(program, node.right, span),
  };
}

function isSame(a: Span | null | undefined, b: Span | null): boolean {
  return a !== null && a !== undefined && b !== null && a.path === b.path && a.start === b.start && a.end === b.end;
}

function leavesOf(formula: Formula): readonly NodeId[] {
  switch (formula.kind) {
    case 'leaf':
      return [formula.node];
    case 'not':
      return leavesOf(formula.of);
    default:
      return [...leavesOf(formula.left), ...leavesOf(formula.right)];
  }
}

/** Whether the whole would come out the other way if this part did, and nothing else. */
function decidesAlone(formula: Formula, leaf: NodeId, trial: Trial): boolean {
  const asIs = outcome(formula, (node) => flagAt(trial, node));
  const turned = outcome(formula, (node) => {
    const value = flagAt(trial, node);
    return node === leaf && value !== undefined ? !value : value;
  });
  return asIs !== undefined && turned !== undefined && asIs !== turned;
}

/** From the left, as it is evaluated: what the left side decides, the right side is not asked. */
function outcome(formula: Formula, read: (node: NodeId) => boolean | undefined): boolean | undefined {
  switch (formula.kind) {
    case 'leaf':
      return read(formula.node);
    case 'not': {
      const inner = outcome(formula.of, read);
      return inner === undefined ? undefined : !inner;
    }
    default: {
      const left = outcome(formula.left, read);
      return left === (formula.kind === 'or') ? left : left === undefined ? undefined : outcome(formula.right, read);
    }
  }
}

function tableGoals(program: Program): readonly Goal[] {
  return [...program.ruleset.tables.values()].flatMap((table) => {
    const columns = program.tables.get(table.name);
    const inputsOf = program.results.find(({ name }) => name === table.name)?.node;
    return columns && inputsOf !== undefined ? rowGoals(table, columns, inputsOf) : [];
  });
}

function rowGoals(table: Table, columns: readonly NodeId[], inputsOf: NodeId): readonly Goal[] {
  const fits = (cell: Cell | undefined, index: number, trial: Trial) =>
    cell !== undefined && admits(cell, trial, columns[index] ?? -1);
  return table.rows.flatMap((row, at): readonly Goal[] => {
    const { number, span, cells } = row;
    const goal = (column: string | null, holds: (trial: Trial) => boolean): Goal => ({
      kind: 'row',
      of: table.name,
      row: number,
      column,
      span,
      inputsOf,
      holds,
    });
    const matches = (trial: Trial) => cells.every((cell, index) => fits(cell, index, trial) === true);
    const isTaken = (trial: Trial) =>
      table.rows
        .slice(0, at)
        .some((earlier) => earlier.cells.every((cell, index) => fits(cell, index, trial) === true));
    const alone = cells.flatMap((cell, index) => {
      if (cell.kind === 'any') return [];
      const others = (trial: Trial) => cells.every((other, place) => fits(other, place, trial) === (place !== index));
      return [goal(table.columns[index]?.name ?? '', others)];
    });
    return [goal(null, (trial) => matches(trial) && !isTaken(trial)), ...alone];
  });
}

/** Undefined where the column has no value. */
function admits(cell: Cell, { evaluation }: Trial, node: NodeId): boolean | undefined {
  const found = evaluation.at(node);
  if (found.kind !== 'value') return undefined;
  const { value } = found;
  switch (cell.kind) {
    case 'any':
      return true;
    case 'among':
      return (typeof value === 'string' || typeof value === 'boolean') && cell.values.includes(value);
    case 'interval':
      return contains(cell.interval, asNumber(value));
    case 'numbers':
      return cell.values.some((wanted) => wanted.equals(asNumber(value)));
  }
}

function asNumber(value: unknown): Rational {
  if (value instanceof Rational) return value;
  return Rational.integer(Number(value));
}
