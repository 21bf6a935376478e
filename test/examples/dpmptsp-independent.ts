/**
 * The example's evaluation computed a second time, from the words of its rule and of nothing else: own reading of the
 * file, decimal.js in place of rationals, own rounding, own quotas. It never imports the program that it judges.
 * Quotients are formed with one division each, so that a value on a tie of rounding is exact here too.
 */
import { Decimal } from 'decimal.js';

const D = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });
type Number60 = InstanceType<typeof D>;

export interface ScoredRow {
  readonly nip: string;
  readonly unit: string;
  /** Achievement with two digits, `-` where the indicator does not apply, `kosong` where it was left out. */
  readonly achievements: Readonly<Record<string, string>>;
  readonly hasilKerja: string | null;
  readonly hasil: string | null;
  readonly ikm: string | null;
  readonly mutu: string | null;
  readonly predikat: string | null;
  readonly award: string | null;
  readonly state: 'placed' | 'none' | 'not_eligible' | 'not_assessed' | 'undecided';
  readonly insentif: string | null;
}

export interface RejectedRow {
  /** Line of the file, the header being 1. */
  readonly line: number;
  readonly nip: string | null;
  readonly reasons: readonly Reason[];
}

/** What is wrong with a row: the kind, and the column where it is about one cell. */
export interface Reason {
  readonly code: string;
  readonly column: string;
}

export interface Outcome {
  readonly rows: readonly ScoredRow[];
  readonly rejects: readonly RejectedRow[];
}

export const INDICATORS = [
  'ketepatan_izin',
  'waktu_proses',
  'waktu_tunggu',
  'respons_pengaduan',
  'kepuasan',
  'serapan_anggaran',
  'transparansi',
] as const;

const ELEMENTS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `unsur_${n}`);

/** Numbers of the file: most digits after the point, lowest and highest value, and whether the cell may be empty. */
const NUMBERS: Readonly<Record<string, { digits: number; low: string; high: string; required: boolean }>> = {
  izin_diterima: { digits: 0, low: '0', high: '100000', required: false },
  izin_tepat_waktu: { digits: 0, low: '0', high: '100000', required: false },
  hari_proses: { digits: 1, low: '0', high: '90', required: false },
  menit_tunggu: { digits: 1, low: '0', high: '600', required: false },
  hari_respons: { digits: 1, low: '0', high: '90', required: false },
  ...Object.fromEntries(ELEMENTS.map((name) => [name, { digits: 3, low: '1', high: '4', required: false }])),
  pagu_unit: { digits: 0, low: '1', high: '1000000000000', required: false },
  belanja: { digits: 0, low: '0', high: '1000000000000', required: false },
  dokumen_wajib: { digits: 0, low: '1', high: '50', required: false },
  dokumen_terbit: { digits: 0, low: '0', high: '50', required: false },
  kehadiran: { digits: 2, low: '0', high: '100', required: true },
};

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  jabatan: ['front_office', 'back_office', 'keuangan', 'pengaduan'],
  perilaku: ['di_bawah', 'sesuai', 'di_atas'],
  hukuman: ['tidak_ada', 'ringan', 'sedang', 'berat'],
};

/** All cells but the key, as the rule lists them. */
const DECLARED = ['unit_kerja', 'jabatan', ...Object.keys(NUMBERS), 'perilaku', 'hukuman'];

/** Whose cells these are: filled for those posts, empty for all others. */
const ONLY_FOR: Readonly<Record<string, readonly string[]>> = {
  izin_diterima: ['front_office', 'back_office'],
  izin_tepat_waktu: ['front_office', 'back_office'],
  pagu_unit: ['keuangan'],
  belanja: ['keuangan'],
  dokumen_wajib: ['keuangan'],
  dokumen_terbit: ['keuangan'],
};

interface Employee {
  readonly line: number;
  readonly nip: string;
  readonly text: Readonly<Record<string, string>>;
  readonly number: Readonly<Record<string, Number60 | undefined>>;
}

/** A line of comma-separated cells; a cell in double quotes may hold commas. */
function splitLine(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (const character of line) {
    if (character === '"') quoted = !quoted;
    else if (character === ',' && !quoted) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  return [...cells, cell];
}

function readNumber(name: string, text: string): Number60 | string {
  const rule = NUMBERS[name];
  if (!rule) throw new Error(name);
  const parts = /^(-?\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) return 'TK603';
  if ((parts[2] ?? '').length > rule.digits) return 'TK604';
  const value = new D(text);
  return value.lt(rule.low) || value.gt(rule.high) ? 'TK605' : value;
}

/** Reads the cells in the order in which the rule declares them. */
function readEmployee(
  header: readonly string[],
  text: string,
  line: number,
): { employee: Employee; reasons: Reason[] } {
  const cells = splitLine(text);
  const row: Record<string, string> = Object.fromEntries(header.map((name, i) => [name, (cells[i] ?? '').trim()]));
  const reasons: Reason[] = [];
  const refuse = (column: string, code: string) => reasons.push({ code, column });
  let nip = row.nip ?? '';
  if (nip === '') refuse('nip', 'TK606');
  else if (/^[\d.,]+E\+\d+$/.test(nip)) {
    refuse('nip', 'TK611');
    nip = '';
  }
  const number: Record<string, Number60 | undefined> = {};
  for (const name of DECLARED) {
    const cell = row[name] ?? '';
    const allowed = CHOICES[name];
    const required = NUMBERS[name]?.required ?? true;
    if (cell === '') {
      if (required) refuse(name, 'TK606');
    } else if (allowed) {
      if (!allowed.includes(cell)) refuse(name, 'TK607');
    } else if (NUMBERS[name]) {
      const read = readNumber(name, cell);
      if (typeof read === 'string') refuse(name, read);
      else number[name] = read;
    }
  }
  return { employee: { line, nip, text: row, number }, reasons };
}

/** What the rule demands of a row that could be read. */
function demands({ text, number }: Employee): Reason[] {
  const reasons: Reason[] = [];
  const job = text.jabatan ?? '';
  for (const [column, posts] of Object.entries(ONLY_FOR)) {
    if (posts.includes(job) && number[column] === undefined) reasons.push({ code: 'TK606', column });
    if (!posts.includes(job) && number[column] !== undefined) reasons.push({ code: 'TK608', column });
  }
  const pairs = [
    ['izin_tepat_waktu', 'izin_diterima'],
    ['dokumen_terbit', 'dokumen_wajib'],
    ['belanja', 'pagu_unit'],
  ] as const;
  for (const [small, large] of pairs) {
    const [a, b] = [number[small], number[large]];
    if (a !== undefined && b !== undefined && a.gt(b)) reasons.push({ code: 'TK610', column: '' });
  }
  if (job === 'pengaduan' && number.hari_respons === undefined) reasons.push({ code: 'TK701', column: '' });
  return reasons;
}

const two = (value: Number60): Number60 => value.toDecimalPlaces(2, D.ROUND_HALF_UP);
const achieved = (value: Number60): Number60 => two(D.min(120, D.max(0, value)));

/** Larger is better: a part of a whole in percent, against a target in percent; one division. */
function share(part: Number60, whole: Number60, target: number): Number60 {
  return achieved(part.times(10_000).div(whole.times(target)));
}

/** Smaller is better: (2T - R) / T x 100. */
function smaller(actual: Number60, target: number): Number60 {
  return achieved(new D(2 * target).minus(actual).times(100).div(target));
}

function index({ number }: Employee): Number60 | null {
  let sum = new D(0);
  for (const name of ELEMENTS) {
    const element = number[name];
    if (element === undefined) return null;
    sum = sum.plus(element);
  }
  return two(sum.times(25).div(9));
}

interface Part {
  readonly name: string;
  readonly weight: number;
  /** Null where it is left out for want of data. */
  readonly value: Number60 | null;
}

const PLANNED = [20, 45, 70, 95];

/** The indicators that apply to the employee's post. */
function parts(employee: Employee, ikm: Number60 | null, quarter: number): Part[] {
  const { number, text } = employee;
  const need = (name: string): Number60 => {
    const value = number[name];
    if (value === undefined) throw new Error(`${name} of line ${employee.line}`);
    return value;
  };
  const permits = (): Part => ({
    name: 'ketepatan_izin',
    weight: 40,
    value: need('izin_diterima').isZero() ? null : share(need('izin_tepat_waktu'), need('izin_diterima'), 95),
  });
  const satisfaction = (): Part => ({
    name: 'kepuasan',
    weight: 40,
    value: ikm === null ? null : achieved(ikm.times(100).div('88.31')),
  });
  switch (text.jabatan) {
    case 'front_office': {
      const waited = number.menit_tunggu;
      const value = waited === undefined ? new D(0) : smaller(waited, 15);
      return [permits(), { name: 'waktu_tunggu', weight: 20, value }, satisfaction()];
    }
    case 'back_office': {
      const took = number.hari_proses;
      return [permits(), { name: 'waktu_proses', weight: 40, value: took === undefined ? null : smaller(took, 7) }];
    }
    case 'pengaduan':
      return [{ name: 'respons_pengaduan', weight: 60, value: smaller(need('hari_respons'), 5) }, satisfaction()];
    default: {
      const planned = PLANNED[quarter - 1] ?? 0;
      return [
        { name: 'serapan_anggaran', weight: 60, value: share(need('belanja'), need('pagu_unit'), planned) },
        { name: 'transparansi', weight: 40, value: share(need('dokumen_terbit'), need('dokumen_wajib'), 100) },
      ];
    }
  }
}

function mean(all: readonly Part[]): Number60 | null {
  let sum = new D(0);
  let weights = 0;
  for (const { weight, value } of all) {
    if (value === null) continue;
    sum = sum.plus(value.times(weight));
    weights += weight;
  }
  return weights === 0 ? null : two(sum.div(weights));
}

function grade(ikm: Number60): string {
  if (ikm.gte('88.31')) return 'A';
  if (ikm.gte('76.61')) return 'B';
  return ikm.gte(65) ? 'C' : 'D';
}

function predicate(results: string, manner: string): string {
  if (manner === 'di_bawah') return results === 'di_bawah' ? 'sangat_kurang' : 'kurang';
  if (results === 'di_bawah') return 'butuh_perbaikan';
  return results === 'di_atas' && manner === 'di_atas' ? 'sangat_baik' : 'baik';
}

interface Assessed {
  readonly employee: Employee;
  readonly achievements: Record<string, string>;
  readonly score: Number60 | null;
  readonly results: string | null;
  readonly ikm: Number60 | null;
  readonly predikat: string | null;
  readonly attendance: Number60;
  award: string | null;
  state: ScoredRow['state'];
}

function assess(employee: Employee, quarter: number): Assessed {
  const ikm = index(employee);
  const all = parts(employee, ikm, quarter);
  const score = mean(all);
  const results = score === null ? null : score.lt(90) ? 'di_bawah' : score.lte(100) ? 'sesuai' : 'di_atas';
  const achievements = Object.fromEntries(
    INDICATORS.map((name) => {
      const part = all.find((candidate) => candidate.name === name);
      return [name, part === undefined ? '-' : part.value === null ? 'kosong' : part.value.toFixed(2)];
    }),
  );
  return {
    employee,
    achievements,
    score,
    results,
    ikm,
    predikat: results === null ? null : predicate(results, employee.text.perilaku ?? ''),
    attendance: employee.number.kehadiran ?? new D(0),
    award: null,
    state: 'none',
  };
}

const isEligible = ({ employee, attendance }: Assessed): boolean =>
  employee.text.hukuman === 'tidak_ada' && attendance.gte(95);
const isGood = ({ predikat }: Assessed): boolean => predikat === 'baik' || predikat === 'sangat_baik';

function better(a: Assessed, b: Assessed): number {
  const byScore = (b.score ?? new D(0)).comparedTo(a.score ?? new D(0));
  return byScore !== 0 ? byScore : b.attendance.comparedTo(a.attendance);
}

/** Equal results together, best first. */
function blocks(candidates: readonly Assessed[]): Assessed[][] {
  const found: Assessed[][] = [];
  for (const one of [...candidates].sort(better)) {
    const last = found.at(-1)?.[0];
    if (last !== undefined && better(last, one) === 0) found.at(-1)?.push(one);
    else found.push([one]);
  }
  return found;
}

/** Gold, silver and bronze of one unit. */
function award(unit: readonly Assessed[]): void {
  for (const one of unit) {
    one.state = one.score === null ? 'not_assessed' : isEligible(one) ? 'none' : 'not_eligible';
    one.award = one.state === 'not_assessed' ? null : 'tanpa_penghargaan';
  }
  const contenders = unit.filter(({ state }) => state === 'none');

  // Gold: 10 % of the accepted rows, rounded down, at least one; equals across the edge are left to people.
  const gold = Math.max(1, Math.floor(unit.length / 10));
  const sure: Assessed[] = [];
  let tied: readonly Assessed[] = [];
  let room = gold;
  for (const block of blocks(contenders.filter((one) => one.predikat === 'sangat_baik' && one.score?.gte(110)))) {
    if (block.length > room) {
      tied = room > 0 ? block : [];
      break;
    }
    sure.push(...block);
    room -= block.length;
  }

  // However people decide, the award must be the same; where it is not, it is left open with the tie.
  const ways = tied.length === 0 ? [[]] : choices(tied, room);
  const outcomes = ways.map((winners) => awardsBelow(contenders, [...sure, ...winners]));
  for (const one of contenders) {
    const possible = new Set(outcomes.map((outcome) => outcome.get(one)));
    const [only] = possible;
    if (possible.size > 1 || tied.includes(one)) Object.assign(one, { award: null, state: 'undecided' });
    else if (only !== undefined) Object.assign(one, { award: only, state: 'placed' });
  }
}

/** Tier by person, once it is known who has gold. */
function awardsBelow(contenders: readonly Assessed[], gold: readonly Assessed[]): ReadonlyMap<Assessed, string> {
  const given = new Map(gold.map((one) => [one, 'emas']));
  // Silver: 25 % of the eligible, to the nearest; equals across the edge all get it.
  const silver = new D(contenders.length).times(25).div(100).toDecimalPlaces(0, D.ROUND_HALF_UP).toNumber();
  let placed = 0;
  const open = contenders.filter((one) => !given.has(one));
  for (const block of blocks(open.filter((one) => isGood(one) && one.score?.gte(100)))) {
    if (placed < silver) for (const one of block) given.set(one, 'perak');
    placed += block.length;
  }
  for (const one of contenders) if (!given.has(one) && isGood(one)) given.set(one, 'perunggu');
  return given;
}

function choices(all: readonly Assessed[], size: number): readonly (readonly Assessed[])[] {
  if (size === 0) return [[]];
  return all.flatMap((first, i) => choices(all.slice(i + 1), size - 1).map((rest) => [first, ...rest]));
}

/** The incentive in rupiah; the base rises in July. */
function incentive(tier: string | null, quarter: number): string | null {
  const base = new D(quarter <= 2 ? 2_500_000 : 2_750_000);
  if (tier === 'emas') return base.times(150).div(100).toDecimalPlaces(0, D.ROUND_DOWN).toFixed(0);
  if (tier === 'perak') return base.toFixed(0);
  if (tier !== 'perunggu') return null;
  return base.times('33.3').div(100).div(1000).toDecimalPlaces(0, D.ROUND_FLOOR).times(1000).toFixed(0);
}

/** Computes one quarter from the text of its file. */
export function evaluateQuarter(file: string, quarter: number): Outcome {
  const [first = '', ...lines] = file.split('\n').filter((line) => line !== '');
  const header = splitLine(first);
  const read = lines.map((line, i) => readEmployee(header, line, i + 2));
  const seen = new Map<string, number>();
  for (const { employee } of read) seen.set(employee.nip, (seen.get(employee.nip) ?? 0) + 1);

  const rejects: RejectedRow[] = [];
  const assessed: Assessed[] = [];
  for (const { employee, reasons } of read) {
    const all = reasons.length > 0 ? reasons : demands(employee);
    if (employee.nip !== '' && (seen.get(employee.nip) ?? 0) > 1) all.push({ code: 'TK609', column: '' });
    if (all.length === 0) assessed.push(assess(employee, quarter));
    else rejects.push({ line: employee.line, nip: employee.nip || null, reasons: all });
  }
  const units = new Map<string, Assessed[]>();
  for (const one of assessed) {
    const unit = one.employee.text.unit_kerja ?? '';
    units.set(unit, [...(units.get(unit) ?? []), one]);
  }
  for (const unit of units.values()) award(unit);
  return { rows: assessed.map((one) => toRow(one, quarter)), rejects };
}

function toRow(
  { employee, achievements, score, results, ikm, predikat, award, state }: Assessed,
  quarter: number,
): ScoredRow {
  return {
    nip: employee.nip,
    unit: employee.text.unit_kerja ?? '',
    achievements,
    hasilKerja: score?.toFixed(2) ?? null,
    hasil: results,
    ikm: ikm?.toFixed(2) ?? null,
    mutu: ikm === null ? null : grade(ikm),
    predikat,
    award,
    state,
    insentif: incentive(award, quarter),
  };
}

const CERTIFICATES: Readonly<Record<string, string>> = {
  emas: 'Piagam Emas',
  perak: 'Piagam Perak',
  perunggu: 'Piagam Perunggu',
};

/** The golden files, in the form in which `takar score --columns summary` writes them, without the words of reasons. */
export function awardsCsv(rows: readonly ScoredRow[], quarter: number): string {
  const header = 'nip,period,ikm,hasil_kerja,hasil,mutu_layanan,predikat,award,award.piagam,award.insentif';
  const lines = rows.map(({ nip, ikm, hasilKerja, hasil, mutu, predikat, award, insentif }) =>
    [nip, `2026-Q${quarter}`, ikm, hasilKerja, hasil, mutu, predikat, award, CERTIFICATES[award ?? ''], insentif]
      .map((cell) => cell ?? '')
      .join(','),
  );
  return `${[header, ...lines].join('\n')}\n`;
}

export function rejectsCsv(rejects: readonly RejectedRow[]): string {
  const lines = rejects.flatMap(({ line, nip, reasons }) =>
    reasons.map(({ column, code }) => `${line},${nip ?? ''},${column},${code}`),
  );
  return `${['row,key,column,code', ...lines].join('\n')}\n`;
}
