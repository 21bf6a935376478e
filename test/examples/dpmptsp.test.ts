import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRows } from '../../src/data/read-rows.ts';
import type { Program } from '../../src/model/program.ts';
import type { CohortResult, Evaluated, IndicatorScore, ScoreRow } from '../../src/model/score.ts';
import { parsePeriod } from '../../src/number/calendar.ts';
import { Rational } from '../../src/number/rational.ts';
import { plainDecimal } from '../../src/number/text.ts';
import { rejectLines, resultLines } from '../../src/report/results.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { openRuleset } from '../published/ruleset-files.ts';
import {
  awardsCsv,
  evaluateQuarter,
  INDICATORS,
  type RejectedRow,
  rejectsCsv,
  type ScoredRow,
} from './dpmptsp-independent.ts';

const FOLDER = 'examples/dpmptsp';
const QUARTERS = [1, 2, 3, 4] as const;

let program: Program;
beforeAll(async () => {
  const opened = await openRuleset(`${FOLDER}/dpmptsp.takar.yaml`);
  expect(opened.findings).toEqual([]);
  if (!opened.program) throw new Error('dpmptsp');
  program = opened.program;
});

function dataOf(quarter: number): string {
  return readFileSync(`${FOLDER}/data/2026-Q${quarter}.csv`, 'utf8');
}

async function scoreQuarter(quarter: number): Promise<CohortResult> {
  const options = { path: `2026-Q${quarter}.csv`, locale: 'en' } as const;
  const { value: rows, diagnostics } = readRows(program.ruleset, dataOf(quarter), 'csv', options);
  expect(diagnostics).toEqual([]);
  const period = parsePeriod(`2026-Q${quarter}`);
  if (!rows || !period) throw new Error(`quarter ${quarter}`);
  return scoreCohort(program, rows, { period });
}

function textOf(found: Evaluated | undefined, digits: number): string | null {
  if (found === undefined || found.kind === 'missing') return null;
  if (found.kind !== 'value') throw new Error(found.kind);
  return found.value instanceof Rational ? plainDecimal(found.value, digits) : String(found.value);
}

function achievementOf(indicator: IndicatorScore | undefined): string {
  if (!indicator) throw new Error('no such indicator');
  if (indicator.state === 'not_applicable') return '-';
  return textOf(indicator.score, 2) ?? 'kosong';
}

/** Our result in the shape of the second computation, so that the two can be held side by side. */
function toScored(row: ScoreRow): ScoredRow {
  const { award, record, results, indicators } = row;
  const incentive = award?.grants.find(({ name }) => name === 'insentif')?.value;
  return {
    nip: row.key,
    unit: String(record.fields.get('unit_kerja')),
    achievements: Object.fromEntries(
      INDICATORS.map((name) => [name, achievementOf(indicators.find((indicator) => indicator.name === name))]),
    ),
    hasilKerja: textOf(results.get('hasil_kerja'), 2),
    hasil: textOf(results.get('hasil'), 0),
    ikm: textOf(results.get('ikm'), 2),
    mutu: textOf(results.get('mutu_layanan'), 0),
    predikat: textOf(results.get('predikat'), 0),
    award: award?.name ?? null,
    state: award?.state ?? 'none',
    insentif: textOf(incentive ?? undefined, 0),
  };
}

function toRejected({ rejects }: CohortResult): readonly RejectedRow[] {
  return rejects.map(({ row, key, findings }) => ({
    line: row,
    nip: key,
    reasons: findings.map(({ code, place }) => ({
      code,
      column: place.kind === 'cell' ? (place.cell.columnName ?? '') : '',
    })),
  }));
}

describe.each(QUARTERS)('DPMPTSP, quarter %i of 2026', (quarter) => {
  it('scores every employee as the second computation does', async () => {
    const result = await scoreQuarter(quarter);
    const second = evaluateQuarter(dataOf(quarter), quarter);
    expect(result.rows.map(toScored)).toEqual(second.rows);
    expect(toRejected(result)).toEqual(second.rejects);
    expect(result.summary.read).toBe(result.rows.length + result.rejects.length);
    expect(result.summary.read).toBe(481);
  });

  it('gives the awards and the rejects of the golden files, byte for byte', async () => {
    const result = await scoreQuarter(quarter);
    const written = resultLines(program, result.rows, { language: 'id', columns: 'summary', names: false });
    expect(withoutLastColumn(written, 11)).toBe(golden(quarter, 'awards'));
    expect(withoutLastColumn(rejectLines(result.rejects, 'id', false), 5)).toBe(golden(quarter, 'rejects'));
    const second = evaluateQuarter(dataOf(quarter), quarter);
    expect(awardsCsv(second.rows, quarter)).toBe(golden(quarter, 'awards'));
    expect(rejectsCsv(second.rejects)).toBe(golden(quarter, 'rejects'));
  });
});

/** Lines of a result file without the last of so many columns, which holds words for people; none before has commas. */
function withoutLastColumn(lines: Iterable<string>, columns: number): string {
  const cut = (line: string) =>
    line
      .trimEnd()
      .split(',')
      .slice(0, columns - 1)
      .join(',');
  return [...lines].map((line) => `${cut(line)}\n`).join('');
}

function golden(quarter: number, what: 'awards' | 'rejects'): string {
  const path = `${FOLDER}/expected/2026-Q${quarter}.${what}.csv`;
  if (!existsSync(path)) throw new Error(`${path}: see test/examples/write-golden.ts`);
  return readFileSync(path, 'utf8');
}

/** What README.md invites to try: what is changed, into what, and the finding that answers. */
const TRIED = [
  ['sesuai: "[90..100]"', 'sesuai: "[91..100]"', ['TK501 "[0..90)"']],
  ['kehadiran >= 95 %', 'kehadiran >= 95', ['TK413 "95"']],
  ['jika izin_diterima = 0 maka kosong selainnya ', '', ['TK411 "izin_diterima"']],
  ['bila: [di_bawah, di_bawah]', 'bila: [di_bawah, sesuai]', ['TK504 "predikat"', 'TK505 "bila: [di_bawah, sesuai]"']],
  ['izin_tepat_waktu, izin_diterima)', 'izin_tepat_waktu, izin_diterma)', ['TK301 "izin_diterma"']],
] as const;

it.each(TRIED)('changing %j into %j is answered', async (from, into, expected) => {
  const { findings } = await openRuleset(`${FOLDER}/dpmptsp.takar.yaml`, (text) => {
    expect(text).toContain(from);
    return text.replace(from, into);
  });
  expect(findings.map((finding) => finding.split('\n')[0])).toEqual(
    expected.map((finding) => expect.stringContaining(finding.slice(0, 20))),
  );
});

it('the second computation shares no code with the program', () => {
  const text = readFileSync('test/examples/dpmptsp-independent.ts', 'utf8');
  expect([...text.matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from)).toEqual(['decimal.js']);
});

it('the committed data are what the generator writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'takar-dpmptsp-'));
  execFileSync(process.execPath, [`${FOLDER}/generate.mjs`, folder]);
  for (const quarter of QUARTERS) {
    expect(readFileSync(join(folder, `2026-Q${quarter}.csv`), 'utf8')).toBe(dataOf(quarter));
  }
  rmSync(folder, { recursive: true });
});

describe('the data bring what the example is meant to show', () => {
  it('has values on every edge, all kinds of dirt, and ties at quotas', async () => {
    const all = await Promise.all(QUARTERS.map(scoreQuarter));
    const rows = all.flatMap((result) => result.rows.map(toScored));
    const scores = new Set(rows.map(({ hasilKerja }) => hasilKerja));
    expect([...scores]).toEqual(expect.arrayContaining(['90.00', '100.00', '110.00', null]));
    const tied = rows.filter(
      ({ achievements }) => achievements.ketepatan_izin === '89.99' && achievements.waktu_proses === '90.00',
    );
    expect(tied.map(({ hasilKerja, hasil }) => [hasilKerja, hasil])).toEqual(
      expect.arrayContaining([['90.00', 'sesuai']]),
    );
    expect(new Set(rows.map(({ mutu }) => mutu))).toEqual(new Set(['A', 'B', null]));
    expect(new Set(rows.map(({ state }) => state))).toEqual(
      new Set(['placed', 'none', 'not_eligible', 'not_assessed', 'undecided']),
    );
    const reasons = new Set(
      all.flatMap((result) => toRejected(result).flatMap((reject) => reject.reasons.map(({ code }) => code))),
    );
    expect([...reasons].sort()).toEqual(
      ['TK603', 'TK604', 'TK605', 'TK606', 'TK607', 'TK608', 'TK609', 'TK610', 'TK611', 'TK701'].sort(),
    );
    // Three equals for one gold in the smallest unit.
    expect(all.map(({ diagnostics }) => diagnostics.filter(({ code }) => code === 'TK801').length)).toEqual([
      0, 0, 1, 0,
    ]);
  });
});
