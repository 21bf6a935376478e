import type { DialectName } from '../backends/sql/dialect.ts';
import { DIALECTS } from '../backends/sql/dialect.ts';
import { type SqlExport, toSql } from '../backends/sql/query.ts';
import { sqlLiteral } from '../backends/sql/source.ts';
import type { BoundRow } from '../data/bind.ts';
import { evaluate } from '../exact/evaluate.ts';
import { planOf } from '../integers/build.ts';
import { ASSUMED_LIMIT, isWithin } from '../integers/columns.ts';
import type { Type } from '../language/types.ts';
import type { Program } from '../model/program.ts';
import type {
  AwardResult,
  CohortResult,
  Evaluated,
  IndicatorScore,
  IndicatorState,
  ScoreRow,
  TierStep,
} from '../model/score.ts';
import { type Period, parseIsoDate } from '../number/calendar.ts';
import { parseNumber } from '../number/text.ts';
import { scoreCohort } from './engine.ts';
import { countGroups, type Found, groupFindings, groupSummaries, type SqlRow } from './sql-groups.ts';

export type { SqlRow } from './sql-groups.ts';

/** A database that runs what it is given, from outside: the library opens no connection. */
export interface SqlDatabase {
  readonly dialect: DialectName;
  /**
   * Runs the statements in order, then the query, and gives its rows in any order: flags as `true` and `false`, dates
   * as ISO dates, numbers as plain decimals.
   */
  run(statements: Iterable<string>, query: string): Promise<readonly SqlRow[]>;
}

type Query = Extract<SqlExport, { kind: 'query' }>;

/**
 * Scores a cohort in a database, by the ruleset's own query: what the reader could read goes into a table, the rest is
 * rejected here. Gives what scoreCohort gives, but for whom the last admitted was. Returns the refusal where the
 * ruleset cannot be said in the dialect.
 */
export async function scoreCohortInSql(
  program: Program,
  rows: readonly BoundRow[],
  period: Period,
  database: SqlDatabase,
): Promise<CohortResult | Exclude<SqlExport, { kind: 'query' }> | BeyondLimit> {
  const query = toSql(program, {
    dialect: database.dialect,
    period,
    table: TABLE,
    columns: 'all',
    carried: [ROW_NUMBER],
  });
  if (query.kind !== 'query') return query;
  const own = rows.filter((row) => row.period === null || row.period === period.text);
  const keys = new Map<string, number>();
  for (const { key } of own) if (key !== null) keys.set(key, (keys.get(key) ?? 0) + 1);
  // A key that stands twice is refused with the ordinary words, also where one of its rows cannot be read.
  const readable = own.filter(({ record }) => record !== undefined && keys.get(record.key) === 1);
  const beyond = beyondLimit(program, period, readable);
  if (beyond !== undefined) return beyond;
  const found = await database.run(statements(query, readable, database.dialect), query.sql);
  const byRow = new Map(found.map((row) => [row[ROW_NUMBER] ?? '', row]));
  return assemble(program, rows, readable, byRow, period);
}

/** A value beyond the limit that is assumed where an input declares no range: only the exact evaluator takes it. */
export interface BeyondLimit {
  readonly kind: 'beyond_limit';
  readonly at: BoundRow;
  readonly input: string;
  readonly limit: bigint;
}

function beyondLimit(program: Program, period: Period, rows: readonly BoundRow[]): BeyondLimit | undefined {
  const columns = planOf(program, period).plan?.columns.filter(({ assumed }) => assumed) ?? [];
  for (const at of rows) {
    const column = columns.find((one) => !isWithin(one, at.fields.get(one.input.name)));
    if (column)
      return {
        kind: 'beyond_limit',
        at,
        input: column.input.name,
        limit: ASSUMED_LIMIT / 10n ** BigInt(column.digits),
      };
  }
  return undefined;
}

const TABLE = 'takar_data';
/** The place of a row in what was read, so that results come back in its order. */
const ROW_NUMBER = 'takar_row';
const ROWS_IN_STATEMENT = 2000;

function* statements({ source }: Query, rows: readonly BoundRow[], name: DialectName): Generator<string> {
  const dialect = DIALECTS[name];
  const columns = source.map((column) => `${dialect.quote(column.name)} ${column.type}`);
  yield `CREATE TEMPORARY TABLE ${TABLE} (${[...columns, `${ROW_NUMBER} BIGINT`].join(', ')})`;
  for (let start = 0; start < rows.length; start += ROWS_IN_STATEMENT) {
    const tuples = rows.slice(start, start + ROWS_IN_STATEMENT).map(({ fields }, index) => {
      const cells = source.map((column) => sqlLiteral(fields.get(column.name)));
      return `(${[...cells, String(start + index)].join(', ')})`;
    });
    yield `INSERT INTO ${TABLE} VALUES ${tuples.join(',\n')}`;
  }
}

/** Puts the query's rows back in order, and has every row that it does not score rejected with its reasons. */
async function assemble(
  program: Program,
  all: readonly BoundRow[],
  readable: readonly BoundRow[],
  found: ReadonlyMap<string, SqlRow>,
  period: Period,
): Promise<CohortResult> {
  const scored: Found[] = [];
  const accepted = new Set<BoundRow>();
  for (const [index, bound] of readable.entries()) {
    const row = found.get(String(index));
    if (!row) throw new Error(`the database lost row ${bound.row}`);
    if (row.row_state === 'rejected') continue;
    accepted.add(bound);
    scored.push({ row: scoreRowOf(program, bound, row, period), sql: row });
  }
  const rest = await scoreCohort(
    program,
    all.filter((row) => !accepted.has(row)),
    { period },
  );
  const remarks = [...accepted].flatMap(({ findings }) => findings);
  if (rest.rows.length > 0) throw new Error(`the database rejects ${rest.rows[0]?.key}, which can be scored`);
  // That there is no row, and what a share lacks, is judged by all rows and not by the rest.
  const aboutRest = rest.diagnostics.filter(
    ({ code }) => code !== 'TK802' && (code !== 'TK619' || scored.length === 0),
  );
  const counts = countGroups(program, scored);
  const groups = groupSummaries(program, counts, rest.groups);
  const rows = scored.map(({ row }) => row);
  const awards = new Map<string, number>();
  for (const { name } of program.awards?.tiers ?? []) awards.set(name, 0);
  if (program.awards) awards.set(program.awards.otherwise, 0);
  for (const { award } of rows) if (award?.name != null) awards.set(award.name, (awards.get(award.name) ?? 0) + 1);
  return {
    ...rest,
    rows,
    groups,
    diagnostics: [...aboutRest, ...remarks, ...groupFindings(program, counts, groups)],
    summary: {
      ...rest.summary,
      read: rows.length + rest.rejects.length,
      scored: rows.length,
      notAssessed: rows.filter(({ state }) => state === 'not_assessed').length,
      awards,
      undecided: rows.filter(({ award }) => award?.state === 'undecided').length,
    },
  };
}

function scoreRowOf(program: Program, { record }: BoundRow, row: SqlRow, period: Period): ScoreRow {
  if (!record) throw new Error('a row without a record');
  const { ruleset } = program;
  const cell = (name: string, type: Type) => evaluatedOf(row[name] ?? null, type);
  return {
    key: record.key,
    period,
    record,
    state: row.row_state === 'not_assessed' ? 'not_assessed' : 'scored',
    indicators: [...ruleset.indicators.values()].map(({ name, types, weight }): IndicatorScore => {
      const state = stateOf(row[`${name}.state`]);
      const part = (member: string, type: Type): Evaluated =>
        state === 'not_applicable' ? { kind: 'not_applicable' } : cell(`${name}.${member}`, type);
      return {
        name,
        state,
        actual: part('actual', types.actual),
        target: types.target === null ? null : part('target', types.target),
        achievement: part('achievement', types.achievement),
        score: part('score', types.score),
        weight: weight ? part('weight', types.achievement) : null,
        carriedFrom: null,
      };
    }),
    results: new Map(program.results.map(({ name, type }) => [name, cell(name, type)])),
    award: program.awards === null ? null : awardOf(program, row),
    evaluation: evaluate(program, record, { period }),
    notes: new Map(),
    undecided: new Set(),
    parts: [],
  };
}

const STATES: readonly IndicatorState[] = ['scored', 'not_applicable', 'excluded', 'zero_scored'];

function stateOf(text: string | null | undefined): IndicatorState {
  const state = STATES.find((known) => known === text);
  if (!state) throw new Error(`the state ${text} of an indicator`);
  return state;
}

/** What a cell of the result says. A number has the digits that results show, no more. */
function evaluatedOf(text: string | null, { base }: Type): Evaluated {
  if (text === null) return { kind: 'missing' };
  switch (base.kind) {
    case 'number': {
      const number = parseNumber(text, 'en');
      if (!number) throw new Error(`${text} is no number`);
      return { kind: 'value', value: number.value };
    }
    case 'date': {
      const days = parseIsoDate(text.slice(0, 10));
      if (days === undefined) throw new Error(`${text} is no date`);
      return { kind: 'value', value: days };
    }
    case 'flag':
      return { kind: 'value', value: text === 'true' };
    default:
      return { kind: 'value', value: text };
  }
}

const AWARD_STATES: readonly AwardResult['state'][] = ['placed', 'none', 'not_eligible', 'not_assessed', 'undecided'];

function awardOf({ awards }: Program, row: SqlRow): AwardResult {
  const state = AWARD_STATES.find((known) => known === row['award.state']);
  if (!state || awards === null) throw new Error(`the state ${row['award.state']} of an award`);
  const tier = state === 'placed' ? awards.tiers.find(({ name }) => name === row.award) : undefined;
  return {
    state,
    name: row.award ?? null,
    grants: (tier?.grants ?? []).map(({ name, kind, text, type }) => ({
      name,
      kind,
      text,
      value: type === null ? null : evaluatedOf(row[`award.${name}`] ?? null, type),
      payment: null,
    })),
    steps: awards.tiers.flatMap(({ name }) => stepOf(name, row)),
  };
}

/** Who the last admitted was is not asked of the database. */
function stepOf(tier: string, row: SqlRow): readonly TierStep[] {
  const outcome = row[`${tier}.outcome`] ?? null;
  const whole = (name: string) => {
    const text = row[`${tier}.${name}`] ?? null;
    return text === null ? null : Number(text);
  };
  switch (outcome) {
    case null:
      return [];
    case 'condition_false':
      return [{ tier, outcome }];
    case 'placed':
      return [{ tier, outcome, rank: whole('rank'), capacity: whole('capacity') }];
    case 'quota_full':
    case 'tie_excluded':
    case 'tie_refused':
    case 'tie_awaited':
      return [{ tier, outcome, rank: whole('rank') ?? 0, capacity: whole('capacity') ?? 0, lastAdmitted: null }];
    default:
      throw new Error(`the outcome ${outcome} at a tier`);
  }
}
