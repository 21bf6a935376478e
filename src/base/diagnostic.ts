import type { Code, CodeArgs, Severity } from './codes.ts';
import { SEVERITIES } from './codes.ts';
import type { Span } from './source.ts';

/** A cell or row of a data file. `row` is the line in the file (header = 1), `column` counts from 1. */
export interface Cell {
  readonly path: string;
  /** Of a workbook, where it is known. */
  readonly sheet?: string;
  readonly row: number;
  readonly column?: number;
  readonly columnName?: string;
}

export type Place =
  | { readonly kind: 'text'; readonly span: Span }
  | { readonly kind: 'cell'; readonly cell: Cell }
  /** About a whole file or the whole run. */
  | { readonly kind: 'file'; readonly path: string };

/** A second place that takes part in a finding, with a word on its part. */
export interface Related {
  readonly place: Place;
  readonly role: RelatedRole;
  readonly name?: string;
}

export type RelatedRole =
  | 'declared_here'
  | 'first_here'
  | 'other_row'
  | 'used_here'
  | 'expected_here'
  | 'cycle_step'
  | 'also_row';

export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that mends the finding. `safe`: it cannot change the meaning of anything else. */
export interface Fix {
  readonly edits: readonly Edit[];
  readonly safe: boolean;
}

/** One finding of one code, with the arguments of its message. */
export interface DiagnosticOf<C extends Code> {
  readonly code: C;
  readonly severity: Severity;
  readonly place: Place;
  readonly args: CodeArgs[C];
  readonly related: readonly Related[];
  readonly fixes: readonly Fix[];
  /** About the content of a sensitive input: messages leave that content out wherever they are read [G7]. */
  readonly sensitive?: true;
}

/** The only diagnostic type. The prose appears at the edge, from the message catalogue. */
export type Diagnostic = { [C in Code]: DiagnosticOf<C> }[Code];

export interface Attachments {
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
}

export function diagnostic<C extends Code>(
  code: C,
  place: Place | Span,
  args: CodeArgs[C],
  { related = [], fixes = [] }: Attachments = {},
): Diagnostic {
  const at: Place = 'kind' in place ? place : { kind: 'text', span: place };
  return { code, severity: SEVERITIES[code], place: at, args, related, fixes } as unknown as Diagnostic;
}

/** The finding as one about the content of a sensitive input. */
export function aboutSensitive(finding: Diagnostic): Diagnostic {
  return { ...finding, sensitive: true };
}

export function isError(finding: Diagnostic): boolean {
  return finding.severity === 'error';
}

/** The order in which findings are shown: by file, then place, then code. The same on every run. */
export function inReadingOrder(findings: readonly Diagnostic[]): Diagnostic[] {
  const key = ({ place }: Diagnostic): [string, number, number] => {
    if (place.kind === 'text') return [place.span.path, place.span.start, place.span.end];
    if (place.kind === 'cell') return [place.cell.path, place.cell.row, place.cell.column ?? 0];
    return [place.path, -1, -1];
  };
  return [...findings].sort((a, b) => {
    const [pathA, startA, endA] = key(a);
    const [pathB, startB, endB] = key(b);
    if (pathA !== pathB) return pathA < pathB ? -1 : 1;
    return startA - startB || endA - endB || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  });
}
