/**
 * Compares texts by their UTF-8 bytes, which is the order of their code points [V4]. JavaScript's own `<` compares
 * UTF-16 units and puts characters beyond U+FFFF (surrogates, 0xD800 and up) before U+E000 to U+FFFF.
 */
export function compareUtf8(a: string, b: string): -1 | 0 | 1 {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const left = a.charCodeAt(i);
    const right = b.charCodeAt(i);
    if (left !== right) return codePointRank(left) < codePointRank(right) ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

/** Moves surrogates above the rest of the 16-bit units, as their code points are. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
