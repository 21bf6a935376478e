import { describe, expect, it } from 'vitest';
import { run } from '../../src/cli/run.ts';
import { openTable } from '../../src/data/read-workbook.ts';
import { readRows } from '../../src/index.ts';
import { FINDING_FORMATS, printFindings } from '../../src/report/findings.ts';
import { scoreCohort } from '../../src/score/engine.ts';
import { n, row, workbook } from '../data/workbook.ts';
import { programOf } from '../semantics/lab.ts';
import { MemoryIo } from './memory-io.ts';

/** Discipline and sickness are sensitive; unit and days are not. */
const RULES = `takar: 1
ruleset: rahasia
period: quarter
inputs:
  nip: { type: text, key: true }
  unit: { type: text }
  hukuman: { type: choice, of: [tidak_ada, ringan, berat], sensitive: true }
  sakit: { type: count, unit: hari, range: "[0..9999]", sensitive: true, applies: hukuman != berat }
  hasil: { type: decimal, digits: 2, range: "[0..100]" }
checks:
  - { that: hasil > 0, message: { id: Hasil harus di atas 0, en: The result must be above 0 } }
indicators:
  hadir:
    polarity: none
    actual: if sakit is missing then 90 hari else 90 hari - sakit
    achievement: 100 * actual / (90 hari)
    round: { digits: 2, mode: half_up }
    weight: 50
    missing: reject
  kerja:
    polarity: maximize
    actual: hasil
    achievement: points(percent(actual, 100))
    round: { digits: 2, mode: half_up }
    weight: 50
    missing: reject
weights: total_100
scores:
  skor: { value: weighted_mean(indicators), round: { digits: 2, mode: half_up } }
awards:
  eligible: hukuman = tidak_ada
  tiers:
    - tier: emas
      when: skor >= 50
      quota: { count: 1, within: unit, order: [skor desc], ties: refuse }
      grant: { certificate: Emas }
  otherwise: tanpa
`;

/** What must not be read: each stands in one cell alone. */
const SECRETS = ['berattt', 'SEKALI', '77777', '88888', 'ringgan', '6666'];
const OPEN = ['999.999', 'KUNCI-GANDA', '123,45'];
const CSV = `nip,unit,hukuman,sakit,hasil
1,A,berattt,1,50
2,A,SEKALI,2,50
3,A,tidak_ada,77777,50
4,A,tidak_ada,88888 jam,50
5,A,ringgan,3,50
6,A,berat,6666,50
7,A,tidak_ada,3,999.999
8,A,tidak_ada,3,"123,45"
KUNCI-GANDA,A,tidak_ada,3,50
KUNCI-GANDA,A,tidak_ada,3,50
10,A,tidak_ada,11,90
11,A,tidak_ada,12,80
`;

async function scored() {
  const program = await programOf(RULES);
  const { value } = readRows(program.ruleset, CSV, 'csv', { path: 'd.csv', locale: 'en' });
  if (!value) throw new Error('the data were refused');
  const period = { kind: 'quarter', year: 2026, number: 3, start: 20_635, end: 20_726, text: '2026-Q3' } as const;
  return { program, result: await scoreCohort(program, value, { period, path: 'd.csv' }) };
}

describe('findings on data [G7]', () => {
  it.each(FINDING_FORMATS)('%s', async (format) => {
    const { result } = await scored();
    const findings = result.rejects.flatMap((reject) => reject.findings);
    expect(findings.map(({ code }) => code).sort()).toEqual(
      ['TK607', 'TK607', 'TK605', 'TK614', 'TK607', 'TK608', 'TK604', 'TK603', 'TK609', 'TK609'].sort(),
    );
    for (const language of ['id', 'en'] as const) {
      const form = { format, language, colour: false, version: '1', files: ['d.csv'], failLevel: 'error' as const };
      const text = printFindings(findings, new Map(), form);
      // Sensitive content is in no format; other content is for the person at the data alone.
      for (const secret of SECRETS) expect(text).not.toContain(secret);
      const isOpen = format === 'pretty' || format === 'compact';
      for (const shown of OPEN) expect([shown, text.includes(shown)]).toEqual([shown, isOpen]);
      expect(text).toMatch(/2[^0-9]+3|"line":\s*2|line=2|startLine":\s*2/);
    }
  });
});

describe('what the runner writes [G7]', () => {
  async function world() {
    const io = new MemoryIo();
    io.put('r.takar.yaml', RULES);
    io.put('d.csv', CSV);
    const args = ['--data', 'd.csv', '--period', '2026-Q3'];
    const outputs = ['--out', 'o.csv', '--rejects', 'x.csv', '--summary', 's.json'];
    expect(await run(['score', 'r.takar.yaml', ...args, ...outputs], io)).toBe(1);
    expect(await run(['score', 'r.takar.yaml', ...args, '--out', 'o.xlsx', '--rejects', 'x.xlsx'], io)).toBe(1);
    return { io, args };
  }

  it('is for its owner alone, whatever the form', async () => {
    const { io } = await world();
    expect([...io.personal].sort()).toEqual(['o.csv', 'o.xlsx', 's.json', 'x.csv', 'x.xlsx']);
  });

  it('shows no sensitive cell: neither talk nor rejects nor summary', async () => {
    const { io } = await world();
    for (const text of [io.talked, io.text('x.csv'), io.text('s.json'), io.text('o.csv')]) {
      for (const secret of SECRETS) expect(text).not.toContain(secret);
    }
    expect(io.text('x.csv')).toContain('(disembunyikan)');
    expect(io.text('x.csv')).toContain('KUNCI-GANDA');
  });

  it.each(['text', 'json'])('explains by %s without sensitive values and without a colleague', async (format) => {
    const { io, args } = await world();
    const explain = async (...more: string[]) => {
      io.said = '';
      io.talked = '';
      const code = await run(['explain', 'r.takar.yaml', ...args, '--key', '11', '--format', format, ...more], io);
      expect(code).toBe(0);
      return io.said + io.talked;
    };
    const own = await explain();
    for (const secret of ['12 hari', '78 hari', '"12"', '"78"', 'tidak_ada:']) expect(own).not.toContain(secret);
    expect(own).not.toMatch(/\b10\b/);
    // Officers ask for names.
    expect(await explain('--names')).toMatch(/\b10\b/);
  });

  it('keeps colleagues out of reasons, unless names are asked for', async () => {
    const { io, args } = await world();
    const reasons = (text: string) => text.split('\n').filter((line) => line.startsWith('11,'));
    expect(reasons(io.text('o.csv'))[0]).not.toMatch(/\b10\b/);
    await run(['score', 'r.takar.yaml', ...args, '--out', 'n.csv', '--names'], io);
    expect(reasons(io.text('n.csv'))[0]).toMatch(/\b10\b/);
  });
});

it('a workbook gives away no more than a CSV', async () => {
  const { program } = await scored();
  const error = { x: '<c t="e"><v>#SECRET!</v></c>' };
  const rows = row(1, ['nip', 'unit', 'hukuman', 'sakit', 'hasil']) + row(2, ['1', 'A', error, n('1.5'), n('50')]);
  const bytes = workbook({ sheets: [{ name: 'Data', rows }] });
  const { value } = openTable(program.ruleset, bytes, { path: 'd.xlsx', locale: 'en' });
  const findings = [...(value?.rows ?? [])].flatMap((bound) => bound.findings);
  expect(findings.map(({ code, sensitive }) => `${code} ${sensitive}`)).toEqual(['TK603 true', 'TK604 true']);
  const text = printFindings(findings, new Map(), { format: 'pretty', language: 'en', colour: false });
  expect(text).not.toMatch(/SECRET|1\.5'/);
  expect(text).toContain("'(hidden)'");
});
