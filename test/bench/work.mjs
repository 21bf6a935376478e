/** The standard work: as takar's columns, as hand-written doubles, and as formulas for whoever reads formulas. */

import { check, compile, compileColumns, load, parsePeriod, planOf, scoreRow } from './out/takar.mjs';
import { columnsOf, KINDS, rulesetText, SANCTIONS, WEIGHTS } from './standard.mjs';

export const PERIOD = '2026-Q3';
export const RATINGS = ['sangat_kurang', 'kurang', 'butuh_perbaikan', 'baik', 'sangat_baik'];
export const TIERS = ['tanpa', 'perak', 'emas'];
const INDICATORS = WEIGHTS.map((_, k) => k);

export async function programOf(text) {
  const loaded = await load('standard.takar.yaml', () => text);
  const { value, diagnostics } = check(loaded.value);
  if (value === undefined) throw new Error(`the ruleset is refused: ${JSON.stringify(diagnostics[0])}`);
  return compile(value);
}

/** What is asked of everybody: work score, final score, rating, eligibility, and the condition of every tier. */
export function wantedOf(plan) {
  const numbers = plan.results.filter(({ shown }) => shown !== null).map(({ shown }) => shown.units);
  const words = plan.results.filter(({ value }) => value.kind === 'word').map(({ value }) => value.code);
  return [...numbers, ...words, plan.awards.eligible, ...plan.awards.tiers.map(({ when }) => when)];
}

/** takar's columns, compiled, over data in columns of integers, a batch at a time. */
export async function takarColumns(text, data, batchRows = 2048) {
  const { plan, notes } = planOf(await programOf(text), parsePeriod(PERIOD));
  if (plan === null) throw new Error(`no plan: ${JSON.stringify(notes)}`);
  const wanted = wantedOf(plan);
  const { score, batch } = compileColumns(plan, wanted);
  const room = batch(batchRows);
  const all = plan.columns.map(({ input }) => cellsOf(data, input.name, plan.words));
  const rows = data.unit.length;
  const views = [];
  for (let from = 0; from < rows; from += batchRows) {
    const to = Math.min(from + batchRows, rows);
    views.push({ count: to - from, cells: all.map((column) => column.subarray(from, to)) });
  }
  const run = (each) => {
    for (const [index, { count, cells }] of views.entries()) {
      room.status.fill(0);
      score(count, cells, room.empty, room.status, room.out);
      each?.(index * batchRows, count, room);
    }
    return rows;
  };
  const needed = stepsFor(plan, wanted);
  const wide = needed.filter((step) => step.way === 'wide' || !isNarrow(step.bound)).length;
  return { run, plan, wanted, wide, steps: needed.length };
}

const OPERANDS = ['left', 'right', 'over', 'under', 'of', 'condition', 'then', 'otherwise'];

/** The steps that are computed for what is wanted: plans hold others too, which the code leaves out. */
function stepsFor({ steps, fit, error, assessed }, wanted) {
  const needed = new Set([fit, error, assessed, ...wanted]);
  for (let id = steps.length - 1; id >= 0; id--) {
    if (!needed.has(id)) continue;
    for (const operand of OPERANDS) if (typeof steps[id][operand] === 'number') needed.add(steps[id][operand]);
  }
  return [...needed].map((id) => steps[id]);
}

const isNarrow = ({ low, high }) => low >= -9007199254740991n && high <= 9007199254740991n;

function cellsOf(data, name, words) {
  if (name === 'hukuman') return data.hukuman.map((place) => words.indexOf(SANCTIONS[place]));
  return data[name] ?? new Float64Array(data.unit.length).fill(-1);
}

/** Final score in hundredths, rating and tier of every row. */
export function outcomes(rows) {
  return { score: new Float64Array(rows), rating: new Uint8Array(rows), tier: new Uint8Array(rows) };
}

export function takarOutcomes({ run, plan }, rows) {
  const found = outcomes(rows);
  const ratings = plan.words.map((word) => RATINGS.indexOf(word));
  run((from, count, { out }) => {
    const [, final, rating, eligible, gold, silver] = out;
    for (let i = 0; i < count; i++) {
      found.score[from + i] = final[i];
      found.rating[from + i] = ratings[rating[i]];
      found.tier[from + i] = eligible[i] === 0 ? 0 : gold[i] === 1 ? 2 : silver[i];
    }
  });
  return found;
}

/** What the exact evaluator says of the first rows. */
export async function exactOutcomes(data, rows) {
  const program = await programOf(rulesetText({ quota: false }));
  const found = outcomes(rows);
  for (let i = 0; i < rows; i++) {
    const { value, diagnostics } = scoreRow(program, textRow(data, i), { period: PERIOD });
    if (value === undefined) throw new Error(`row ${i} is refused: ${JSON.stringify(diagnostics)}`);
    found.score[i] = hundredths(value);
    found.rating[i] = RATINGS.indexOf(value.results.get('predikat').value);
    found.tier[i] = TIERS.indexOf(value.award.name);
  }
  return found;
}

function hundredths(row) {
  const { numerator, denominator } = row.results.get('nilai_akhir').value;
  return Number((numerator * 100n) / denominator);
}

/** A row as texts, as they stand in a CSV file. */
export function textRow(data, i) {
  const row = { nip: `N${i}`, unit: `Dinas ${data.unit[i]}` };
  for (const k of INDICATORS) {
    row[`t${k}`] = (data[`t${k}`][i] / 100).toFixed(2);
    row[`a${k}`] = (data[`a${k}`][i] / 100).toFixed(2);
  }
  row.perilaku = (data.perilaku[i] / 100).toFixed(2);
  row.hukuman = SANCTIONS[data.hukuman[i]];
  row.kehadiran = (data.kehadiran[i] / 100).toFixed(2);
  return row;
}

/** A row of numbers, as an application has it. */
export function numberRow(data, i) {
  const row = { nip: `N${i}`, unit: `Dinas ${data.unit[i]}` };
  for (const k of INDICATORS) {
    row[`t${k}`] = data[`t${k}`][i] / 100;
    row[`a${k}`] = data[`a${k}`][i] / 100;
  }
  row.perilaku = data.perilaku[i] / 100;
  row.hukuman = SANCTIONS[data.hukuman[i]];
  row.kehadiran = data.kehadiran[i] / 100;
  return row;
}

export function differences(a, b, rows) {
  let [scores, tiers] = [0, 0];
  for (let i = 0; i < rows; i++) {
    if (a.score[i] !== b.score[i]) scores++;
    if (a.tier[i] !== b.tier[i] || a.rating[i] !== b.rating[i]) tiers++;
  }
  return { scores, tiers };
}

/** In words, for the table. */
export function saidDifferences({ scores, tiers }, rows) {
  return scores + tiers === 0
    ? `same as exact in ${rows.toLocaleString('en-US')}`
    : `differs from exact in ${scores} scores, ${tiers} ratings or tiers of ${rows.toLocaleString('en-US')}`;
}

/** The columns as doubles, as hand-written code takes them. */
export function doublesOf(data) {
  const units = ['unit', 'hukuman'];
  return Object.fromEntries(
    Object.entries(data).map(([name, column]) => [name, units.includes(name) ? column : column.map((v) => v / 100)]),
  );
}

/** Hand-written loops, unrolled as a patient person would: see {@link loopSource}. */
export const idiomaticLoop = (data) => loop(data, (x) => `Math.round((${x}) * 100) / 100`);
export const floorLoop = (data) => loop(data, (x) => `Math.floor((${x}) * 100 + 0.5) / 100`);
/** Whoever mistrusts 0.7 composes in whole percents: fewer exact ties go wrong then, but some still do. */
export const percentLoop = (data) => loop(data, (x) => `Math.round((${x}) * 100) / 100`, PERCENTS);

const SHARES = '0.7 * w + 0.3 * perilaku[i]';
const PERCENTS = '(70 * w + 30 * perilaku[i]) / 100';

/**
 * No code of takar: the score of the standard work in hundredths by integers of any size, written out by hand; and
 * whether a number that is rounded on the way to it lies exactly between two hundredths.
 */
export function scoreByHand(data, i) {
  let isTied = false;
  const halfUp = (over, under) => {
    isTied ||= (2n * over) % under === 0n && ((2n * over) / under) % 2n === 1n;
    return (2n * over + under) / (2n * under);
  };
  let sum = 0n;
  for (const k of INDICATORS) {
    const [t, a] = [BigInt(data[`t${k}`][i]), BigInt(data[`a${k}`][i])];
    const of = { max: a, min: 2n * t - a, stab: t - (a > t ? a - t : t - a) }[KINDS[k]];
    const percent = of < 0n ? 0n : 100n * of > 120n * t ? 120n * t : 100n * of;
    sum += BigInt(WEIGHTS[k]) * halfUp(100n * percent, t);
  }
  const work = halfUp(sum, 100n);
  return { score: Number(halfUp(70n * work + 30n * BigInt(data.perilaku[i]), 100n)), isTied };
}

function loop(data, round, composed = SHARES) {
  const rows = data.unit.length;
  const room = {
    work: new Float64Array(rows),
    final: new Float64Array(rows),
    rating: new Uint8Array(rows),
    eligible: new Uint8Array(rows),
    gold: new Uint8Array(rows),
    silver: new Uint8Array(rows),
  };
  const run = new Function('rows', 'd', 'o', loopSource(round, composed));
  return {
    run: () => {
      run(rows, data, room);
      return rows;
    },
    outcomes: () => {
      run(rows, data, room);
      const found = outcomes(rows);
      for (let i = 0; i < rows; i++) {
        found.score[i] = Math.round(room.final[i] * 100);
        found.rating[i] = room.rating[i];
        found.tier[i] = room.eligible[i] === 0 ? 0 : room.gold[i] === 1 ? 2 : room.silver[i];
      }
      return found;
    },
  };
}

const ACHIEVEMENT = {
  max: (t, a) => `${a} / ${t} * 100`,
  min: (t, a) => `(2 * ${t} - ${a}) / ${t} * 100`,
  stab: (t, a) => `100 - Math.abs(${a} - ${t}) / ${t} * 100`,
};

/** One pass over the columns; the ceiling and the floor by comparison, which is faster than Math.min and Math.max. */
function loopSource(round, composed) {
  const names = ['perilaku', 'hukuman', 'kehadiran', ...INDICATORS.flatMap((k) => [`t${k}`, `a${k}`])];
  const achievements = INDICATORS.map((k) => {
    const raw = ACHIEVEMENT[KINDS[k]](`t${k}[i]`, `a${k}[i]`);
    return `let p${k} = ${raw}; p${k} = p${k} < 0 ? 0 : p${k} > 120 ? 120 : p${k}; p${k} = ${round(`p${k}`)};`;
  });
  return `'use strict';
    const { ${names.join(', ')} } = d;
    const { work, final, rating, eligible, gold, silver } = o;
    for (let i = 0; i < rows; i++) {
      ${achievements.join('\n      ')}
      const w = ${round(`(${INDICATORS.map((k) => `${WEIGHTS[k]} * p${k}`).join(' + ')}) / 100`)};
      const f = ${round(composed)};
      const r = f >= 110 ? 4 : f >= 90 ? 3 : f >= 70 ? 2 : f >= 50 ? 1 : 0;
      work[i] = w; final[i] = f; rating[i] = r;
      eligible[i] = hukuman[i] === 0 && kehadiran[i] >= 95 ? 1 : 0;
      gold[i] = r === 4 ? 1 : 0;
      silver[i] = r >= 3 ? 1 : 0;
    }`;
}

/** Hand-written code over one row object, with the result as an object. */
export function rowFunction() {
  const round = (x) => `Math.round((${x}) * 100) / 100`;
  const lines = INDICATORS.map((k) => {
    const raw = ACHIEVEMENT[KINDS[k]](`row.t${k}`, `row.a${k}`);
    return `const p${k} = ${round(`Math.min(120, Math.max(0, ${raw}))`)};`;
  });
  return new Function(
    'row',
    `'use strict';
    ${lines.join('\n    ')}
    const hasil_kerja = ${round(`(${INDICATORS.map((k) => `${WEIGHTS[k]} * p${k}`).join(' + ')}) / 100`)};
    const nilai_akhir = ${round('0.7 * hasil_kerja + 0.3 * row.perilaku')};
    const predikat = nilai_akhir >= 110 ? 'sangat_baik' : nilai_akhir >= 90 ? 'baik'
      : nilai_akhir >= 70 ? 'butuh_perbaikan' : nilai_akhir >= 50 ? 'kurang' : 'sangat_kurang';
    const eligible = row.hukuman === 'tidak_ada' && row.kehadiran >= 95;
    const award = !eligible ? 'tanpa' : predikat === 'sangat_baik' ? 'emas' : predikat === 'baik' ? 'perak' : 'tanpa';
    return { nip: row.nip, hasil_kerja, nilai_akhir, predikat, award };`,
  );
}

/** Formulas in a dialect: `form` writes its operations. What they speak of are the names of the inputs. */
export function formulas({ abs, clamp, round, name = (input) => input }) {
  const achievement = {
    max: (t, a) => `${a} / ${t} * 100.0`,
    min: (t, a) => `(2.0 * ${t} - ${a}) / ${t} * 100.0`,
    stab: (t, a) => `100.0 - ${abs(`${a} - ${t}`)} / ${t} * 100.0`,
  };
  const parts = INDICATORS.map((k) => round(clamp(achievement[KINDS[k]](name(`t${k}`), name(`a${k}`)))));
  const mean = (of) => round(`(${INDICATORS.map((k) => `${WEIGHTS[k]}.0 * ${of(k)}`).join(' + ')}) / 100.0`);
  const final = (work) => round(`0.7 * ${work} + 0.3 * ${name('perilaku')}`);
  return { parts, mean, final };
}

export { columnsOf, INDICATORS, rulesetText, SANCTIONS, WEIGHTS };
