import { gunzipSync, gzipSync } from 'node:zlib';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { MemoryIo } from './memory-io.ts';

const RULES = `takar: 1
ruleset: packed
period: quarter
inputs:
  nip: { type: text, key: true }
  done: { type: decimal, digits: 2, range: "[0..100000]" }
  share: { type: percent, digits: 2, range: "[0..100]", optional: true }
  since: { type: date }
  big: { type: money, range: "[0..1_000_000_000_000_000_000_000]" }
values:
  half: { value: done / 2, round: { digits: 3, mode: half_up } }
  much: { value: big * 1, round: { digits: 0, mode: half_up } }
  begun: since
scores:
  total: { value: points(share ?? 0 %) + half, round: { digits: 2, mode: half_up } }
`;

const CSV = `nip,done,share,since,big
199001012015011001,0.07,99.5,2015-01-01,900719925474099312
199001012015011002,44.83,,2016-02-29,0
`;

/** The same data as a program writes them that knows decimals. */
function parquet(): Uint8Array {
  const text = { type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' } as const;
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 6 },
        { name: 'nip', ...text },
        { name: 'done', type: 'INT32', converted_type: 'DECIMAL', scale: 2, precision: 9, repetition_type: 'OPTIONAL' },
        { name: 'share', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
        { name: 'since', type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' },
        {
          name: 'big',
          type: 'FIXED_LEN_BYTE_ARRAY',
          type_length: 16,
          converted_type: 'DECIMAL',
          scale: 0,
          precision: 38,
          repetition_type: 'OPTIONAL',
        },
        { name: 'remark', ...text },
      ],
      columnData: [
        { name: 'nip', data: ['199001012015011001', '199001012015011002'] },
        { name: 'done', data: [7n, 4483n] },
        { name: 'share', data: [99.5, null] },
        { name: 'since', data: [16436, 16860] },
        { name: 'big', data: [900719925474099312n, 0n] },
        { name: 'remark', data: ['seen', 'seen'] },
      ],
    }),
  );
}

function world(): MemoryIo {
  const io = new MemoryIo();
  io.put('a.takar.yaml', RULES);
  io.put('a.csv', CSV);
  io.files.set('a.parquet', parquet());
  return io;
}

function score(io: MemoryIo, data: string, out: string): Promise<number> {
  const line = `score a.takar.yaml --data ${data} --period 2026-Q3 --out ${out} --lang en`;
  return run(line.split(' '), io);
}

function bytes(io: MemoryIo, path: string): Uint8Array {
  const found = io.files.get(path);
  if (!found) throw new Error(`no file ${path}`);
  return found;
}

describe('Parquet', () => {
  it('is read as CSV is: decimals to the last digit, beyond what a double holds', async () => {
    const io = world();
    expect(await score(io, 'a.csv', 'csv.csv')).toBe(0);
    expect(await score(io, 'a.parquet', 'parquet.csv')).toBe(0);
    expect(io.text('parquet.csv')).toBe(io.text('csv.csv'));
    expect(io.text('csv.csv')).toContain('900719925474099312');
    expect(io.talked).toContain("'remark'");
  });

  it('is read from the bytes that Node gives, which are part of something larger', async () => {
    const io = world();
    await score(io, 'a.parquet', 'copied.csv');
    io.files.set('a.parquet', Buffer.concat([Buffer.alloc(64), parquet()]).subarray(64));
    expect(await score(io, 'a.parquet', 'shared.csv')).toBe(0);
    expect(io.text('shared.csv')).toBe(io.text('copied.csv'));
  });

  it('is written with decimals, dates and texts', async () => {
    const io = world();
    expect(await score(io, 'a.csv', 'out.parquet')).toBe(0);
    const out = bytes(io, 'out.parquet');
    const file = { byteLength: out.length, slice: (start: number, end?: number) => out.slice(start, end).buffer };
    const rows = await parquetReadObjects({ file });
    expect(rows).toEqual([
      {
        nip: '199001012015011001',
        period: '2026-Q3',
        half: 0.035,
        much: Number('900719925474099312'),
        begun: new Date('2015-01-01'),
        total: 99.54,
      },
      {
        nip: '199001012015011002',
        period: '2026-Q3',
        half: 22.415,
        much: 0,
        begun: new Date('2016-02-29'),
        total: 22.42,
      },
    ]);
    expect(io.personal).toContain('out.parquet');
  });

  it('what it writes it reads again', async () => {
    const io = world();
    await score(io, 'a.csv', 'out.parquet');
    io.put(
      'again.takar.yaml',
      `takar: 1
ruleset: again
period: quarter
inputs:
  nip: { type: text, key: true }
  half: { type: decimal, digits: 3, range: "[0..1000000]" }
  much: { type: money, range: "[0..1_000_000_000_000_000_000_000]" }
values:
  same: { value: much * 1, round: { digits: 0, mode: half_up } }
scores:
  twice: { value: half * 2, round: { digits: 2, mode: half_up } }
`,
    );
    const line = 'score again.takar.yaml --data out.parquet --period 2026-Q3 --out again.csv --lang en';
    expect(await run(line.split(' '), io)).toBe(0);
    expect(io.text('again.csv')).toContain('199001012015011001,2026-Q3,900719925474099312,0.07');
  });

  it('gives the same bytes twice', async () => {
    const io = world();
    await score(io, 'a.csv', 'one.parquet');
    await score(io, 'a.csv', 'two.parquet');
    expect(bytes(io, 'one.parquet')).toEqual(bytes(io, 'two.parquet'));
  });

  it.each([
    ['empty', 'not Parquet', () => new Uint8Array()],
    ['cut off at its end', 'not Parquet', (whole: Uint8Array) => whole.slice(0, -40)],
    ['cut off at its beginning', 'damaged', (whole: Uint8Array) => whole.slice(60)],
    ['text', 'damaged', () => new TextEncoder().encode('nip,done\n1,2\nPAR1')],
  ])('a file that is %s is refused whole', async (_, reason, spoil) => {
    const io = world();
    io.files.set('bad.parquet', spoil(parquet()));
    expect(await score(io, 'bad.parquet', 'out.csv')).toBe(1);
    expect(io.talked).toContain('TK622');
    expect(io.talked).toContain(reason);
    expect(io.files.has('out.csv')).toBe(false);
  });

  it('a page that claims to be huge is not made room for', async () => {
    const io = world();
    const spoilt = parquet();
    // The header of the first page begins right after the mark; its sizes are small varints there.
    spoilt.fill(0xff, 6, 10);
    io.files.set('bad.parquet', spoilt);
    expect(await score(io, 'bad.parquet', 'out.csv')).toBe(1);
    expect(io.talked).toContain('TK622');
  });
});

describe('packed files', () => {
  it('are read and written by their ending', async () => {
    const io = world();
    io.files.set('a.csv.gz', gzipSync(CSV));
    expect(await score(io, 'a.csv', 'plain.csv')).toBe(0);
    expect(await score(io, 'a.csv.gz', 'packed.csv.gz')).toBe(0);
    expect(new TextDecoder().decode(gunzipSync(bytes(io, 'packed.csv.gz')))).toBe(io.text('plain.csv'));
  });

  it('that are damaged cannot be used', async () => {
    const io = world();
    io.files.set('a.csv.gz', gzipSync(CSV).subarray(0, 30));
    expect(await score(io, 'a.csv.gz', 'out.csv')).toBe(2);
    expect(io.talked).toContain('the packed file is damaged');
  });

  it('that grow beyond reason are refused', async () => {
    const io = world();
    const piece = gzipSync(new Uint8Array(1 << 20));
    const bomb = Buffer.concat(Array.from({ length: 1025 }, () => piece));
    io.files.set('a.csv.gz', bomb);
    expect(await score(io, 'a.csv.gz', 'out.csv')).toBe(2);
    expect(io.talked).toContain('far too large');
  });

  it('of .zst say what they need where Node has it not', async () => {
    const io = world();
    io.files.set('a.csv.zst', new Uint8Array([0x28, 0xb5, 0x2f, 0xfd]));
    expect(await score(io, 'a.csv.zst', 'out.csv')).toBe(2);
    expect(io.talked).toMatch(/Node 22\.15|damaged/);
  });
});
