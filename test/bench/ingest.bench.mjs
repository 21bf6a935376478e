/** CSV of 35 columns, 23 of which are wanted as numbers and texts: takar's scanner against CSV libraries, one thread each. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeCsv } from './csv.mjs';
import { alternate, line, median, ratio } from './measure.mjs';
import { parsePeriod, planOf, prepare, Scanner } from './out/takar.mjs';
import * as work from './work.mjs';

export default async function bench({ folder, full, say }) {
  const rows = full ? 500_000 : 100_000;
  const file = path.join(folder, 'ingest.csv');
  writeCsv(file, rows);
  const megabytes = statSync(file).size / 1e6;
  const takar = await scannerOf(file);
  const peers = {
    udsv: [4, await udsv(file)],
    papaparse: [7, await papaparse(file)],
    'csv-parse': [15, await csvParse(file)],
  };
  for (let i = 0; i < 5; i++) await takar();
  const rounds = full ? 3 : 5;
  for (const [name, [reach, peer]] of Object.entries(peers)) {
    if (peer.absent) {
      await say({ what: `ingestion / ${name}`, absent: peer.absent });
      continue;
    }
    const [ours, theirs] = [await takar(), await peer()];
    const same = ours.rows === theirs.rows && ours.sum === theirs.sum;
    const agreed = same
      ? 'the same sums'
      : `sums differ: ${ours.rows} rows ${ours.sum}, ${theirs.rows} rows ${theirs.sum}`;
    const rates = await alternate(
      { takar: async () => (await takar()).rows, peer: async () => (await peer()).rows },
      { seconds: 0.5, rounds },
    );
    const speed = (rate) => `${((median(rate) / rows) * megabytes).toFixed(0)} MB/s`;
    await say(
      line(`ingestion / ${name}`, {
        reach,
        value: ratio(rates.takar, rates.peer),
        note: `${speed(rates.takar)} against ${speed(rates.peer)}; ${agreed}`,
      }),
    );
  }
}

/** As the bulk engine reads a file. */
const STRETCH = 1 << 18;

/** A file to columns of integers; the sum of all of a0, in hundredths, is what everybody has to agree on. */
async function scannerOf(path) {
  const period = parsePeriod(work.PERIOD);
  const { plan } = planOf(await work.programOf(work.rulesetText()), period);
  const header = headerOf(path);
  const options = {
    period,
    language: 'id',
    locale: 'en',
    columns: 'summary',
    header: header.split(','),
    delimiter: ',',
  };
  const { spec } = prepare(plan, options);
  const column = plan.columns.findIndex(({ input }) => input.name === 'a0');
  return () => {
    const scanner = new Scanner(spec, 2048);
    const file = openSync(path, 'r');
    let [at, rows, sum] = [header.length + 1, 0, 0];
    for (;;) {
      const input = scanner.input(STRETCH);
      // No cell of these has a line end in it, so that the last one ends a row.
      const end = input.subarray(0, readSync(file, input, 0, STRETCH, at)).lastIndexOf(10) + 1;
      if (end === 0) break;
      for (let next = 0; next < end; ) {
        next = scanner.scan(next, end, end);
        rows += scanner.rows;
        for (let i = 0; i < scanner.rows; i++) sum += scanner.cells[column][i];
      }
      at += end;
    }
    closeSync(file);
    return { rows, sum };
  };
}

function headerOf(path) {
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(4096);
  readSync(file, bytes, 0, bytes.length, 0);
  closeSync(file);
  return bytes.subarray(0, bytes.indexOf(10)).toString();
}

const NUMBERS = [...work.INDICATORS.flatMap((k) => [`t${k}`, `a${k}`]), 'perilaku', 'kehadiran'];

/** Texts to columns of numbers, as an application needs them; they are doubles here, and the sum is rounded. */
function collector(header) {
  const places = NUMBERS.map((name) => header.indexOf(name));
  const a0 = header.indexOf('a0');
  const block = places.map(() => new Float64Array(2048));
  let [rows, sum] = [0, 0];
  return {
    take(cells) {
      for (let c = 0; c < places.length; c++) block[c][rows & 2047] = Number(cells[places[c]]);
      sum += Math.round(Number(cells[a0]) * 100);
      rows++;
    },
    result: () => ({ rows, sum }),
  };
}

async function udsv(file) {
  const library = await import('udsv').catch((problem) => ({ problem }));
  if (library.problem) return { absent: library.problem.message };
  return async () => {
    let [parser, all] = [undefined, undefined];
    for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      parser ??= library.initParser(library.inferSchema(chunk));
      all ??= collector(parser.schema.cols.map(({ name }) => name));
      parser.chunk(chunk, parser.stringArrs, all.take);
    }
    parser.end();
    return all.result();
  };
}

async function papaparse(file) {
  const library = await import('papaparse').catch((problem) => ({ problem }));
  if (library.problem) return { absent: library.problem.message };
  return () =>
    new Promise((resolve, reject) => {
      let all;
      library.default.parse(createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 }), {
        skipEmptyLines: true,
        chunk: ({ data }) => {
          const rows = all ? data : data.slice(1);
          all ??= collector(data[0]);
          rows.forEach(all.take);
        },
        complete: () => resolve(all.result()),
        error: reject,
      });
    });
}

async function csvParse(file) {
  const library = await import('csv-parse').catch((problem) => ({ problem }));
  if (library.problem) return { absent: library.problem.message };
  return async () => {
    let all;
    for await (const cells of createReadStream(file).pipe(library.parse())) {
      if (all) all.take(cells);
      else all = collector(cells);
    }
    return all.result();
  };
}
