import type { Case, CasePart, Employee } from '../base/codes.ts';
import type { NodeId } from '../language/core.ts';
import { OPERATORS, spelling } from '../language/vocabulary.ts';
import type { Evaluation } from '../model/score.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { type Axis, firstIndex, intervalOf, isMissingPiece, type Piece } from './regions/axis.ts';
import { type Diagram, type Leaf, TooManyCells } from './regions/diagram.ts';
import { findPath, type Path } from './regions/paths.ts';
import type { Subject } from './subject.ts';
import { witnessIn } from './witness.ts';

/** A case as it is written to people: each root that it hangs on, with one of its values. */
export function caseOf({ program }: Subject, path: Path): Case {
  const { language } = program.ruleset;
  return [...path].map(([axis, piece]): CasePart => {
    const { name, line } = axis;
    if (isMissingPiece(axis, piece)) return { name, value: spelling(OPERATORS.missing, language), unit: '' };
    if (line.kind === 'periods') return { name, value: line.periods[firstIndex(piece)]?.text ?? '', unit: '' };
    if (line.kind !== 'words') return numberPart(axis, piece, unitOf(axis, program.nodes));
    const word = line.words[firstIndex(piece)] ?? '…';
    if (typeof word === 'string') return { name, value: word, unit: '' };
    return { name, value: spelling(word ? OPERATORS.true : OPERATORS.false, language), unit: '' };
  });
}

function unitOf({ line }: Axis, nodes: Subject['program']['nodes']): string {
  const type = line.kind === 'number' ? nodes[line.root]?.type.base : undefined;
  return type?.kind === 'number' ? type.unit : '';
}

function numberPart(axis: Axis, piece: Piece, unit: string): CasePart {
  const { name, line } = axis;
  const digits = line.kind === 'number' || line.kind === 'sum' ? line.digits : 0;
  const value = witnessIn(intervalOf(axis, piece), digits);
  if (value === undefined) return { name, value: '…', unit: '' };
  if (line.kind === 'number' && line.isDate) return { name, value: formatIsoDate(Number(value.numerator)), unit: '' };
  return { name, value, unit };
}

/** The employee of a case; nothing where the case is one of inputs alone and says it all. */
export function employeeOf(
  { program, employees }: Subject,
  path: Path,
  nodes: readonly NodeId[],
  shows: (evaluation: Evaluation) => boolean,
): { readonly employee: Employee; readonly evaluation: Evaluation | undefined } {
  const found = employees.find(path, nodes, shows);
  const isOfInputs = [...path.keys()].every(
    ({ line }) => (line.kind === 'number' || line.kind === 'words') && program.nodes[line.root]?.op === 'input',
  );
  if (found === undefined) return { employee: null, evaluation: undefined };
  return { employee: isOfInputs ? [] : found.employee, evaluation: found.evaluation };
}

/** What a question about diagrams comes to: a case, none, or not known since it was too much. */
export type Answer =
  | { readonly kind: 'case'; readonly path: Path }
  | { readonly kind: 'none' }
  | { readonly kind: 'too_much' };

export function ask(subject: Subject, question: () => Diagram, isWanted: (leaf: Leaf) => boolean): Answer {
  try {
    subject.regions.diagrams.refill();
    const path = findPath(question(), isWanted);
    return path === undefined ? { kind: 'none' } : { kind: 'case', path };
  } catch (problem) {
    if (problem instanceof TooManyCells) return { kind: 'too_much' };
    throw problem;
  }
}
