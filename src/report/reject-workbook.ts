import type { Diagnostic } from '../base/diagnostic.ts';
import type { SheetComment } from '../data/xlsx-comments.ts';
import { markCells } from '../data/xlsx-mark.ts';
import { type NewCell, workbookBytes } from '../data/xlsx-write.ts';
import { ZipProblem } from '../data/zip.ts';
import type { Language } from '../language/vocabulary.ts';
import { say, texts } from '../messages/say.ts';
import type { Reject } from '../model/score.ts';
import { rejectHeader, rejectRows } from './results.ts';

/** Where the rows of a workbook stand, as `openTable` says it. */
export interface WorkbookLayout {
  readonly sheet: string;
  /** The column of each input, counted from 1. */
  readonly columns: ReadonlyMap<string, number>;
}

/**
 * A copy of the workbook that was read, in which the cells of rejected rows are coloured and say in a comment what is
 * wrong with them. A finding about a row as a whole stands at its first column that the ruleset reads. All else of the
 * workbook is kept. A sheet that is too large to be marked gives the table of {@link rejectWorkbook}.
 */
export function markedWorkbook(
  bytes: Uint8Array,
  { sheet, columns }: WorkbookLayout,
  rejects: readonly Reject[],
  language: Language,
): Uint8Array[] {
  const first = Math.min(...columns.values());
  const marks = new Map<string, SheetComment>();
  for (const { row, findings } of rejects) {
    for (const finding of findings) {
      const column = columnOf(finding, sheet, columns) ?? (Number.isFinite(first) ? first : 1);
      const { message, help } = say(finding, language);
      const text = `${finding.code}: ${message} ${help}`;
      const before = marks.get(`${row}:${column}`);
      marks.set(`${row}:${column}`, { row, column, text: before ? `${before.text}\n${text}` : text });
    }
  }
  try {
    return markCells(bytes, sheet, [...marks.values()]);
  } catch (problem) {
    if (problem instanceof ZipProblem && problem.problem === 'too_large')
      return rejectWorkbook(rejects, language, false);
    throw problem;
  }
}

/** What is wrong with a row of details stands in another sheet, or another file: here it is of the row as a whole. */
function columnOf({ place }: Diagnostic, sheet: string, columns: ReadonlyMap<string, number>): number | undefined {
  if (place.kind !== 'cell') return undefined;
  const own = place.cell.sheet === sheet ? place.cell.column : undefined;
  return own ?? columns.get(place.cell.columnName ?? '');
}

/** The rejected rows as a workbook of their own: the columns of `rejectLines`. */
export function rejectWorkbook(rejects: readonly Reject[], language: Language, withFile: boolean): Uint8Array[] {
  const header = rejectHeader(withFile);
  const rows = [...rejectRows(rejects, language, withFile)].map((cells) =>
    cells.map((text): NewCell => (text === '' ? { kind: 'empty' } : { kind: 'text', text })),
  );
  const widths = header.map((name) => (name === 'message' ? 80 : 20));
  return workbookBytes([{ name: texts(language).report.workbook.rejects, header, rows, widths }]);
}
