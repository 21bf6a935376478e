import { moduleSource } from '../backends/columns/module.ts';
import { toDataSchema } from '../backends/data-schema.ts';
import { toJsonRules } from '../backends/json-rules.ts';
import type { DialectName } from '../backends/sql/dialect.ts';
import { toSql } from '../backends/sql/query.ts';
import { diagnostic } from '../base/diagnostic.ts';
import { planOf } from '../integers/build.ts';
import type { Program } from '../model/program.ts';
import { printFindings } from '../report/findings.ts';
import { periodFinding } from '../score/period.ts';
import type { Options } from './arguments.ts';
import { readPeriod } from './cohort.ts';
import { type Command, Refusal } from './command.ts';
import { EXPORTS } from './exports.ts';
import { rulesetPaths, writeResult } from './files.ts';
import { sqlRefusal } from './sql-refusal.ts';
import { verifyFile } from './verified.ts';

/**
 * `takar export RULESET --to FORM`: tiers as rules of json-rules-engine, what a row of data looks like as JSON Schema,
 * or the whole ruleset as one SQL query.
 */
export const command: Command = async ({ io, language, colourTalk }, { operands, options }) => {
  const [path = ''] = await rulesetPaths(io, operands);
  const { program, findings, sources } = await verifyFile(io, path);
  io.talk(printFindings(findings, sources, { format: 'pretty', language, colour: colourTalk }));
  if (!program) return 1;
  const to = options.oneOf('to', EXPORTS);
  await writeResult(io, options.text('out') ?? '-', [exported(program, to, path, options)], false);
  return 0;
};

function exported(program: Program, to: (typeof EXPORTS)[number], path: string, options: Options): string {
  switch (to) {
    case 'json-rules':
      return `${JSON.stringify(toJsonRules(program), null, 2)}
`;
    case 'json-schema':
      return `${JSON.stringify(toDataSchema(program.ruleset), null, 2)}
`;
    case 'js':
      return moduleText(program, path, options);
    case 'sql:duckdb':
      return sqlText(program, path, 'duckdb', options);
    case 'sql:postgres':
      return sqlText(program, path, 'postgres', options);
    case 'sql:spark':
      return sqlText(program, path, 'spark', options);
    case 'sql:trino':
      return sqlText(program, path, 'trino', options);
  }
}

/** For the period that is given, or for any. */
function moduleText(program: Program, path: string, options: Options): string {
  const text = options.text('period');
  const period = text === undefined ? null : readPeriod(text);
  const unfit = period && periodFinding(program.ruleset, period, { kind: 'file', path });
  if (unfit) throw new Refusal([unfit]);
  const { plan, notes } = planOf(program, period);
  if (plan === null) throw sqlRefusal({ kind: 'not_planned', notes }, 'js', path);
  return moduleSource(plan);
}

function sqlText(program: Program, path: string, dialect: DialectName, options: Options): string {
  const period = readPeriod(options.text('period') ?? '');
  const unfit = periodFinding(program.ruleset, period, { kind: 'file', path });
  if (unfit) throw new Refusal([unfit]);
  const table = options.text('table') ?? 'data';
  if (!/^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/.test(table)) {
    const args = { option: '--table', found: table, allowed: ['data', 'schema.data'] };
    throw new Refusal([diagnostic('TK908', { kind: 'file', path: '' }, args)]);
  }
  const query = toSql(program, { dialect, period, table, columns: 'all' });
  if (query.kind !== 'query') throw sqlRefusal(query, dialect, path);
  return query.sql;
}
