import type { Span } from '../base/source.ts';

/**
 * The text of a YAML scalar as the expression parser reads it, with the way back: which characters of the file a
 * stretch of it came from, whatever the quoting, folding or escaping.
 */
export interface ScalarText {
  readonly text: string;
  span(start: number, end: number): Span;
}

/** A text that stands in its file as it is: an expression given on its own. */
export function wholeText(path: string, text: string): ScalarText {
  return { text, span: (start, end) => ({ path, start, end }) };
}
