/** `takar score` from CSV to CSV as processes, against hand-written SQL over integers in DuckDB on the same file. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvSource, query } from './by-hand.mjs';
import { writeCsv } from './csv.mjs';
import { figures, line, median, ratio, spread } from './measure.mjs';
import { duckdb, inTurn, megabytesOf, secondsOf, takar } from './processes.mjs';
import { PERIOD, rulesetText } from './work.mjs';

export default async function bench({ folder, full, say }) {
  const rules = { quota: path.join(folder, 'quota.takar.yaml'), plain: path.join(folder, 'plain.takar.yaml') };
  writeFileSync(rules.quota, rulesetText());
  writeFileSync(rules.plain, rulesetText({ quota: false }));
  const sizes = full ? [470_000, 1_000_000, 4_700_000] : [50_000, 500_000];
  const runs = new Map();
  for (const rows of sizes) {
    const data = path.join(folder, `${rows}.csv`);
    writeCsv(data, rows);
    // On its way to the disk it would slow down whoever runs first.
    spawnSync('sync');
    const rounds = rows === 1_000_000 || !full ? 3 : 2;
    runs.set(rows, await size({ folder, rules, data, rows, rounds, withAll: rows === sizes.at(full ? 1 : -1), say }));
    rmSync(data);
  }
  const [smallest, largest] = [runs.get(sizes[0]), runs.get(sizes.at(-1))];
  const grown = (name, of) =>
    spread(largest[name].map((run, i) => of(run) / of(smallest[name][i] ?? smallest[name][0])));
  const from = `from ${people(sizes[0])} to ${people(sizes.at(-1))} rows`;
  const seconds = ({ seconds }) => seconds;
  await say(
    line(`growth of time with quota, ${from}`, { reach: 10.5, atLeast: false, value: grown('quota', seconds) }),
  );
  await say(
    line(`growth of time without quota, ${from}`, { reach: 10.5, atLeast: false, value: grown('plain', seconds) }),
  );
  await say(
    line(`growth of memory without quota, ${from}`, {
      reach: 1.3,
      atLeast: false,
      value: grown('plain', ({ megabytes }) => megabytes),
      note: 'flat',
    }),
  );
}

const people = (rows) => rows.toLocaleString('en-US');

async function size({ folder, rules, data, rows, rounds, withAll, say }) {
  const out = (name) => path.join(folder, `out-${name}.csv`);
  // A result of before is out of the way: to give back its pages would be timed as well.
  const fresh = (name) => {
    rmSync(out(name), { force: true });
    return out(name);
  };
  const score = (name, ruleset, columns) => () =>
    takar([ruleset, '--data', data, '--period', PERIOD, '--out', fresh(name), '--columns', columns], { folder });
  const sql = (name, options) => () =>
    duckdb([`COPY (${query(csvSource(data), options)}) TO '${fresh(name)}' (FORMAT csv, HEADER)`], { folder });
  const ways = {
    quota: score('takar-quota', rules.quota, 'summary'),
    sqlQuota: sql('sql-quota', {}),
    plain: score('takar-plain', rules.plain, 'summary'),
    sqlPlain: sql('sql-plain', { quota: false }),
    ...(withAll ? { all: score('takar-all', rules.quota, 'all') } : {}),
  };
  const done = inTurn(ways, rounds);
  const note = (a, b) => {
    const [ours, theirs] = [done[a], done[b]];
    const agreed = rows <= 500_000 ? `; ${agreement(out(`takar-${a}`), out(`sql-${a}`))}` : '';
    return `${figures(median(secondsOf(ours)))} s against ${figures(median(secondsOf(theirs)))} s; DuckDB ${figures(median(megabytesOf(theirs)))} MB${agreed}`;
  };
  const time = (a, b) => ratio(secondsOf(done[a]), secondsOf(done[b]));
  const who = `${people(rows)} rows`;
  await say(
    line(`score with quota / DuckDB SQL, ${who}`, {
      reach: 0.7,
      atLeast: false,
      value: time('quota', 'sqlQuota'),
      note: note('quota', 'sqlQuota'),
    }),
  );
  await say(
    line(`score without quota / DuckDB SQL, ${who}`, {
      reach: 0.7,
      atLeast: false,
      value: time('plain', 'sqlPlain'),
      note: note('plain', 'sqlPlain'),
    }),
  );
  const memory = (what, name, reach) =>
    say({ ...line(what, { reach, atLeast: false, value: spread(megabytesOf(done[name])) }), unit: ' MB' });
  await memory(`peak memory with quota, ${who}`, 'quota', 400);
  await memory(`peak memory without quota, ${who}`, 'plain', 150);
  if (withAll) {
    const megabytes = figures(median(megabytesOf(done.all)));
    await say(
      line(`all columns / summary, ${who}`, {
        reach: 3,
        atLeast: false,
        value: time('all', 'quota'),
        note: `${figures(median(secondsOf(done.all)))} s, ${megabytes} MB`,
      }),
    );
  }
  return done;
}

/** The same rows, whatever their order; takar's reason is a column more. */
function agreement(ours, theirs) {
  const lines = (file) => readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
  const known = new Set(lines(theirs));
  let missing = 0;
  const own = lines(ours);
  for (const text of own) if (!known.has(text.split(',').slice(0, 6).join(','))) missing++;
  return missing === 0 && own.length === known.size
    ? 'the same results'
    : `${missing} of ${own.length} rows differ, ${known.size} there`;
}
