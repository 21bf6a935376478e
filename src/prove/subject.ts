import type { Program } from '../model/program.ts';
import { Constraints } from './constraints.ts';
import { Employees } from './employee.ts';
import { type Ranges, rangesOf } from './ranges.ts';
import { Regions } from './regions/compile.ts';

/** What all proofs of one program share. */
export interface Subject {
  readonly program: Program;
  readonly ranges: Ranges;
  readonly regions: Regions;
  readonly constraints: Constraints;
  readonly employees: Pick<Employees, 'find'>;
}

export function subjectOf(program: Program): Subject {
  const ranges = rangesOf(program);
  const regions = new Regions(program, ranges);
  return {
    program,
    ranges,
    regions,
    constraints: new Constraints(program, regions),
    employees: new Employees(program),
  };
}

/** For questions about rows of details: no employee shows them, since a row is not an employee. */
export function inRows(subject: Subject): Subject {
  return { ...subject, employees: { find: () => undefined } };
}
