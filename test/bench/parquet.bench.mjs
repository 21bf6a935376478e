/** `takar score` from Parquet to Parquet against the ruleset's own SQL in DuckDB, from and to the same files. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvSource } from './by-hand.mjs';
import { writeCsv } from './csv.mjs';
import { figures, line, median, ratio, spread } from './measure.mjs';
import { parsePeriod, toSql } from './out/takar.mjs';
import { duckdb, inTurn, megabytesOf, secondsOf, takar } from './processes.mjs';
import { PERIOD, programOf, rulesetText } from './work.mjs';

export default async function bench({ folder, full, say }) {
  // Of fewer rows the start of a process would be most of what is measured.
  const rows = full ? 1_000_000 : 200_000;
  const [csv, data, rules] = ['data.csv', 'data.parquet', 'quota.takar.yaml'].map((name) => path.join(folder, name));
  writeFileSync(rules, rulesetText());
  writeCsv(csv, rows);
  duckdb([`COPY (SELECT * FROM ${csvSource(csv)}) TO '${data}' (FORMAT parquet)`], { folder });
  const period = parsePeriod(PERIOD);
  const { sql } = toSql(await programOf(rulesetText()), {
    dialect: 'duckdb',
    period,
    table: 'employees',
    columns: 'summary',
  });
  const [ours, theirs] = ['takar.parquet', 'duckdb.parquet'].map((name) => path.join(folder, name));
  const done = inTurn(
    {
      takar: () =>
        takar([rules, '--data', data, '--period', PERIOD, '--out', ours, '--columns', 'summary'], { folder }),
      duckdb: () =>
        duckdb(
          [
            `CREATE VIEW employees AS SELECT * FROM '${data}'`,
            `COPY (${sql.replace(/;\s*$/, '')}) TO '${theirs}' (FORMAT parquet)`,
          ],
          { folder },
        ),
    },
    3,
  );
  const same = ['period', 'hasil_kerja', 'nilai_akhir', 'predikat', 'award'];
  const differs = same.map((name) => `a."${name}" IS DISTINCT FROM b."${name}"`).join(' OR ');
  // It ends with an error where anybody's result is another one.
  duckdb(
    [
      `SELECT CASE WHEN count(*) > 0 THEN error('the results differ') END
        FROM '${ours}' a FULL JOIN '${theirs}' b USING (nip) WHERE ${differs}`,
    ],
    { folder },
  );
  const note = `${figures(median(secondsOf(done.takar)))} s against ${figures(median(secondsOf(done.duckdb)))} s; DuckDB ${figures(median(megabytesOf(done.duckdb)))} MB; the same results`;
  // Its speed is the inverse of its time.
  await say(
    line(`Parquet to Parquet, speed / DuckDB, ${rows.toLocaleString('en-US')} rows`, {
      reach: 0.7,
      value: ratio(secondsOf(done.duckdb), secondsOf(done.takar)),
      note,
    }),
  );
  await say({ ...line('peak memory, Parquet to Parquet', { value: spread(megabytesOf(done.takar)) }), unit: ' MB' });
}
