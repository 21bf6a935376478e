/** A cell that is text of the data's or the ruleset's; numbers of ours are given as they are. */
export interface TextCell {
  readonly text: string;
}

/** One line of CSV with its line break. Quoted only where it must be, so that the same result gives the same bytes. */
export function csvLine(cells: readonly (string | TextCell)[]): string {
  return `${cells.map((cell) => quoted(typeof cell === 'string' ? cell : harmless(cell.text))).join(',')}\n`;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe in front, which spreadsheets show as plain text.
 * Numbers, which may begin with a minus, do not come this way.
 */
function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n;]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
