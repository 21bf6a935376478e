/** One text of a ruleset: a file, or whatever the embedder's read function returned for a path. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A stretch of a source, in UTF-16 code units, end exclusive. Line and column are worked out only when printing. */
export interface Span {
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** Line and column, both counted from 1; columns in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** All texts that take part in one run, by path. */
export type Sources = ReadonlyMap<string, Source>;

/** The only place that turns offsets into lines and columns. */
export class LineIndex {
  private readonly text: string;
  private readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.text = text;
    this.starts = starts;
  }

  position(offset: number): Position {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.starts[low] ?? 0) + 1 };
  }

  /** Text of a line counted from 1, without its line end. */
  lineText(line: number): string {
    const start = this.starts[line - 1];
    if (start === undefined) return '';
    const next = this.starts[line];
    const raw = this.text.slice(start, next === undefined ? this.text.length : next - 1);
    return raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  }
}
