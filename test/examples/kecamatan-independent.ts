/**
 * The sub-district's evaluation computed a second time, from the words of its rule and of nothing else: own reading of
 * the files, decimal.js in place of rationals, own calendar, own quotas, limits and budget. It never imports the
 * program that it judges. What is divided is divided once, at the end, so that a value on a tie of rounding is exact
 * here too.
 */
import { Decimal } from 'decimal.js';

const D = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });
type Number80 = InstanceType<typeof D>;
type Cells = Readonly<Record<string, string>>;

/** The text of each file of the example. */
export interface Files {
  readonly pegawai: string;
  readonly rencana: string;
  readonly realisasi: string;
  readonly pengaduan: string;
  readonly presensi: string;
  readonly unit: string;
  readonly libur: string;
}

/** One indicator, or one row of the plan: what it came to. */
export interface IndicatorResult {
  readonly no: string;
  readonly indicator: string;
  /** With two digits; empty where it was left out or does not apply. */
  readonly achievement: string;
  readonly weight: string;
  readonly state: 'scored' | 'excluded' | 'not_applicable';
}

export interface PersonResult {
  readonly nip: string;
  readonly indicators: readonly IndicatorResult[];
  /** Null where nothing was assessed. */
  readonly hasilKerja: string | null;
  readonly disiplin: string | null;
  readonly nilaiAkhir: string | null;
  readonly hasil: string | null;
  readonly predikat: string | null;
  readonly ditetapkan: string | null;
  readonly akhir: string | null;
  readonly tpp: readonly [kotor: string, kehadiran: string, predikat: string, bersih: string];
  readonly award: string | null;
  /** What is paid, what becomes of the payment, what was due. */
  readonly insentif: readonly [paid: string, state: string, due: string];
}

/** A limit, a quota or the budget in a group. */
export interface GroupResult {
  readonly kind: 'batas' | 'kuota' | 'anggaran';
  readonly name: string;
  readonly group: string;
  readonly base: string;
  readonly room: string;
  readonly found: string;
  /** Who was moved down, placed, or paid. */
  readonly done: string;
}

export interface Rejected {
  readonly nip: string;
  readonly code: string;
  readonly column: string;
}

export interface Outcome {
  readonly people: readonly PersonResult[];
  readonly groups: readonly GroupResult[];
  readonly rejects: readonly Rejected[];
}

// Reading

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

function table(text: string): Cells[] {
  const [header = '', ...lines] = text.split('\n').filter((line) => line !== '');
  const names = splitLine(header);
  return lines.map((line) => {
    const cells = splitLine(line);
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
  });
}

/** A cell that the rule knows to be there. */
function at(row: Cells, column: string): string {
  const text = row[column];
  if (text === undefined) throw new Error(`no column ${column}`);
  return text;
}

const of = (rows: readonly Cells[], nip: string, quarter: number): Cells[] =>
  rows.filter((row) => at(row, 'nip') === nip && at(row, 'periode') === `2026-Q${quarter}`);

// Days

const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);
const FIRST = ['', '2026-01-01', '2026-04-01', '2026-07-01', '2026-10-01'];
const LAST = ['', '2026-03-31', '2026-06-30', '2026-09-30', '2026-12-31'];
const daysFrom = (from: string, to: string): number => dayOf(to) - dayOf(from) + 1;

/** Monday to Friday without the holidays, after the first day up to and including the last. */
function workingDays(from: string, to: string, holidays: ReadonlySet<string>): number {
  let count = 0;
  for (let day = dayOf(from) + 1; day <= dayOf(to); day++) {
    const date = new Date(day * 86_400_000);
    const weekday = date.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !holidays.has(date.toISOString().slice(0, 10))) count++;
  }
  return count;
}

// Numbers

const two = (value: Number80): Number80 => value.toDecimalPlaces(2, D.ROUND_HALF_UP);
const whole = (value: Number80): Number80 => value.toDecimalPlaces(0, D.ROUND_DOWN);
const sum = (values: readonly Number80[]): Number80 => values.reduce((total, value) => total.plus(value), new D(0));
const held = (value: Number80): Number80 => two(D.min(120, D.max(0, value)));
/** Actual and target as fractions over the same number, so that one division is left. */
const larger = (actual: Number80, target: Number80): Number80 => held(actual.times(100).div(target));
const smaller = (actual: Number80, target: Number80): Number80 =>
  held(target.times(2).minus(actual).times(100).div(target));

// One employee in one quarter

/** A number as a fraction: what stands above and below the line. */
interface Fraction {
  readonly top: Number80;
  readonly bottom: Number80;
}
const fraction = (top: Number80 | number | string, bottom: Number80 | number = 1): Fraction => ({
  top: new D(top),
  bottom: new D(bottom),
});

/** What one thing to be measured brings in one quarter. */
interface Part {
  readonly no: string;
  readonly indicator: string;
  readonly weight: Number80;
  /** Null where nothing was recorded. */
  readonly actual: Fraction | null;
  readonly target: Fraction;
}

/** One row of the employees' file, in the days for which it holds. */
interface Stretch {
  readonly row: Cells;
  readonly quarter: number;
  readonly days: number;
  /** By the row's number, or the indicator's name where it has none. */
  readonly parts: ReadonlyMap<string, Part>;
}

interface Data {
  readonly plan: readonly Cells[];
  readonly actuals: readonly Cells[];
  readonly complaints: readonly Cells[];
  readonly attendance: readonly Cells[];
  readonly holidays: ReadonlySet<string>;
}

function stretchOf(row: Cells, quarter: number, data: Data): Stretch {
  const nip = at(row, 'nip');
  const from = at(row, 'mulai') || (FIRST[quarter] ?? '');
  const to = at(row, 'sampai') || (LAST[quarter] ?? '');
  const parts: Part[] = [
    {
      no: '',
      indicator: 'tugas_rutin_selesai',
      weight: new D(20),
      actual: fraction(at(row, 'tugas_rutin')),
      target: fraction(100),
    },
    ...planned(nip, quarter, data),
    ...(at(row, 'menangani_pengaduan') === 'ya' ? [complaintsOf(nip, quarter, data)] : []),
    { no: '', indicator: 'kehadiran', weight: new D(20), actual: presence(nip, quarter, data), target: fraction(100) },
  ];
  return {
    row,
    quarter,
    days: daysFrom(from, to),
    parts: new Map(parts.map((part) => [part.no || part.indicator, part])),
  };
}

/** Rows of the plan that hold in the quarter, by their numbers. */
function planned(nip: string, quarter: number, data: Data): Part[] {
  const start = FIRST[quarter] ?? '';
  const end = LAST[quarter] ?? '';
  const own = data.plan.filter((row) => at(row, 'nip') === nip && at(row, 'indikator') !== COMPLAINTS);
  const numbers = [...new Set(own.map((row) => at(row, 'nomor')))];
  return numbers.flatMap((no) => {
    const rows = own.filter((row) => at(row, 'nomor') === no && at(row, 'mulai') <= end && at(row, 'sampai') >= start);
    const last = rows.at(-1);
    if (!last) return [];
    const indicator = at(last, 'indikator');
    // A time that no longer holds at the end of the quarter is no target of it.
    if (indicator === 'waktu_layanan' && at(last, 'sampai') < end) return [];
    const done = of(data.actuals, nip, quarter).find((row) => at(row, 'nomor') === no);
    return [
      {
        no,
        indicator,
        weight: new D(at(last, 'bobot')),
        actual: done ? fraction(at(done, 'realisasi')) : null,
        target: indicator === 'kegiatan' ? byDays(rows, start, end) : fraction(at(last, 'target')),
      },
    ];
  });
}

/** Every target for the days on which it holds, out of all days of the quarter. */
function byDays(rows: readonly Cells[], start: string, end: string): Fraction {
  const weighed = rows.map((row) => {
    const from = at(row, 'mulai') < start ? start : at(row, 'mulai');
    const to = at(row, 'sampai') > end ? end : at(row, 'sampai');
    return new D(at(row, 'target')).times(daysFrom(from, to));
  });
  return fraction(sum(weighed), daysFrom(start, end));
}

const COMPLAINTS = 'tindak_lanjut_pengaduan';

/** The share of complaints that were answered within five working days; the fraction's bottom is how many there were. */
function complaintsOf(nip: string, quarter: number, { plan, complaints, holidays }: Data): Part {
  const row = plan.find((each) => at(each, 'nip') === nip && at(each, 'indikator') === COMPLAINTS);
  if (!row) throw new Error(`no plan of complaints for ${nip}`);
  const own = of(complaints, nip, quarter);
  const inTime = own.filter((each) => {
    const answered = at(each, 'tanggal_selesai');
    return answered !== '' && workingDays(at(each, 'tanggal_masuk'), answered, holidays) <= 5;
  });
  const actual = own.length === 0 ? null : fraction(100 * inTime.length, own.length);
  return {
    no: at(row, 'nomor'),
    indicator: COMPLAINTS,
    weight: new D(at(row, 'bobot')),
    actual,
    target: fraction(at(row, 'target')),
  };
}

function presence(nip: string, quarter: number, { attendance }: Data): Fraction {
  const lost = of(attendance, nip, quarter).map((row) => {
    if (at(row, 'keadaan_hadir') === 'alpa') return new D(4);
    const minutes = Number(at(row, 'menit'));
    return new D(minutes <= 30 ? '0.5' : minutes <= 60 ? 1 : minutes <= 90 ? '1.5' : 2);
  });
  return fraction(D.max(0, new D(100).minus(sum(lost))));
}

// What parts come to

/** The achievement of an actual against a target, both fractions. */
function achieved(indicator: string, actual: Fraction, target: Fraction): Number80 {
  if (indicator === 'kehadiran') return two(D.min(100, D.max(0, actual.top.div(actual.bottom))));
  const [a, t] = [actual.top.times(target.bottom), target.top.times(actual.bottom)];
  return indicator === 'waktu_layanan' ? smaller(a, t) : larger(a, t);
}

interface Measured {
  readonly no: string;
  readonly indicator: string;
  readonly weight: Number80;
  readonly achievement: Number80 | null;
}

function measure({ no, indicator, weight, actual, target }: Part): Measured {
  return { no, indicator, weight, achievement: actual === null ? null : achieved(indicator, actual, target) };
}

/** The weighted mean of what counts, above and below the line; nothing where nothing counts. */
function mean(parts: readonly Measured[]): Fraction | null {
  const counting = parts.filter(({ achievement }) => achievement !== null);
  if (counting.length === 0) return null;
  const top = sum(counting.map(({ achievement, weight }) => weight.times(achievement ?? 0)));
  return fraction(top, sum(counting.map(({ weight }) => weight)));
}

interface Scores {
  readonly hasilKerja: Number80;
  readonly disiplin: Number80;
  readonly nilaiAkhir: Number80;
}

const isPresence = ({ indicator }: { readonly indicator: string }): boolean => indicator === 'kehadiran';
const final = (work: Number80, presenceScore: Number80): Number80 => work.times('0.8').plus(presenceScore.times('0.2'));

function scoresOf(parts: readonly Measured[]): Scores {
  const work = mean(parts.filter((part) => !isPresence(part)));
  const there = mean(parts.filter(isPresence));
  if (!work || !there) throw new Error('nothing to score');
  const hasilKerja = two(work.top.div(work.bottom));
  const disiplin = two(there.top.div(there.bottom));
  return { hasilKerja, disiplin, nilaiAkhir: two(final(hasilKerja, disiplin)) };
}

/** Two stretches of a quarter: every score by days, then rounded. */
function scoresByDays(stretches: readonly Stretch[]): Scores {
  const each = stretches.map(({ parts, days }) => {
    const measured = [...parts.values()].map(measure);
    const work = mean(measured.filter((part) => !isPresence(part)));
    const there = mean(measured.filter(isPresence));
    if (!work || !there) throw new Error('nothing to score');
    const { hasilKerja, disiplin } = scoresOf(measured);
    return { days, work, there, final: fraction(final(hasilKerja, disiplin)) };
  });
  const overall = (pick: (one: (typeof each)[number]) => Fraction): Number80 => {
    const bottoms = each.map((one) => pick(one).bottom).reduce((all, bottom) => all.times(bottom), new D(1));
    const top = sum(each.map((one) => pick(one).top.times(bottoms).div(pick(one).bottom).times(one.days)));
    return two(top.div(bottoms.times(each.reduce((total, { days }) => total + days, 0))));
  };
  return {
    hasilKerja: overall(({ work }) => work),
    disiplin: overall(({ there }) => there),
    nilaiAkhir: overall(({ final: value }) => value),
  };
}

/** Of two stretches each indicator by days; they differ in the routine work alone. */
function indicatorsByDays(stretches: readonly Stretch[]): Measured[] {
  const last = stretches.at(-1);
  if (!last) return [];
  const days = stretches.reduce((total, stretch) => total + stretch.days, 0);
  return [...last.parts].map(([key, part]) => {
    const values = stretches.flatMap((stretch) => {
      const own = stretch.parts.get(key);
      const value = own && measure(own).achievement;
      return value ? [value.times(stretch.days)] : [];
    });
    const achievement = values.length === 0 ? null : two(sum(values).div(days));
    return { no: part.no, indicator: part.indicator, weight: part.weight, achievement };
  });
}

// A whole year

/** Quarters by their number, each with its one or two stretches. */
type Quarters = ReadonlyMap<number, readonly Stretch[]>;

function yearOf(quarters: Quarters): Measured[] {
  const keys = new Set(
    [...quarters.values()].flatMap((stretches) => stretches.flatMap(({ parts }) => [...parts.keys()])),
  );
  return [...keys].map((key) => {
    const found = [...quarters.values()].flatMap((stretches) => {
      const own = stretches.filter(({ parts }) => parts.has(key));
      return own.length === 0 ? [] : [own];
    });
    const parts = found.map((own) => inQuarter(own, key));
    const [first] = parts;
    if (!first) throw new Error(key);
    const { no, indicator } = first;
    const weight = sum(parts.map((part) => part.weight)).div(quarters.size);
    return { no, indicator, weight, achievement: yearly(indicator, parts) };
  });
}

/** One quarter of the year: the routine work by the days of its stretches, all else once. */
function inQuarter(stretches: readonly Stretch[], key: string): Part {
  const last = stretches.at(-1)?.parts.get(key);
  if (!last) throw new Error(key);
  if (last.indicator !== 'tugas_rutin_selesai' || stretches.length === 1) return last;
  const top = sum(stretches.map(({ parts, days }) => (parts.get(key)?.actual?.top ?? new D(0)).times(days)));
  return {
    ...last,
    actual: fraction(
      top,
      stretches.reduce((total, { days }) => total + days, 0),
    ),
  };
}

function yearly(indicator: string, parts: readonly Part[]): Number80 | null {
  const pairs = parts.flatMap(({ actual, target }) => (actual === null ? [] : [{ actual, target }]));
  if (pairs.length === 0) return null;
  const added = (fractions: readonly Fraction[]): Fraction => {
    const bottom = fractions.reduce((all, each) => all.times(each.bottom), new D(1));
    return fraction(sum(fractions.map((each) => each.top.times(bottom.div(each.bottom)))), bottom);
  };
  const actuals = pairs.map(({ actual }) => actual);
  const targets = pairs.map(({ target }) => target);
  if (indicator === COMPLAINTS) {
    // All that were answered in time out of all that came; targets by how many came.
    const came = sum(actuals.map(({ bottom }) => bottom));
    const inTime = sum(actuals.map(({ top }) => top));
    const wanted = sum(pairs.map(({ actual, target }) => target.top.times(actual.bottom)));
    return achieved(indicator, fraction(inTime, came), fraction(wanted, came));
  }
  if (indicator === 'kegiatan') return achieved(indicator, added(actuals), added(targets));
  const average = (fractions: readonly Fraction[]): Fraction => {
    const { top, bottom } = added(fractions);
    return fraction(top, bottom.times(fractions.length));
  };
  return achieved(indicator, average(actuals), average(targets));
}

// Ratings, limits, awards, money

const PREDICATES = ['sangat_kurang', 'kurang', 'butuh_perbaikan', 'baik', 'sangat_baik'];
const rank = (predicate: string | null): number => (predicate === null ? -1 : PREDICATES.indexOf(predicate));

function resultOf(score: Number80): string {
  return score.lt(90) ? 'di_bawah' : score.lte(100) ? 'sesuai' : 'di_atas';
}

function predicateOf(results: string, manner: string): string {
  if (manner === 'di_bawah') return results === 'di_bawah' ? 'sangat_kurang' : 'kurang';
  if (results === 'di_bawah') return 'butuh_perbaikan';
  return results === 'di_atas' && manner === 'di_atas' ? 'sangat_baik' : 'baik';
}

interface Person {
  readonly row: Cells;
  readonly unit: string;
  readonly indicators: readonly Measured[];
  readonly answers: boolean;
  readonly scores: Scores | null;
  readonly hasil: string | null;
  readonly predikat: string | null;
  readonly ditetapkan: string | null;
  akhir: string | null;
  award: string | null;
  due: Number80 | null;
  state: string;
}

function personOf(row: Cells, indicators: readonly Measured[], answers: boolean, scores: Scores | null): Person {
  const hasil = scores && resultOf(scores.nilaiAkhir);
  const predikat = hasil && predicateOf(hasil, at(row, 'perilaku'));
  const ditetapkan = predikat && (at(row, 'keputusan') || predikat);
  const settled = { akhir: ditetapkan, award: null, due: null, state: '' };
  return { row, unit: at(row, 'unit_kerja'), indicators, answers, scores, hasil, predikat, ditetapkan, ...settled };
}

function better(a: Person, b: Person): number {
  if (!a.scores || !b.scores) throw new Error('not assessed');
  const byFinal = b.scores.nilaiAkhir.comparedTo(a.scores.nilaiAkhir);
  return byFinal !== 0 ? byFinal : b.scores.hasilKerja.comparedTo(a.scores.hasilKerja);
}

/** Equals together, best first. */
function blocks(people: readonly Person[]): Person[][] {
  const found: Person[][] = [];
  for (const one of [...people].sort(better)) {
    const block = found.at(-1);
    const [first] = block ?? [];
    if (block && first && better(first, one) === 0) block.push(one);
    else found.push([one]);
  }
  return found;
}

const share = (percent: number, base: number, mode: 'down' | 'nearest'): number =>
  new D(base)
    .times(percent)
    .div(100)
    .toDecimalPlaces(0, mode === 'down' ? D.ROUND_DOWN : D.ROUND_HALF_UP)
    .toNumber();

/** How many of a unit may be very good, by what the unit itself achieved. */
const MOST: Readonly<Record<string, number>> = { istimewa: 70, baik: 30, butuh_perbaikan: 10, kurang: 10 };

/** The limit of one unit: equals across the edge are all moved down. */
function limit(unit: string, organisation: string, people: readonly Person[]): GroupResult[] {
  const base = people.length;
  const top = people.filter(({ ditetapkan }) => ditetapkan === 'sangat_baik');
  const room = share(MOST[organisation] ?? 0, base, 'down');
  let standing = 0;
  let moved = 0;
  for (const block of blocks(top)) {
    if (standing + block.length > room) {
      for (const one of block) one.akhir = 'baik';
      moved += block.length;
    }
    standing += block.length;
  }
  const line = { kind: 'batas', name: 'predikat_akhir', group: unit, base: String(base) } as const;
  const upper = { ...line, room: String(room), found: String(top.length), done: String(moved) };
  if (organisation !== 'kurang' && organisation !== 'sangat_kurang') return [upper];
  const low = people.filter(({ akhir }) => akhir !== null && rank(akhir) <= 2).length;
  return [upper, { ...line, room: String(share(60, base, 'nearest')), found: String(low), done: '0' }];
}

const assessed = ({ scores }: Person): boolean => scores !== null;
const eligible = ({ row, scores }: Person): boolean =>
  scores !== null && at(row, 'hukuman') === 'tidak_ada' && scores.disiplin.gte(95);

/** Gold and silver of all units, tier by tier. */
function award(units: ReadonlyMap<string, readonly Person[]>, base: Number80): GroupResult[] {
  const tiers = [
    {
      name: 'emas',
      grant: whole(base.times('1.5')),
      room: (people: readonly Person[]) => Math.max(1, share(10, people.length, 'nearest')),
      count: (people: readonly Person[]) => people.length,
      fits: ({ akhir }: Person) => akhir === 'sangat_baik',
      tiesStay: false,
    },
    {
      name: 'perak',
      grant: whole(base.times('0.75')),
      room: (people: readonly Person[]) => share(30, people.filter(eligible).length, 'nearest'),
      count: (people: readonly Person[]) => people.filter(eligible).length,
      fits: ({ akhir, scores }: Person) =>
        akhir === 'sangat_baik' || (akhir === 'baik' && scores !== null && scores.nilaiAkhir.gte(100)),
      tiesStay: true,
    },
  ];
  const names = [...units.keys()].sort();
  return tiers.flatMap((tier) =>
    names.map((group): GroupResult => {
      const people = units.get(group) ?? [];
      const open = people.filter((one) => eligible(one) && one.award === null && tier.fits(one));
      const room = tier.room(people);
      let placed = 0;
      let standing = 0;
      for (const block of blocks(open)) {
        const across = standing < room && standing + block.length > room;
        if (across && !tier.tiesStay) throw new Error('a tie across the edge of gold is left to people');
        if (standing + block.length <= room || across) {
          for (const one of block) Object.assign(one, { award: tier.name, due: tier.grant });
          placed += block.length;
        }
        standing += block.length;
      }
      return {
        kind: 'kuota',
        name: tier.name,
        group,
        base: String(tier.count(people)),
        room: String(room),
        found: String(open.length),
        done: String(placed),
      };
    }),
  );
}

/** Gold, then silver, best first; it ends at the first who cannot be paid. Equals across the end are left to people. */
function pay(people: readonly Person[], total: number): GroupResult {
  let left = new D(total);
  let isOpen = true;
  let spent = new D(0);
  for (const tier of ['emas', 'perak']) {
    for (const block of blocks(people.filter((one) => one.award === tier))) {
      const needed = sum(block.map(({ due }) => due ?? new D(0)));
      const oneFits = block.some(({ due }) => due?.lte(left));
      const state = !isOpen
        ? 'unfunded'
        : needed.lte(left)
          ? 'funded'
          : block.length > 1 && oneFits
            ? 'undecided'
            : 'unfunded';
      for (const one of block) one.state = state;
      if (state === 'funded') {
        spent = spent.plus(needed);
        left = left.minus(needed);
      } else isOpen = false;
    }
  }
  const needed = sum(people.map(({ due }) => due ?? new D(0)));
  const line = { kind: 'anggaran', name: 'insentif', group: '', base: '' } as const;
  return { ...line, room: String(total), found: needed.toFixed(0), done: spent.toFixed(0) };
}

const CLASSES: Readonly<Record<string, number>> = {
  pelaksana: 2_400_000,
  pengawas: 4_100_000,
  administrator: 6_300_000,
};

/** Three months by class and index, less the days lost, less a quarter of the rest for a poor predicate. */
function performancePay({ row, scores, akhir }: Person, quarter: number | null): PersonResult['tpp'] {
  const month = CLASSES[at(row, 'kelas_jabatan')] ?? 0;
  const index = quarter !== null && quarter <= 2 ? '100' : '107.5';
  const gross = quarter === null ? new D(0) : whole(new D(3 * month).times(index).div(100));
  if (!scores) return [gross.toFixed(0), '', '', ''];
  const lost = whole(gross.times(new D(100).minus(scores.disiplin)).div(100));
  const rest = gross.minus(lost);
  const poor = rank(akhir) <= 1 ? whole(rest.times(25).div(100)) : new D(0);
  return [gross.toFixed(0), lost.toFixed(0), poor.toFixed(0), rest.minus(poor).toFixed(0)];
}

// The whole run

const NUMBER = /^\d+(\.\d{1,2})?$/;
const MANNERS = ['di_bawah', 'sesuai', 'di_atas'];

/** What is wrong with a row of employees. */
function refusal(row: Cells): Rejected | null {
  const reject = (code: string, column: string): Rejected => ({ nip: at(row, 'nip'), code, column });
  if (!MANNERS.includes(at(row, 'perilaku'))) return reject('TK607', 'perilaku');
  const routine = at(row, 'tugas_rutin');
  if (routine === '') return reject('TK701', '');
  return NUMBER.test(routine) ? null : reject('TK603', 'tugas_rutin');
}

/** One quarter, or with null the whole year. */
export function evaluate(files: Files, quarter: number | null): Outcome {
  const rows = table(files.pegawai);
  const data: Data = {
    plan: table(files.rencana),
    actuals: table(files.realisasi),
    complaints: table(files.pengaduan),
    attendance: table(files.presensi),
    holidays: new Set(table(files.libur).map((row) => at(row, 'tanggal'))),
  };
  const wanted = quarter === null ? [1, 2, 3, 4] : [quarter];
  const within = rows.filter((row) => wanted.includes(Number(at(row, 'periode').at(-1))));
  const rejects = within.flatMap((row) => refusal(row) ?? []);
  const refused = new Set(rejects.map(({ nip }) => nip));
  const people = [...new Set(within.map((row) => at(row, 'nip')))]
    .filter((nip) => !refused.has(nip))
    .map((nip) => {
      const own = within.filter((row) => at(row, 'nip') === nip);
      return assess(own, quarter, data);
    });
  const organisation = new Map(
    table(files.unit)
      .filter((row) => at(row, 'periode') === `2026-Q${quarter ?? 4}`)
      .map((row) => [at(row, 'unit_kerja'), at(row, 'predikat_organisasi')]),
  );
  const units = new Map<string, Person[]>();
  for (const one of people) units.set(one.unit, [...(units.get(one.unit) ?? []), one]);
  const limits = [...units.keys()]
    .sort()
    .flatMap((unit) => limit(unit, organisation.get(unit) ?? '', units.get(unit) ?? []));
  const early = quarter !== null && quarter <= 2;
  const quotas = award(units, new D(early ? 1_000_000 : 1_100_000));
  const budget = pay(people, quarter === null ? 15_000_000 : 14_000_000);
  for (const one of people) if (assessed(one)) one.award ??= 'tanpa_penghargaan';
  return {
    people: people.map((one) => shown(one, quarter)),
    groups: [...limits, ...quotas, budget],
    rejects,
  };
}

function assess(rows: readonly Cells[], quarter: number | null, data: Data): Person {
  const last = rows.at(-1);
  if (!last) throw new Error('nobody');
  const stretches = rows.map((row) => stretchOf(row, Number(at(row, 'periode').at(-1)), data));
  const answers = rows.some((row) => at(row, 'menangani_pengaduan') === 'ya');
  if (quarter !== null) {
    const indicators = indicatorsByDays(stretches);
    const scores = stretches.length > 1 ? scoresByDays(stretches) : scoresOf(indicators);
    return personOf(last, indicators, answers, scores);
  }
  const quarters = new Map<number, Stretch[]>();
  for (const stretch of stretches) {
    quarters.set(stretch.quarter, [...(quarters.get(stretch.quarter) ?? []), stretch]);
  }
  const indicators = yearOf(quarters);
  // A year is made of at least three quarters.
  return personOf(last, indicators, answers, quarters.size < 3 ? null : scoresOf(indicators));
}

function shown(one: Person, quarter: number | null): PersonResult {
  const { row, scores, hasil, predikat, ditetapkan, akhir, due, state } = one;
  const paid = due && state === 'funded' ? due.toFixed(0) : '';
  return {
    nip: at(row, 'nip'),
    indicators: indicatorLines(one),
    hasilKerja: scores?.hasilKerja.toFixed(2) ?? null,
    disiplin: scores?.disiplin.toFixed(2) ?? null,
    nilaiAkhir: scores?.nilaiAkhir.toFixed(2) ?? null,
    hasil,
    predikat,
    ditetapkan,
    akhir,
    tpp: performancePay(one, quarter),
    award: one.award,
    insentif: [paid, state, due?.toFixed(0) ?? ''],
  };
}

/** In the order of the rule, rows of the plan by their numbers. */
const ORDER = ['tugas_rutin_selesai', 'kegiatan', 'waktu_layanan', COMPLAINTS, 'kehadiran'];

function indicatorLines({ indicators, answers }: Person): IndicatorResult[] {
  const lines = indicators.map(
    ({ no, indicator, weight, achievement }): IndicatorResult => ({
      no,
      indicator,
      achievement: achievement?.toFixed(2) ?? '',
      weight: weight.toString(),
      state: achievement === null ? 'excluded' : 'scored',
    }),
  );
  const none = { no: '', indicator: COMPLAINTS, achievement: '', weight: '', state: 'not_applicable' } as const;
  const all = answers ? lines : [...lines, none];
  const place = ({ indicator }: IndicatorResult) => ORDER.indexOf(indicator);
  return all.sort((a, b) => place(a) - place(b) || (a.no < b.no ? -1 : a.no > b.no ? 1 : 0));
}

// The golden files

const lines = (header: string, rows: readonly (readonly (string | null)[])[]): string =>
  `${[header, ...rows.map((row) => row.map((cell) => cell ?? '').join(','))].join('\n')}\n`;

export function peopleCsv({ people }: Outcome): string {
  const header =
    'nip,hasil_kerja,disiplin,nilai_akhir,hasil,predikat,predikat_ditetapkan,predikat_akhir,' +
    'tpp.base,tpp.kehadiran,tpp.predikat,tpp,award,award.insentif,award.insentif.state,award.insentif.due';
  return lines(
    header,
    people.map((one) => [
      one.nip,
      one.hasilKerja,
      one.disiplin,
      one.nilaiAkhir,
      one.hasil,
      one.predikat,
      one.ditetapkan,
      one.akhir,
      ...one.tpp,
      one.award,
      ...one.insentif,
    ]),
  );
}

export function indicatorsCsv({ people }: Outcome): string {
  const rows = people.flatMap(({ nip, indicators }) =>
    indicators.map(({ no, indicator, achievement, weight, state }) => [nip, no, indicator, achievement, weight, state]),
  );
  return lines('nip,no,indicator,achievement,weight,state', rows);
}

export function groupsCsv({ groups }: Outcome): string {
  const rows = groups.map(({ kind, name, group, base, room, found, done }) => [
    kind,
    name,
    group,
    base,
    room,
    found,
    done,
  ]);
  return lines('kind,name,group,base,room,found,done', rows);
}
