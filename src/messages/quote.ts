/** Enough of a text that a file holds to recognise it, on one line. */
export function short(text: string): string {
  const line = text
    .slice(0, LONGEST * 4)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 3)}...` : line;
}

const LONGEST = 60;

/** A character in quotes; one that cannot be seen by its number. */
export function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hidden = code < 0x21 || (code >= 0x7f && code < 0xa1);
  return hidden ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : `'${character}'`;
}
