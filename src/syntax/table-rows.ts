import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Source, Span } from '../base/source.ts';
import { KEYS, type Language } from '../language/vocabulary.ts';
import type { CellAst, Named, RowAst, TableAst } from './ast.ts';
import { type CsvLine, csvCells } from './csv-cells.ts';
import { type IdSource, parseCell, parseExpression } from './parse-expression.ts';
import type { ScalarText } from './scalar-map.ts';

/** Rows of a table in a file are held against each other: more than these belong into data. */
export const MOST_TABLE_ROWS = 10_000;

/**
 * The rows of a table from a CSV file: a column for each input of the table, one for the result (`then`, `maka`), and
 * perhaps one for the legal basis. Cells are written as in YAML; a cell where anything will do holds `-`.
 */
export function tableRows(
  source: Source,
  { inputs }: TableAst,
  language: Language,
  ids: IdSource,
): { readonly rows: readonly RowAst[]; readonly findings: readonly Diagnostic[] } {
  const reading = new RowReading(source, language, ids);
  const names = inputs.map(({ value }) => value);
  const rows = reading.read(names);
  return { rows, findings: reading.findings };
}

/** A column of the file: an input of the table, or what follows from it. */
type Column =
  | { readonly kind: 'input'; readonly name: string }
  | { readonly kind: 'then' }
  | { readonly kind: 'basis' | 'ignored' };

class RowReading {
  readonly findings: Diagnostic[] = [];
  private readonly source: Source;
  /** Of the file: its column `then` or `maka` says which, so that the ruleset can be rewritten without it. */
  private language: Language;
  private readonly ids: IdSource;

  constructor(source: Source, language: Language, ids: IdSource) {
    this.source = source;
    this.language = language;
    this.ids = ids;
  }

  read(inputs: readonly string[]): readonly RowAst[] {
    const cut = csvCells(this.source);
    if ('problem' in cut) {
      this.findings.push(diagnostic('TK135', this.span(cut.start, cut.end), { problem: cut.problem }));
      return [];
    }
    const [header, ...lines] = cut.lines;
    if (!header) {
      this.findings.push(diagnostic('TK133', this.span(0, 0), { column: inputs[0] ?? KEYS.then[this.language] }));
      return [];
    }
    const titles = header.cells.map(({ text }) => text.trim());
    const other: Language = this.language === 'id' ? 'en' : 'id';
    if (titles.includes(KEYS.then[other]) && !titles.includes(KEYS.then[this.language])) this.language = other;
    const columns = this.columns(header, inputs);
    const surplus = lines[MOST_TABLE_ROWS];
    if (surplus) {
      this.findings.push(diagnostic('TK138', this.span(surplus.start, surplus.end), { limit: MOST_TABLE_ROWS }));
    }
    if (!columns || surplus) return [];
    return lines.flatMap((line) => this.row(line, columns) ?? []);
  }

  private columns(header: CsvLine, inputs: readonly string[]): readonly Column[] | undefined {
    const wanted = [...inputs, KEYS.then[this.language]];
    const allowed = [...wanted, KEYS.basis[this.language]];
    const written = header.cells.map(({ text }) => text.trim());
    const before = this.findings.length;
    const columns = header.cells.map((cell, index): Column => {
      const name = written[index] ?? '';
      const isRepeated = written.indexOf(name) < index;
      if (isRepeated) this.findings.push(diagnostic('TK102', cell.span(0, cell.text.length), { key: name }));
      if (inputs.includes(name)) return { kind: 'input', name };
      if (name === KEYS.then[this.language]) return { kind: 'then' };
      if (name === KEYS.basis[this.language]) return { kind: 'basis' };
      if (!name.startsWith('_')) this.unknown(cell, name, allowed);
      return { kind: 'ignored' };
    });
    for (const column of wanted) {
      if (written.includes(column)) continue;
      const suggestion = nearest(column, written);
      const args = suggestion === undefined ? { column } : { column, suggestion };
      this.findings.push(diagnostic('TK133', this.span(header.start, header.end), args));
    }
    return this.findings.length > before ? undefined : columns;
  }

  private unknown(cell: ScalarText, name: string, allowed: readonly string[]): void {
    const suggestion = nearest(name, allowed);
    const args = suggestion === undefined ? { column: name, allowed } : { column: name, allowed, suggestion };
    this.findings.push(diagnostic('TK134', cell.span(0, cell.text.length), args));
  }

  private row(line: CsvLine, columns: readonly Column[]): RowAst | undefined {
    const span = this.span(line.start, line.end);
    if (line.cells.length !== columns.length) {
      const args = { expected: columns.length, found: line.cells.length };
      this.findings.push(diagnostic('TK136', span, args));
      return undefined;
    }
    const cells: { name: Named<CellAst>[number]['name']; value: CellAst }[] = [];
    let then: RowAst['then'] | undefined;
    let basis: string | undefined;
    for (const [index, column] of columns.entries()) {
      const cell = line.cells[index];
      if (!cell || column.kind === 'ignored') continue;
      const text = cell.text.trim();
      if (column.kind === 'basis') {
        if (text !== '') basis = text;
      } else if (text === '') this.empty(cell, column);
      else if (column.kind === 'then') then = this.parsed(parseExpression(cell, this.language, this.ids));
      else if (column.kind === 'input') {
        const value = this.parsed(parseCell(cell, this.language, this.ids));
        if (value) cells.push({ name: { value: column.name, span: value.span }, value });
      }
    }
    if (!then || cells.length !== columns.filter(({ kind }) => kind === 'input').length) return undefined;
    return { span, when: { kind: 'keyed', span, cells }, then, ...(basis !== undefined && { basis }) };
  }

  private empty(cell: ScalarText, column: Column): void {
    const name = column.kind === 'input' ? column.name : KEYS.then[this.language];
    this.findings.push(diagnostic('TK137', cell.span(0, cell.text.length), { column: name }));
  }

  private parsed<T>({ value, diagnostics }: { value?: T; diagnostics: readonly Diagnostic[] }): T | undefined {
    this.findings.push(...diagnostics);
    return value;
  }

  private span(start: number, end: number): Span {
    return { path: this.source.path, start, end };
  }
}
