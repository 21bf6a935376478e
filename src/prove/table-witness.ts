import type { Case, Employee } from '../base/codes.ts';
import type { Evaluation } from '../model/score.ts';
import type { Cell } from './regions/boxes.ts';
import { isTrue } from './regions/compile.ts';
import { TooManyCells } from './regions/diagram.ts';
import { findPath, type Path } from './regions/paths.ts';
import { partsOf, type TableCase } from './table-case.ts';

/** A cell of a table in words, and an employee who comes to it, where one is found. */
export function witnessOf(
  one: TableCase,
  cell: Cell,
  shows: (evaluation: Evaluation) => boolean,
): { readonly parts: Case; readonly employee: Employee } {
  const parts = partsOf(one, cell);
  const path = pathTo(one, cell);
  const nodes = one.columns.map(({ node }) => node);
  const found = path === undefined ? undefined : one.subject.employees.find(path, nodes, shows);
  if (found === undefined) return { parts, employee: null };
  const inputs = one.subject.program.inputs;
  const areInputs = one.columns.every(({ name, node }) => inputs.get(name) === node);
  return { parts, employee: areInputs ? [] : found.employee };
}

/** Where the roots of the columns lie for a cell. */
function pathTo({ subject, columns, axes }: TableCase, cell: Cell): Path | undefined {
  const { regions, constraints } = subject;
  try {
    let all = constraints.around(
      columns.map(({ node }) => node),
      regions,
    );
    for (const [index, axis] of axes.entries()) {
      const tuple = axis.places[cell[index] ?? 0];
      for (const [at, column] of axis.columns.entries()) {
        const place = columns[column]?.at(tuple?.[at] ?? 0, regions);
        if (place !== undefined) all = regions.both(all, place);
      }
    }
    return findPath(all, isTrue);
  } catch (problem) {
    if (problem instanceof TooManyCells) return undefined;
    throw problem;
  }
}
