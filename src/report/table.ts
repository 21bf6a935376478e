import { displayWidth, printable } from './width.ts';

export type Alignment = 'left' | 'right';

/** A table for the terminal: a heading, a rule, the rows; columns as wide as their widest cell. */
export function textTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  alignments: readonly Alignment[],
): string {
  const all = [heading, ...rows].map((row) => row.map(printable));
  const widths = heading.map((_, column) => Math.max(...all.map((row) => displayWidth(row[column] ?? ''))));
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => pad(row[column] ?? '', width, alignments[column] ?? 'left'))
      .join('  ')
      .trimEnd();
  const [first = [], ...rest] = all;
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return `${[line(first), rule, ...rest.map(line)].join('\n')}\n`;
}

function pad(text: string, width: number, alignment: Alignment): string {
  const blanks = ' '.repeat(width - displayWidth(text));
  return alignment === 'left' ? text + blanks : blanks + text;
}
