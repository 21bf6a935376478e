/**
 * How wide a text stands in a terminal: 0 for marks that combine, 2 for wide East Asian letters and most pictures,
 * 1 for the rest. Enough to put a caret under the right character; the full tables of Unicode are not carried along.
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): 0 | 1 | 2 {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x300) return 1;
  if (/^[\p{Mn}\p{Me}\p{Cf}]$/u.test(character)) return 0;
  return WIDE.some(([from, to]) => point >= from && point <= to) ? 2 : 1;
}

const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

const TAB = '  ';

/**
 * The text as a terminal may be given it: tabs as two blanks, and no control or direction characters, since files
 * and cells are not to move the cursor or hide a part of a line.
 */
export function printable(text: string): string {
  return text
    .replace(/\t/g, TAB)
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, '\ufffd');
}

/** The same for texts of several lines. */
export function printableLines(text: string): string[] {
  return text.split('\n').map(printable);
}
