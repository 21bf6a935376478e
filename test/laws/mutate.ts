/** Numbers that look random and are the same on every run (mulberry32). */
export class Dice {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** A whole number from 0 to below `sides`. */
  roll(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * sides);
  }

  of<T>(list: readonly T[]): T {
    const picked = list[this.roll(list.length)];
    if (picked === undefined) throw new RangeError('nothing to pick from');
    return picked;
  }
}

/** Pieces that break YAML, expressions and numbers in ways that people and programs do. */
const PIECES = [
  '\t',
  '\r\n',
  '\0',
  '\ufeff',
  '“',
  ': ',
  '- ',
  '#',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '&a ',
  '*a',
  '!!int ',
  '|',
  '>-',
  '%',
  ',',
  ';',
  '..',
  '=',
  '<=',
  '!=',
  '-',
  '0',
  '1e9',
  '1,5',
  '99999999999999999999',
  '0.1',
  '__proto__',
  'constructor',
  'jika ',
  'maka ',
  'selainnya ',
  'if ',
  'then ',
  'else ',
  'kosong',
  'missing',
  ' dan ',
  ' or ',
  'ya',
  'null',
  '~',
  '2026-02-30',
  'toString',
  'rerata_tertimbang(indikator)',
  'total: ',
  '\n  ',
  '\n',
  'é',
  '\u202e',
  'takar: 2',
  'impor:\n  - dari: takar:capaian@1\n',
];

/** One to five changes of bytes: flipped, put in, left out, moved, taken from another file. */
export function mutated(dice: Dice, files: readonly Uint8Array[]): Uint8Array {
  let bytes = dice.of(files);
  for (let changes = 1 + dice.roll(5); changes > 0; changes--) bytes = change(dice, bytes, files);
  return bytes;
}

function change(dice: Dice, bytes: Uint8Array, files: readonly Uint8Array[]): Uint8Array {
  const at = dice.roll(bytes.length + 1);
  const length = 1 + dice.roll(dice.roll(4) === 0 ? 400 : 12);
  switch (dice.roll(6)) {
    case 0: {
      const flipped = bytes.slice();
      if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << dice.roll(8));
      return flipped;
    }
    case 1:
      return spliced(bytes, at, 0, new TextEncoder().encode(dice.of(PIECES)));
    case 2:
      return spliced(bytes, at, length, new Uint8Array());
    case 3:
      return spliced(bytes, at, length, new TextEncoder().encode(dice.of(PIECES)));
    case 4:
      return spliced(bytes, at, 0, bytes.slice(dice.roll(bytes.length), dice.roll(bytes.length) + length));
    default: {
      const other = dice.of(files);
      const from = dice.roll(other.length);
      return spliced(bytes, at, dice.roll(2) * length, other.slice(from, from + length));
    }
  }
}

function spliced(bytes: Uint8Array, at: number, lost: number, put: Uint8Array): Uint8Array {
  const tail = bytes.subarray(Math.min(bytes.length, at + lost));
  const result = new Uint8Array(at + put.length + tail.length);
  result.set(bytes.subarray(0, at));
  result.set(put, at);
  result.set(tail, at + put.length);
  return result;
}
