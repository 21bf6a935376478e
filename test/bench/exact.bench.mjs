/** Every employee by takar's columns and by the exact evaluator: what differs must be nothing. Doubles beside it. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeCsv } from './csv.mjs';
import { figures, line } from './measure.mjs';
import { MODES, mixedRecords, mixedText, POLICIES } from './mixed.mjs';
import { compareRecords, parsePeriod, planOf, Rational } from './out/takar.mjs';
import { takar } from './processes.mjs';
import * as work from './work.mjs';

const STEP = 10_000;

export default async function bench({ folder, full, say }) {
  await standard(full ? 1_000_000 : 40_000, say);
  await mixed(full ? 15_000 : 1000, say);
  await quotaTies(full ? 100_000 : 10_000, folder, say);
}

const one = (value) => ({ median: value, low: value, high: value });
const none = (what, found, note) => line(what, { reach: 0, atLeast: false, value: one(found), note });
const people = (rows) => rows.toLocaleString('en-US');

/** The usual rounding, composed as the rule says it and in whole percents, and the best rounding we know. */
const DOUBLES = [
  ['Math.round, 0.7 * w + 0.3 * p', work.idiomaticLoop],
  ['Math.round, (70 * w + 30 * p) / 100', work.percentLoop],
  ['floor, 0.7 * w + 0.3 * p', work.floorLoop],
];

async function standard(rows, say) {
  for (const round of [false, true]) {
    const who = `${people(rows)} ${round ? 'round-number' : 'random'} employees`;
    const found = { takar: 0, byHand: 0, doubles: DOUBLES.map(() => ({ scores: 0, tiers: 0, untied: 0 })) };
    for (let from = 0; from < rows; from += STEP) await compare(round, from, found);
    await say(none(`columns, differences in ${who}`, found.takar, 'final score, rating, tier'));
    await say(none('  integers by hand, scores that differ', found.byHand, 'BigInt, no code of takar'));
    for (const [d, [name]] of DOUBLES.entries()) {
      const { scores, tiers, untied } = found.doubles[d];
      const note = `and ${tiers} ratings or tiers; ${people(scores - untied)} of the scores by an exact tie on the way`;
      await say(line(`  doubles, ${name}: scores that differ`, { value: one(scores), note }));
    }
  }
}

async function compare(round, from, found) {
  const data = work.columnsOf(STEP, { seed: 1000 + from, round });
  const exact = await work.exactOutcomes(data, STEP);
  const takar = work.takarOutcomes(await work.takarColumns(work.rulesetText({ quota: false }), data), STEP);
  const byHand = Array.from({ length: STEP }, (_, i) => work.scoreByHand(data, i));
  const doubles = work.doublesOf(data);
  const { scores, tiers } = work.differences(exact, takar, STEP);
  found.takar += scores + tiers;
  found.byHand += byHand.filter(({ score }, i) => score !== exact.score[i]).length;
  for (const [d, [, loop]] of DOUBLES.entries()) {
    const outcomes = loop(doubles).outcomes();
    const by = work.differences(exact, outcomes, STEP);
    found.doubles[d].scores += by.scores;
    found.doubles[d].tiers += by.tiers;
    found.doubles[d].untied += byHand.filter(({ isTied }, i) => !isTied && outcomes.score[i] !== exact.score[i]).length;
  }
}

/** Every cell of every indicator, score, rating, tier and grant of rulesets that are hard to get right. */
async function mixed(rows, say) {
  const found = { scored: 0, exact: 0, differences: 0 };
  const period = parsePeriod(work.PERIOD);
  for (const [m, mode] of MODES.entries()) {
    for (const [p, policy] of POLICIES.entries()) {
      const { plan } = planOf(await work.programOf(mixedText(mode, policy)), period);
      for (let from = 0; from < rows; from += 5000) {
        const records = mixedRecords(Math.min(5000, rows - from), 7 * (from + 3 * m + p) + 1, Rational);
        const compared = compareRecords(plan, records, { period });
        found.scored += compared.scored;
        found.exact += compared.exact;
        found.differences += compared.differences.length;
      }
    }
  }
  const what = `columns, differences in ${people(found.scored)} employees of 21 hard rulesets`;
  const of =
    'every cell; all rounding modes and meanings of a missing actual, negatives, ties, a table, up to 10^13 rupiah';
  await say(none(what, found.differences, `${of}; ${people(found.exact)} more lack an actual and go the exact way`));
}

/** The whole run, quotas and their ties included, by both engines: what they write must be the same bytes. */
async function quotaTies(rows, folder, say) {
  const data = path.join(folder, 'ties.csv');
  writeCsv(data, rows, { seed: 5, round: true, bad: 0.005 });
  const seconds = { exact: 0, columns: 0 };
  let differences = 0;
  for (const ties of ['refuse', 'include', 'exclude']) {
    const ruleset = path.join(folder, 'ties.takar.yaml');
    const quota = 'order: [nilai_akhir desc, kehadiran desc], ties: exclude';
    writeFileSync(ruleset, work.rulesetText().replace(quota, `order: [nilai_akhir desc], ties: ${ties}`));
    const written = Object.keys(seconds).map((engine) => {
      const out = ['out.csv', 'rejects.csv', 'summary.json'].map((name) => path.join(folder, `${engine}-${name}`));
      const [results, rejects, summary] = out;
      const files = ['--data', data, '--out', results, '--rejects', rejects, '--summary', summary];
      const run = takar([ruleset, ...files, '--period', work.PERIOD, '--engine', engine], { folder, accepted: [0, 1] });
      seconds[engine] += run.seconds;
      const lines = out.flatMap((file) => readFileSync(file, 'utf8').split('\n'));
      for (const file of out) rmSync(file);
      return lines;
    });
    differences += differentLines(...written);
  }
  const took = `${figures(seconds.exact)} s by the exact evaluator, ${figures(seconds.columns)} s in bulk`;
  await say(
    none(
      `whole runs, lines that differ, ${people(rows)} employees, quota ties refused, included, excluded`,
      differences,
      `results, rejects, summary; round numbers, 0.5 % odd rows; ${took}`,
    ),
  );
  rmSync(data);
}

function differentLines(a, b) {
  const longer = Math.max(a.length, b.length);
  return Array.from({ length: longer }, (_, i) => i).filter((i) => a[i] !== b[i]).length;
}
