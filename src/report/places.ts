import type { Place } from '../base/diagnostic.ts';
import { LineIndex, type Position, type Sources } from '../base/source.ts';

/** Where a finding stands, as people and programs name it: lines and columns count from 1. */
export interface Located {
  readonly file: string;
  readonly start: Position;
  readonly end: Position;
  /** The line's text, where it is a text that we have. */
  readonly lineText: string | null;
}

/** Turns places into lines and columns; indexes each source once. */
export class Locator {
  private readonly sources: Sources;
  private readonly indexes = new Map<string, LineIndex>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  locate(place: Place): Located {
    switch (place.kind) {
      case 'text':
        return this.locateText(place.span.path, place.span.start, place.span.end);
      case 'cell': {
        const start = { line: place.cell.row, column: place.cell.column ?? 1 };
        return { file: place.cell.path, start, end: start, lineText: null };
      }
      case 'file':
        return { file: place.path, start: FIRST, end: FIRST, lineText: null };
    }
  }

  private locateText(file: string, from: number, to: number): Located {
    const index = this.indexOf(file);
    if (!index) return { file, start: FIRST, end: FIRST, lineText: null };
    const start = index.position(from);
    return { file, start, end: index.position(Math.max(from, to)), lineText: index.lineText(start.line) };
  }

  private indexOf(file: string): LineIndex | undefined {
    const known = this.indexes.get(file);
    if (known) return known;
    const source = this.sources.get(file);
    if (!source) return undefined;
    const index = new LineIndex(source.text);
    this.indexes.set(file, index);
    return index;
  }
}

const FIRST: Position = { line: 1, column: 1 };
