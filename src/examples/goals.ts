import type { Span } from '../base/source.ts';
import { type CoreNode, MIRRORED, type NodeId, type Relation } from '../language/core.ts';
import type { Program } from '../model/program.ts';
import { contains, type Interval } from '../number/interval.ts';
import { powerOfTen, Rational } from '../number/rational.ts';
import { textAt } from '../prove/source.ts';
import { numberAt, type Trial } from './trial.ts';

export type Side = 'below' | 'on' | 'above';

/** A boundary, and what is to lie there. */
export interface Boundary {
  /** What is held against it, as written: `hasil_kerja`. */
  readonly measured: string;
  readonly value: Rational;
  readonly unit: string;
  readonly isDate: boolean;
  /** Several where a function that holds it is called several times. */
  readonly nodes: readonly NodeId[];
  /** The steps that its values go in, or, where they are in no steps, how near is near. */
  readonly step: Rational;
  readonly isStepped: boolean;
  readonly span: Span;
}

/** One thing that an example is wanted for. */
export type Goal =
  | { readonly kind: 'boundary'; readonly boundary: Boundary; readonly side: Side }
  /** A part of a tier's or of the general condition decides alone: by itself it makes the whole true (or false). */
  | {
      readonly kind: 'condition';
      readonly of: string;
      readonly part: string;
      readonly value: boolean;
      readonly span: Span;
      readonly inputsOf: NodeId;
      readonly holds: (trial: Trial) => boolean;
    }
  /** A row of a table matches; or it does not, and one column alone is the reason. */
  | {
      readonly kind: 'row';
      readonly of: string;
      readonly row: number;
      readonly column: string | null;
      readonly span: Span;
      readonly inputsOf: NodeId;
      readonly holds: (trial: Trial) => boolean;
    };

/** Whether a trial is an example of it. */
export function isMet(goal: Goal, trial: Trial): boolean {
  if (!trial.isValid) return false;
  if (goal.kind !== 'boundary') return goal.holds(trial);
  const target = targetOf(goal.boundary, goal.side);
  return goal.boundary.nodes.some((node) => {
    const found = numberAt(trial, node);
    return found !== undefined && contains(target, found);
  });
}

/** Exactly one step below or above; within one hundredth where values go in no steps. */
export function targetOf({ value, step, isStepped }: Boundary, side: Side): Interval {
  if (side === 'on') return { low: value, lowOpen: false, high: value, highOpen: false };
  const beyond = side === 'below' ? value.subtract(step) : value.add(step);
  if (isStepped) return { low: beyond, lowOpen: false, high: beyond, highOpen: false };
  return side === 'below'
    ? { low: beyond, lowOpen: false, high: value, highOpen: true }
    : { low: value, lowOpen: true, high: beyond, highOpen: false };
}

const SIDES: readonly Side[] = ['below', 'on', 'above'];

/** Every boundary of bands, of cells of tables and of comparisons in formulas, three goals each, in the file's order. */
export function boundaryGoals(program: Program): readonly Goal[] {
  const found = new Map<string, Boundary>();
  const add = (boundary: Boundary) => {
    const key = `${boundary.measured}\n${boundary.value}`;
    const known = found.get(key);
    const nodes = [...new Set([...(known?.nodes ?? []), ...boundary.nodes])];
    found.set(key, known ? { ...known, nodes } : boundary);
  };
  for (const boundary of [...ofBands(program), ...ofCells(program), ...ofComparisons(program)]) add(boundary);
  return [...found.values()].flatMap((boundary) => SIDES.map((side): Goal => ({ kind: 'boundary', boundary, side })));
}

function boundaryAt(program: Program, node: NodeId, measured: string, value: Rational, span: Span): Boundary {
  const base = program.nodes[node]?.type.base;
  const digits = base?.kind === 'number' ? base.digits : 0;
  return {
    measured,
    value,
    unit: base?.kind === 'number' ? base.unit : '',
    isDate: base?.kind === 'date',
    nodes: [node],
    step: Rational.of(1n, powerOfTen(digits ?? 2)),
    isStepped: digits !== null,
    span,
  };
}

function endsOf({ low, high }: Interval): readonly Rational[] {
  return [low, high].filter((end) => end !== null);
}

function ofBands(program: Program): readonly Boundary[] {
  return [...program.ruleset.ratings.values()].flatMap(({ name, of, bands }) => {
    const node = program.ratings.get(name);
    if (node === undefined) return [];
    const measured = textAt(program, of.span);
    return bands.flatMap(({ interval, span }) =>
      endsOf(interval).map((value) => boundaryAt(program, node, measured, value, span)),
    );
  });
}

function ofCells(program: Program): readonly Boundary[] {
  return [...program.ruleset.tables.values()].flatMap(({ name, columns, rows }) =>
    rows.flatMap(({ cells, span }) =>
      cells.flatMap((cell, index) => {
        const node = program.tables.get(name)?.[index];
        const values = cell.kind === 'interval' ? endsOf(cell.interval) : cell.kind === 'numbers' ? cell.values : [];
        const measured = columns[index]?.name ?? '';
        return node === undefined ? [] : values.map((value) => boundaryAt(program, node, measured, value, span));
      }),
    ),
  );
}

/** What the author compares with a number or a date; a choice's place in its order is no such number. */
function ofComparisons(program: Program): readonly Boundary[] {
  const { tables, ratings } = program.ruleset;
  const ofTables = [...tables.values()].flatMap(({ span, rows }) => [span, ...rows.map((row) => row.span)]);
  const ofRatings = [...ratings.values()].flatMap(({ span, bands }) => [span, ...bands.map((band) => band.span)]);
  const generated = new Set([...ofTables, ...ofRatings].map(keyOf));
  return program.nodes.flatMap((node) => {
    if (node.op !== 'compare' || node.origin === null || node.row !== undefined) return [];
    if (node.origin.path.startsWith('takar:') || generated.has(keyOf(node.origin))) return [];
    const found = againstConstant(program, node);
    if (!found || program.nodes[found.measured]?.op === 'lookup') return [];
    const text = measuredText(program, node.origin, found.relation);
    return [boundaryAt(program, found.measured, text, found.value, node.origin)];
  });
}

function keyOf({ path, start, end }: Span): string {
  return `${path}:${start}:${end}`;
}

function againstConstant(
  { nodes }: Program,
  { left, right, relation }: Extract<CoreNode, { op: 'compare' }>,
): { readonly measured: NodeId; readonly value: Rational; readonly relation: Relation } | undefined {
  const [onLeft, onRight] = [constantAt(nodes[left]), constantAt(nodes[right])];
  if (onRight && !onLeft) return { measured: left, value: onRight, relation };
  if (onLeft && !onRight) return { measured: right, value: onLeft, relation: MIRRORED[relation] };
  return undefined;
}

function constantAt(node: CoreNode | undefined): Rational | undefined {
  if (node?.op !== 'constant') return undefined;
  if (node.value instanceof Rational) return node.value;
  return typeof node.value === 'number' ? Rational.integer(node.value) : undefined;
}

/** What stands before the sign, as written; the whole comparison where that cannot be told. */
function measuredText(program: Program, span: Span, relation: Relation): string {
  const text = textAt(program, span);
  const at = text.indexOf(` ${relation} `);
  return at > 0 ? text.slice(0, at) : text;
}
