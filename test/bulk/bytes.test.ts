import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { WINDOW } from '../../src/bulk/bytes/layout.ts';
import { OVERLAP } from '../../src/cli/bulk/chunk-reader.ts';
import { STRETCH } from '../../src/cli/bulk/stretches.ts';
import { Harness, type Result, type Way } from './harness.ts';

/**
 * Files of odd bytes through the bulk way and the ordinary one. Wherever a quote, a line end, a long cell or a byte that
 * is no text falls among windows of 64 bytes and stretches of the file: the same results, or the same words.
 */
const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());

const RULES = `takar: 1
ruleset: bytes
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: text }
  ukuran: { type: decimal, digits: 2, range: "[0..100]" }
  jenis: { type: choice, of: [staf, kepala], optional: true }
  sejak: { type: date, optional: true }
  catatan: { type: text, optional: true }
indicators:
  satu: { polarity: none, actual: ukuran, achievement: actual, clamp: "[0..100]", round: { digits: 2, mode: half_up }, weight: 1, missing: reject }
scores:
  akhir: { value: "weighted_mean(indicators)", round: { digits: 2, mode: half_up } }
values:
  apa: jenis
  kapan: sejak
  ada: catatan is not missing
awards:
  eligible: akhir > 10
  tiers:
    - { tier: emas, when: akhir >= 50, quota: { count: 3, within: unit, order: [akhir desc], ties: exclude } }
  otherwise: tanpa
`;
const NAMES = ['nip', 'unit', 'ukuran', 'jenis', 'sejak', 'period', 'catatan'];

/** Both ways: with what they say; where the bulk engine leaves the file to the ordinary way, the same all the more. */
async function same(data: Uint8Array, way: Way): Promise<Result> {
  const more = ['--columns', 'all', '--lang', 'en'];
  const exact = await harness.score(RULES, data, 'exact', more);
  const columns = await harness.score(RULES, data, 'columns', more, way);
  expect({ ...columns, inBulk: false }).toEqual({ ...exact, inBulk: false });
  return columns;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(parts.flatMap((part) => [...part]));

const quotable = ['a', 'b "c"', 'x\ny', 'x\r\ny', 'x\ry', '\n', ',', ';', '', 'é\n', '\uFEFF', '"', ' ', '\r'];
const cellOf = (plain: readonly string[]) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...plain) },
    { weight: 1, arbitrary: fc.constantFrom(...plain).map((cell) => `"${cell}"`) },
    { weight: 1, arbitrary: fc.constantFrom(...quotable).map((cell) => `"${cell.replaceAll('"', '""')}"`) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\uFEFF', '\u00a0', '\u2028', '\u0085', '\u000b', '=1+1', '\\') },
  );
const long = fc
  .tuple(fc.constantFrom('x', 'é', '😀', ' ', 'x\n', '""', ','), fc.constantFrom(1, 30, 62, 63, 64, 65, 127, 300))
  .map(([part, times]) => `"${part.repeat(times)}"`);

const keys = cellOf(['p1', 'p2', 'p3', 'kunci', 'k\u00e9', '0012', '199001012015011001']);
const row = fc
  .tuple(
    fc.tuple(keys, fc.integer({ min: 0, max: 9999 })).map(([key, n]) => (/^[pk\d]/.test(key) ? `${key}${n}` : key)),
    cellOf(['A', 'B', 'Dinas A', 'Dinas \u00c9']),
    cellOf(['50', '50.00', '99.99', '7', '0', '100.01', '1e1', '5,5']),
    cellOf(['staf', 'kepala', 'Staf', 'lain']),
    cellOf(['2020-02-29', '2021-02-29', '2026-01-01']),
    cellOf(['2026-Q3', '2026-Q3', '2026-Q3', '2026-TW3', '2026-Q2']),
    fc.oneof({ weight: 4, arbitrary: cellOf(['x', 'catatan', 'ü', '#N/A']) }, { weight: 1, arbitrary: long }),
  )
  .chain((cells) =>
    fc.oneof(
      { weight: 20, arbitrary: fc.constant(cells) },
      { weight: 1, arbitrary: fc.constantFrom(cells.slice(1), [...cells, ''], [...cells, 'x'], [''], [' '], ['', '']) },
    ),
  );

/** What stands between rows; mostly the same throughout. */
const lineEnds = fc
  .constantFrom('\n', '\n', '\r\n', '\r\n', '\r')
  .chain((usual) =>
    fc.tuple(
      fc.constant(usual),
      fc.array(
        fc.oneof(
          { weight: 30, arbitrary: fc.constant(usual) },
          { weight: 1, arbitrary: fc.constantFrom('\r', '\n\n', '\r\r\n', '\r\n\n', '\n\r', '\n \n', '\n\uFEFF\n') },
        ),
        { minLength: 24, maxLength: 24 },
      ),
    ),
  );
const header = fc.oneof(
  { weight: 8, arbitrary: fc.constant(NAMES) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      [...NAMES, ''],
      [...NAMES, 'unit'],
      [...NAMES, '_x', '_x'],
      NAMES.map((name) => `"${name}"`),
      NAMES.map((name) => ` ${name} `),
      ['"_a\nb"', ...NAMES],
    ),
  },
);
const beginnings = fc.constantFrom('', '', '', '\uFEFF', '\n', '\r\n', '\uFEFF\uFEFF', ' \n');
const endings = fc.constantFrom('usual', 'usual', 'none', '\n\n', '\r', ' ', '\u001a', ',', '"');

/** Bytes that come in somewhere. */
const damage = fc.option(
  fc.tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.constantFrom<readonly number[]>(
      [0],
      [0xff],
      [0xc3],
      [0x80],
      [0xed, 0xa0, 0x80],
      [0xef, 0xbb, 0xbf],
      [34],
      [34, 34],
      [13],
      [10],
      [44],
      [59],
    ),
  ),
  { freq: 2 },
);

const files = fc
  .record({
    delimiter: fc.constantFrom(',', ',', ';'),
    beginning: beginnings,
    header,
    rows: fc.array(row, { maxLength: 24 }),
    ends: lineEnds,
    ending: endings,
    damage,
    /** Shifts all that follows over borders. */
    pad: fc.integer({ min: 0, max: 130 }),
  })
  .map(({ delimiter, beginning, header, rows, ends: [usual, others], ending, damage, pad }) => {
    const line = (cells: readonly string[]) => cells.join(delimiter);
    const first = pad === 0 ? '' : `${line(['pad', 'A', '20', '', '', '', 'x'.repeat(pad)])}${usual}`;
    const body = rows.map((cells, i) => `${line(cells)}${i < rows.length - 1 ? others[i] : ''}`).join('');
    const text = `${beginning}${line(header)}${usual}${first}${body}`;
    const whole = bytes(ending === 'none' ? text : `${text}${ending === 'usual' ? usual : ending}`);
    if (damage === null) return whole;
    const at = Math.floor(damage[0] * whole.length);
    return joined(whole.subarray(0, at), Uint8Array.from(damage[1]), whole.subarray(at));
  });

describe('files of odd bytes', () => {
  test('whatever they are, and wherever they are cut', async () => {
    let [inBulk, scored, runs] = [0, 0, 0];
    const stretches = fc.constantFrom(1, 7, 61, 63, 64, 65, 127, 128, 200, 500, 5000);
    await fc.assert(
      fc.asyncProperty(files, stretches, fc.boolean(), async (data, stretch, isCrew) => {
        const found = await same(data, { stretch, isCrew });
        runs++;
        if (found.inBulk) inBulk++;
        if (found.files['out.csv'] !== undefined) scored++;
      }),
      { numRuns: 200, seed: 20_261_126 },
    );
    // Neither all of them nor none.
    expect(inBulk / runs).toBeGreaterThan(0.4);
    expect(scored / runs).toBeGreaterThan(0.4);
    expect(scored / runs).toBeLessThan(0.95);
  }, 120_000);

  const FIRST = `${NAMES.join(',')}\n`;
  const GOOD = 'p1,A,50,staf,2020-02-29,2026-Q3,x\np2,A,60,staf,,2026-Q3,\n';
  test.each<[string, string | Uint8Array]>([
    ['a header alone', FIRST],
    ['a header without its line end', FIRST.trimEnd()],
    ['a header and blank lines', `${FIRST}\n\r\n \n`],
    ['a header that is cut within a character', joined(bytes(FIRST.trimEnd()), Uint8Array.of(0xc3, 10), bytes(GOOD))],
    ['a header with a character that stands for broken ones', `_\uFFFD,${FIRST}${GOOD.replaceAll(/^/gm, ',')}`],
    ['a row of more cells than anybody has', `${FIRST}${GOOD}p3${','.repeat(20_001)}\n${GOOD.replaceAll('p', 'q')}`],
    ['a row of as many cells as one may have', `${FIRST}${GOOD}p3${','.repeat(19_999)}\n`],
    ['a mark before a row', `${FIRST}\uFEFF${GOOD}\uFEFFp5,A,5,,,2026-Q3,\n`],
    ['a mark before a key that must be refused', `${FIRST}${GOOD}\uFEFF,A,5,,,2026-Q3,\n`],
    ['a mark before a quote', `${FIRST}${GOOD}\uFEFF"p5",A,5,,,2026-Q3,\n`],
    ['a mark as a row', `${FIRST}${GOOD}\uFEFF\n${GOOD.replaceAll('p', 'q')}`],
    ['two marks in a cell that is odd', `${FIRST}\uFEFF\uFEFFp1,A,5e1,,,2026-Q3,\uFEFFx\uFEFF\n`],
    ['quotes around everything', `${`${FIRST}${GOOD}`.replaceAll(/[^,\n]+/g, '"$&"')}`],
    ['no line end behind the last row', `${FIRST}${GOOD.trimEnd()}`],
    ['no line end behind a quote', `${FIRST}${GOOD}p3,A,50,,,2026-Q3,"x"`],
    ['half a line end', `${FIRST}${GOOD}p3,A,50,,,2026-Q3,x\r`],
    ['text in UTF-16', Uint8Array.from([...bytes(`${FIRST}${GOOD}`)].flatMap((byte) => [byte, 0]))],
  ])('%s', async (_, data) => {
    for (const isCrew of [false, true]) {
      await same(typeof data === 'string' ? bytes(data) : data, { stretch: 64, isCrew });
    }
  });

  /** What closes a cell that is filled up so that this falls on a border; and whether the cell is in quotes. */
  const closings: readonly [string, boolean][] = [
    ['"', true],
    ['""y"', true],
    ['"""', true],
    ['\n"', true],
    ['\r\n"', true],
    ['\r"', true],
    ['é"', true],
    ['😀"', true],
    ['","', true],
    ['"x', true],
    ['', false],
    ['é', false],
    [' ', false],
    ['"', false],
  ];
  /** Where a row begins and its cell is closed, from the first row on: a window's index ends, a stretch, and what is read behind one. */
  const borders: readonly (readonly [number, number])[][] = [
    [
      [WINDOW - 200, WINDOW],
      [STRETCH - 200, STRETCH],
    ],
    [[STRETCH - 200, STRETCH + OVERLAP]],
  ];
  describe.each(['\n', '\r\n'])('at the borders of windows and stretches, lines ended by %j', (lineEnd) => {
    const row = (key: string, cell: string) => `${key},A,50,,,2026-Q3,${cell}${lineEnd}`;
    const first = `${NAMES.join(',')}${lineEnd}`;
    /** Rows that end there. */
    const filler = (name: string, length: number): string => {
      const count = Math.ceil(length / 100_000);
      const sizes = Array.from({ length: count }, (_, r) => Math.floor((length * (r + 1)) / count));
      return sizes.map((to, r) => rowOf(`${name}_${r}`, to - (sizes[r - 1] ?? 0))).join('');
    };
    const rowOf = (key: string, length: number) => row(key, 'f'.repeat(length - row(key, '').length));

    test.each(closings)('%j, in quotes: %s', async (closing, isQuoted) => {
      for (const [b, places] of borders.entries()) {
        for (let shift = -1; shift <= closing.length + 3; shift++) {
          let text = first;
          for (const [begin, border] of places) {
            text += filler(`f${begin}`, begin + first.length - text.length);
            const [head, tail = ''] = row(`k${begin}`, '|').split('|');
            const opened = `${text}${head}${isQuoted ? '"' : ''}`;
            text = `${opened.padEnd(border + first.length - shift, 'x')}${closing}${tail}${row(`l${begin}`, '"x""y"').replace('50', '500')}`;
          }
          const isCrew = (b + shift) % 2 === 0;
          const { inBulk, files } = await same(bytes(text), { stretch: STRETCH, isCrew });
          expect(inBulk).toBe(files['out.csv'] !== undefined);
        }
      }
    });
  });
});
