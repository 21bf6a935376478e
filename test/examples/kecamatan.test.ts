import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { readCsv } from '../../src/data/csv.ts';
import { MemoryIo } from '../cli/memory-io.ts';
import {
  evaluate,
  type GroupResult,
  groupsCsv,
  indicatorsCsv,
  type Outcome,
  peopleCsv,
} from './kecamatan-independent.ts';

const FOLDER = 'examples/kecamatan';
const RULESET = `${FOLDER}/kecamatan.takar.yaml`;
const JOB = `${FOLDER}/kecamatan.takar-job.yaml`;
const PERIODS = [
  ['2026-Q1', 1],
  ['2026-Q2', 2],
  ['2026-Q3', 3],
  ['2026-Q4', 4],
  ['2026', null],
] as const;
type Change = (text: string) => string;

const dataFile = (name: string): string => readFileSync(`${FOLDER}/data/${name}.csv`, 'utf8');

function world(change: Readonly<Record<string, Change>> = {}): MemoryIo {
  const io = new MemoryIo();
  const paths = [RULESET, JOB, ...readdirSync(`${FOLDER}/data`).map((name) => `${FOLDER}/data/${name}`)];
  for (const path of paths) {
    const text = readFileSync(path, 'utf8');
    const changed = (change[path] ?? ((same) => same))(text);
    if (change[path]) expect(changed).not.toBe(text);
    io.put(path, changed);
  }
  return io;
}

type Row = Readonly<Record<string, string>>;

function rowsOf(io: MemoryIo, name: string): Row[] {
  const { header, rows } = readCsv(io.text(`${FOLDER}/hasil-kecamatan${name}.csv`), { path: name });
  return [...rows].map(({ cells }) => Object.fromEntries(header.map((title, index) => [title, cells[index] ?? ''])));
}

/** Some columns of a file of results, as a golden file has them. */
function columns(rows: readonly Row[], header: string): string {
  const names = header.trimEnd().split(',');
  const lines = rows.map((row) => names.map((name) => row[name] ?? `no column ${name}`).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

interface Summary {
  readonly groups: readonly Readonly<Record<string, string | number>>[];
  readonly limits: readonly Readonly<Record<string, string | number>>[];
  readonly budgets: readonly Readonly<Record<string, string | number>>[];
}

/** Limits, quotas and the budget of the summary in the shape of the second computation. */
function groupsOf(io: MemoryIo): readonly GroupResult[] {
  const { groups, limits, budgets }: Summary = JSON.parse(io.text(`${FOLDER}/hasil-kecamatan.ringkasan.json`));
  const cell = (row: Readonly<Record<string, string | number>>, name: string) => String(row[name]);
  const line = (
    kind: GroupResult['kind'],
    row: Readonly<Record<string, string | number>>,
    names: readonly string[],
  ) => {
    const [name = '', base, room = '', found = '', done = ''] = names.map((column) =>
      column.startsWith('=') ? column.slice(1) : cell(row, column),
    );
    return { kind, name, group: cell(row, 'group'), base: base ?? '', room, found, done };
  };
  return [
    ...limits.map((row) => line('batas', row, ['limit', 'base', 'capacity', 'found', 'moved'])),
    ...groups.map((row) => line('kuota', row, ['tier', 'base', 'capacity', 'candidates', 'placed'])),
    ...budgets.map((row) => line('anggaran', row, ['=insentif', '=', 'total', 'needed', 'spent'])),
  ];
}

async function score(period: string, io = world()): Promise<MemoryIo> {
  await run(['score', JOB, '--period', period], io);
  return io;
}

function second(quarter: number | null): Outcome {
  const [pegawai, rencana, realisasi] = ['pegawai', 'rencana', 'realisasi'].map(dataFile);
  const [pengaduan, presensi, unit, libur] = ['pengaduan', 'presensi', 'unit', 'libur'].map(dataFile);
  return evaluate(
    {
      pegawai: pegawai ?? '',
      rencana: rencana ?? '',
      realisasi: realisasi ?? '',
      pengaduan: pengaduan ?? '',
      presensi: presensi ?? '',
      unit: unit ?? '',
      libur: libur ?? '',
    },
    quarter,
  );
}

function golden(period: string, what: string): string {
  const path = `${FOLDER}/expected/${period}.${what}.csv`;
  if (!existsSync(path)) throw new Error(`${path}: see test/examples/write-golden.ts`);
  return readFileSync(path, 'utf8');
}

const header = (text: string) => text.slice(0, text.indexOf('\n'));

describe.each(PERIODS)('the sub-district, %s', (period, quarter) => {
  it('gives what the second computation gives: people, each row of their plans, groups, rejects', async () => {
    const outcome = second(quarter);
    const io = await score(period);
    const people = peopleCsv(outcome);
    expect(columns(rowsOf(io, ''), header(people))).toBe(people);
    const indicators = indicatorsCsv(outcome);
    expect(columns(rowsOf(io, '.indikator'), header(indicators))).toBe(indicators);
    expect(groupsOf(io)).toEqual(outcome.groups);
    const rejects = rowsOf(io, '.ditolak').map(({ key, code, column }) => ({ nip: key, code, column }));
    expect(rejects).toEqual(outcome.rejects);
  });

  it('and both are the golden files, byte for byte', () => {
    const outcome = second(quarter);
    expect(peopleCsv(outcome)).toBe(golden(period, 'hasil'));
    expect(indicatorsCsv(outcome)).toBe(golden(period, 'indikator'));
    expect(groupsCsv(outcome)).toBe(golden(period, 'kelompok'));
  });
});

it('the ruleset has no finding and its examples hold', async () => {
  const io = world();
  expect(await run(['check', FOLDER], io)).toBe(0);
  expect(await run(['test', FOLDER], io)).toBe(0);
  expect(await run(['fmt', '--check', RULESET], io)).toBe(0);
});

it.each([
  ['ditempatkan: 3', 'ditempatkan: 2'],
  ['realisasi: 23', 'realisasi: 22'],
  ['nilai_akhir: 84.00', 'nilai_akhir: 84.01'],
  ['- 2026-03-20', '- 2026-04-03'],
])('an example that expects otherwise is told: %s to %s', async (from, into) => {
  const io = world({ [RULESET]: (text) => text.replace(from, into) });
  expect(await run(['test', RULESET], io)).toBe(1);
  expect(io.said).toContain('TK522');
});

it('the plans are in order before each quarter; only two cells of the employees are not', async () => {
  const findings: string[] = [];
  for (const [period, quarter] of PERIODS) {
    if (quarter === null) continue;
    const io = world();
    await run(['plan', 'check', JOB, '--period', period, '--format', 'json'], io);
    const found: readonly { readonly code: string; readonly line: number }[] = JSON.parse(io.said);
    findings.push(...found.map(({ code }) => `${period} ${code}`));
  }
  expect(findings).toEqual(['2026-Q2 TK607', '2026-Q4 TK603']);
});

interface Finding {
  readonly code: string;
}

/** What README.md invites to try: the file, what is changed in it, the command, and the codes that answer. */
const PLAN = `${FOLDER}/data/rencana.csv`;
const TRIED: readonly (readonly [string, string | RegExp, string, readonly string[], readonly string[]])[] = [
  [
    RULESET,
    /jika banyaknya\(pengaduan\) = 0 maka kosong\s+selainnya (?=persentase)/,
    '',
    ['check', RULESET, '--format', 'json'],
    ['TK411'],
  ],
  [RULESET, '"[61..90]"', '"[62..90]"', ['check', RULESET, '--format', 'json'], ['TK504']],
  [RULESET, 'turun_ke: baik', 'turun_ke: sangat_baik', ['check', RULESET, '--format', 'json'], ['TK448']],
  [RULESET, '    konsolidasi: jumlah\n', '', ['score', JOB, '--period', '2026'], ['TK692']],
  [PLAN, ',20,', ',25,', ['plan', 'check', JOB, '--format', 'json'], ['TK675']],
];

it.each(TRIED)('%s: changing %s into %j is answered', async (path, from, into, command, codes) => {
  const io = world({ [path]: (text) => text.replace(from, into) });
  expect(await run(command, io)).not.toBe(0);
  if (!command.includes('json')) {
    for (const code of codes) expect(io.talked).toContain(code);
    return;
  }
  const found: readonly Finding[] = JSON.parse(io.said);
  expect([...new Set(found.map(({ code }) => code))]).toEqual(codes);
});

it('what README.md and npm start name is there', async () => {
  const readme = readFileSync(`${FOLDER}/README.md`, 'utf8');
  const keys = [readme, readFileSync('examples/start.mjs', 'utf8')].map((text) => /--key (9998\d{14})/.exec(text)?.[1]);
  expect(keys[0]).toBe(keys[1]);
  const io = world();
  expect(await run(['explain', JOB, '--key', keys[0] ?? ''], io)).toBe(0);
  expect(io.said).toContain('2026-07-01 sampai 2026-08-14 (45 hari)');
  // What no author wrote is no condition to be told of.
  expect(io.said).toMatch(/berlaku jika:\n +· menangani_pengaduan/);
  const files = [...readme.matchAll(/`(data\/\w+\.csv|[\w.-]+\.(?:mjs|yaml))`/g)].map(([, name]) => name);
  for (const name of files) expect(existsSync(`${FOLDER}/${name}`)).toBe(true);
  const scored = world();
  await run(['score', JOB], scored);
  for (const words of ['Rp 1.625.000', '3 orang yang sama', 'hanya 1 dari 9 orang', 'paling sedikit 5']) {
    expect(scored.talked).toContain(words);
  }
  expect(readme).toContain('Rp 1.625.000');
});

it('a mean of quarters lies off the digits of the cells and is not written as if it were one of them', async () => {
  const times = [...readCsv(dataFile('realisasi'), { path: 'realisasi' }).rows].filter(
    ({ cells }) => cells[2] === 'R09-3',
  );
  expect(times.map(({ cells }) => cells[3])).toEqual(['5.5', '5.2', '5.6']);
  const rows = rowsOf(await score('2026'), '.indikator');
  expect(rows.find(({ no }) => no === 'R09-3')?.actual).toBe('5.4333');
});

it('with equals that are all left out nobody waits for a decision', async () => {
  const rule = 'nilai_sama: hentikan\n\ncontoh:';
  const io = world({ [RULESET]: (text) => text.replace(rule, 'nilai_sama: keluarkan_semua\n\ncontoh:') });
  expect(await run(['score', JOB], io)).toBe(0);
  const states = rowsOf(io, '').map((row) => row['award.insentif.state']);
  expect(states.filter((state) => state === 'undecided')).toEqual([]);
  expect(states.filter((state) => state === 'unfunded').length).toBe(5);
});

describe('the data bring what the example is meant to show', () => {
  const outcomes = PERIODS.map(([, quarter]) => second(quarter));

  it('plans of three to seven rows, two of them revised, one replaced', () => {
    const rows = [...readCsv(dataFile('rencana'), { path: 'rencana' }).rows].map(({ cells }) => cells);
    const numbers = new Map<string, Set<string>>();
    for (const [nip = '', no = ''] of rows) numbers.set(nip, (numbers.get(nip) ?? new Set()).add(no));
    expect(numbers.size).toBe(58);
    const sizes = [...numbers.values()].map((own) => own.size);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([3, 7]);
    const lines = new Map<string, number>();
    for (const [, no = ''] of rows) lines.set(no, (lines.get(no) ?? 0) + 1);
    expect([...lines].filter(([, count]) => count > 1).map(([no]) => no.slice(0, 3))).toEqual(['R05', 'R27']);
  });

  it('three equals of three units at the end of the money, and who is out of it', () => {
    const people = outcomes[2]?.people ?? [];
    const equals = people.filter(({ insentif: [, state] }) => state === 'undecided');
    expect(new Set(equals.map(({ nilaiAkhir, hasilKerja }) => `${nilaiAkhir} ${hasilKerja}`)).size).toBe(1);
    expect(equals.map(({ nip }) => Number(nip.slice(-3)))).toEqual([11, 23, 54]);
    expect(people.filter(({ insentif: [, state] }) => state === 'unfunded').length).toBe(2);
  });

  it('decisions of superiors up and down, limits that move people and one that only warns', () => {
    const decided = outcomes.map(({ people }) =>
      people.filter(({ predikat, ditetapkan }) => predikat !== ditetapkan).map((one) => [one.predikat, one.ditetapkan]),
    );
    expect(decided.map((all) => all.length)).toEqual([1, 0, 1, 0, 0]);
    const limits = outcomes.flatMap(({ groups }) => groups.filter(({ kind }) => kind === 'batas'));
    expect(limits.some(({ done }) => Number(done) > 0)).toBe(true);
    expect(limits.some(({ room, found, done }) => done === '0' && Number(found) < Number(room))).toBe(true);
  });

  it('indicators left out for want of data, and somebody who came too late for the year', () => {
    const states = new Set(
      outcomes.flatMap(({ people }) => people.flatMap(({ indicators }) => indicators.map(({ state }) => state))),
    );
    expect(states).toEqual(new Set(['scored', 'excluded', 'not_applicable']));
    const unassessed = outcomes[4]?.people.filter(({ nilaiAkhir }) => nilaiAkhir === null) ?? [];
    expect(unassessed.map(({ nip }) => Number(nip.slice(-3)))).toEqual([58]);
    expect(outcomes.map(({ rejects }) => rejects.length)).toEqual([1, 1, 0, 1, 3]);
  });
});

it('the second computation shares no code with the program', () => {
  const text = readFileSync('test/examples/kecamatan-independent.ts', 'utf8');
  expect([...text.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from)).toEqual(['decimal.js']);
});

it('the committed data are what the generator writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'takar-kecamatan-'));
  execFileSync(process.execPath, [`${FOLDER}/generate.mjs`, folder]);
  expect(readdirSync(folder).sort()).toEqual(readdirSync(`${FOLDER}/data`).sort());
  for (const name of readdirSync(folder)) {
    expect(readFileSync(join(folder, name), 'utf8')).toBe(readFileSync(`${FOLDER}/data/${name}`, 'utf8'));
  }
  rmSync(folder, { recursive: true });
});
