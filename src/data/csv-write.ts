/**
 * One line of CSV by RFC 4180, without its line end: cells joined by commas, quoted where they hold a comma, a quote
 * or a line end.
 */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/**
 * A cell that a spreadsheet will show and not run: a text that begins as a formula does, in wide letters too, gets a
 * leading apostrophe.
 * Numbers are written plain, negative ones too.
 */
export function safeCell(text: string, isNumber: boolean): string {
  return !isNumber && /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}
