import { appendFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackedFile } from '../../src/cli/bulk/unpacked.ts';
import { Unfinished } from '../../src/cli/unfinished.ts';
import { AWARDS, ruleset } from './group-rulesets.ts';
import { Harness, type Way } from './harness.ts';

const harness = new Harness();
beforeAll(() => harness.begin());
afterAll(() => harness.end());

const GROUPS = ruleset({
  groups: '  peringkat: { type: rank, within: dinas, order: [akhir desc], ties: competition }\n',
  awards: AWARDS,
});
const HEADER = 'nip,dinas,jenjang,bidang,capaian_kerja,hari,mulai,period';
const line = (n: number) => `p${n},A,muda,satu,${50 + (n % 40)},1,2026-01-01,2026-Q3`;
const DATA = `${[HEADER, ...Array.from({ length: 60 }, (_, n) => line(n))].join('\n')}\n`;
/** As long, and of as many rows. */
const OTHER = DATA.replace('p7,A,muda,satu,57', 'p7,A,muda,satu,99');

const CHANGES: Readonly<Record<string, (file: string) => void>> = {
  'a cell is another one': (file) => writeFileSync(file, OTHER),
  'the same content is written once more': (file) => writeFileSync(file, DATA),
  'a row comes in': (file) => appendFileSync(file, `${line(60)}\n`),
  'a row is cut off': (file) => truncateSync(file, DATA.length - line(59).length - 1),
  'it is cut off within a row': (file) => truncateSync(file, DATA.length - 200),
  'nothing is left of it': (file) => truncateSync(file, 0),
  'it is removed': (file) => rmSync(file),
  'another file takes its name': (file) => {
    writeFileSync(`${file}.new`, OTHER);
    renameSync(`${file}.new`, file);
  },
  'a quote is opened': (file) => writeFileSync(file, DATA.replace('p9,A', '"9,A')),
  'it is no text any more': (file) => writeFileSync(file, DATA.replace('p9,A', '\0,A')),
};

/** What the run must say, and that it says nothing else. */
function refused(language: 'en' | 'id'): string {
  const file = path.join(harness.folder, 'data.csv');
  return language === 'en'
    ? `error TK956
  '${file}' changed while it was being read.
  What to do: Nothing was written. Wait until whoever writes that file is done, or score a copy of it, and run again.

`
    : `kesalahan TK956
  '${file}' berubah selagi dibaca.
  Yang perlu dilakukan: Tidak ada yang ditulis. Tunggu sampai berkas itu selesai ditulis, atau nilai salinannya, lalu jalankan lagi.

`;
}

describe('a file that changes while it is read is refused', () => {
  /** When: the walk, and how many stretches of it have been read. */
  const times: readonly [string, number, number][] = [
    ['before the first walk', 1, 0],
    ['within the first walk', 1, 2],
    ['between two walks', 2, 0],
    ['within the last walk', 2, 3],
  ];
  for (const [what, change] of Object.entries(CHANGES)) {
    test.each(times)(`${what}, %s`, async (_, inWalk, behind) => {
      for (const isCrew of [false, true]) {
        let changes = 0;
        const meanwhile: Way['meanwhile'] = (file, walk, stretch) => {
          if (walk !== inWalk || stretch !== behind) return;
          changes++;
          change(file);
        };
        const language = isCrew ? 'id' : 'en';
        const way = { stretch: 400, isCrew, meanwhile };
        const found = await harness.score(GROUPS, DATA, 'columns', ['--lang', language], way);
        expect(changes).toBe(1);
        expect(found).toEqual({ code: 2, talk: refused(language), files: {}, inBulk: true, left: [] });
      }
    });
  }

  test('nothing changes: nothing is refused', async () => {
    let walks = 0;
    const meanwhile: Way['meanwhile'] = (_, walk) => {
      walks = walk;
    };
    await harness.sameBothWays(GROUPS, DATA, [], { stretch: 400, meanwhile });
    expect(walks).toBe(2);
  });

  test('in the walk that looks for keys that stand twice, and in the one behind it', async () => {
    const twice = DATA.replace('p30,', 'p3,');
    const plain = ruleset({ awards: AWARDS });
    await harness.sameBothWays(plain, twice, [], { stretch: 400 });
    for (const inWalk of [2, 3]) {
      for (const behind of [0, 4]) {
        const meanwhile: Way['meanwhile'] = (file, walk, stretch) => {
          if (walk === inWalk && stretch === behind) writeFileSync(file, twice.replace('p40,', 'p3, '));
        };
        const way = { stretch: 400, meanwhile };
        const found = await harness.score(plain, twice, 'columns', ['--lang', 'en'], way);
        expect(found).toEqual({ code: 2, talk: refused('en'), files: {}, inBulk: true, left: [] });
      }
    }
  });
});

test('a packed file that changes while it is unpacked is refused, and nothing of it stays', async () => {
  const folder = harness.folder;
  const packed = path.join(folder, 'data.csv.gz');
  for (const other of [gzipSync(OTHER), gzipSync(DATA).subarray(0, 40)]) {
    writeFileSync(packed, gzipSync(DATA));
    class Meddled extends Unfinished {
      override add(name: string): void {
        super.add(name);
        writeFileSync(packed, other);
      }
    }
    const run = unpackedFile(packed, 'gz', path.join(folder, 'out.csv'), new Meddled());
    await expect(run).rejects.toMatchObject({ findings: [{ code: 'TK956', args: { path: packed } }] });
  }
  rmSync(packed);
});
