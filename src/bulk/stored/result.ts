import { literal } from '../../backends/sql/dialect.ts';
import { isLiteral, quotedColumn } from '../../backends/sql/stored.ts';
import { csvLine, safeCell } from '../../data/csv-write.ts';
import { awardReason } from '../../explain/award-reason.ts';
import type { ShownCell } from '../../integers/plan.ts';
import type { Language } from '../../language/vocabulary.ts';
import type { AwardNodes } from '../../model/program.ts';
import type { AwardResult, TierStep } from '../../model/score.ts';
import { resultColumns } from '../../report/results.ts';
import type { SqlRow } from '../../score/sql.ts';
import { ACCEPTED, RESULT } from './counts.ts';
import { Beyond, ROW, type StoredDatabase, type StoredJob } from './file.ts';
import { isWords } from './words.ts';

/** How results are written. */
export type StoredForm = 'parquet' | 'csv';

/**
 * The results as a query, in the order of the data: the columns, types and rows that {@link resultParquet} writes, or
 * the lines of {@link resultLines} in one column whose name is their header. Undefined where a column would be something
 * that only the ordinary way knows.
 */
export async function storedResults(
  job: StoredJob,
  database: StoredDatabase,
  form: StoredForm,
): Promise<string | undefined> {
  try {
    return await new StoredResults(job, database, form).query();
  } catch (problem) {
    if (problem instanceof Beyond) return undefined;
    throw problem;
  }
}

/** Different ways through the tiers; of more there would be no end. */
const MOST_PATHS = 500;
/** What 8 bytes hold of decimal digits, and 16 bytes: as in `data/parquet-write.ts`. */
const SHORT_PRECISION = 18;
const LONG_PRECISION = 38;

const NUMBER = /^(?:DECIMAL\(\d+,\d+\)|TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;

class StoredResults {
  private readonly job: StoredJob;
  private readonly database: StoredDatabase;
  private readonly form: StoredForm;

  constructor(job: StoredJob, database: StoredDatabase, form: StoredForm) {
    this.job = job;
    this.database = database;
    this.form = form;
  }

  async query(): Promise<string> {
    const { job, database } = this;
    const { program, language, columns } = job;
    const names = resultColumns(program, { language, columns, names: false }).map(({ name }) => name);
    if (new Set(names.map((name) => name.toLowerCase())).size < names.length) throw new Beyond();
    const described = await database.rows(`DESCRIBE ${RESULT}`);
    const types = new Map(described.map((row) => [row.column_name ?? '', row.column_type ?? '']));
    const plain = names.filter((name) => name !== REASON);
    if (plain.some((name) => name !== PERIOD && !types.has(name))) throw new Beyond();
    const [facts = {}] = await database.rows(this.facts(plain, types));
    const { awards } = program;
    const reason = awards === null ? [] : [await this.reason(awards)];
    const cells = [...plain.map((name, index) => this.cell(name, types.get(name) ?? '', facts, index)), ...reason];
    const list =
      this.form === 'csv'
        ? `concat(${cells.join(",\n  ',', ")}) AS ${quotedColumn(headerOf(names))}`
        : cells.map((cell, index) => `${cell} AS ${quotedColumn(names[index] ?? '')}`).join(',\n  ');
    return `SELECT ${list}\nFROM ${RESULT} ${ACCEPTED} ORDER BY ${ROW}`;
  }

  /** How many cells of a column are filled, how large its numbers are, and how many digits the shortest need. */
  private facts(names: readonly string[], types: ReadonlyMap<string, string>): string {
    const shortest = this.shortest();
    const list = names.flatMap((name, index) => {
      if (name === PERIOD) return [];
      const column = quotedColumn(name);
      const filled = `COUNT(${column}) AS filled_${index}`;
      if (!NUMBER.test(types.get(name) ?? '')) return [filled];
      const digits = `MAX(length(rtrim(split_part(CAST(${column} AS VARCHAR), '.', 2), '0'))) AS digits_${index}`;
      return [
        filled,
        `CAST(MAX(${column}) AS VARCHAR) AS most_${index}`,
        `CAST(MIN(${column}) AS VARCHAR) AS least_${index}`,
        ...(shortest.has(name) ? [digits] : []),
      ];
    });
    return `SELECT ${list.join(', ')} FROM ${RESULT} ${ACCEPTED}`;
  }

  private cell(name: string, type: string, facts: SqlRow, index: number): string {
    const column = quotedColumn(name);
    // The same in all rows: nobody has laid it out.
    if (name === PERIOD) return literal(this.job.period.text);
    // A column without a single value says nothing of its type.
    if (Number(facts[`filled_${index}`]) === 0) return 'CAST(NULL AS VARCHAR)';
    if (isWords(type))
      return this.form === 'csv' ? csvCell(`CAST(${column} AS VARCHAR)`) : `CAST(${column} AS VARCHAR)`;
    if (type === 'VARCHAR') return this.form === 'csv' ? csvCell(column) : `NULLIF(${column}, '')`;
    if (type === 'BOOLEAN') return `CAST(${column} AS VARCHAR)`;
    if (type === 'DATE') return this.form === 'csv' ? `CAST(${column} AS VARCHAR)` : column;
    if (!NUMBER.test(type)) throw new Beyond();
    const declared = Number(/,(\d+)\)/.exec(type)?.[1] ?? 0);
    const isShortest = this.shortest().has(name);
    if (this.form === 'csv') {
      const text = `CAST(${column} AS VARCHAR)`;
      return isShortest && declared > 0 ? `rtrim(rtrim(${text}, '0'), '.')` : text;
    }
    const scale = isShortest ? Number(facts[`digits_${index}`] ?? 0) : declared;
    const ends = [facts[`most_${index}`] ?? '', facts[`least_${index}`] ?? ''];
    const whole = Math.max(...ends.map((text) => (text.replace('-', '').split('.')[0] ?? '').length));
    if (whole + scale > LONG_PRECISION) throw new Beyond();
    return `CAST(${column} AS DECIMAL(${whole + scale <= SHORT_PRECISION ? SHORT_PRECISION : LONG_PRECISION}, ${scale}))`;
  }

  /** Columns of numbers for which the rules declare no digits. */
  private shortest(): ReadonlySet<string> {
    const { plan, program } = this.job;
    const cells: [string, ShownCell | null][] = [
      ...plan.results
        .flatMap((result) => [...result.parts, result])
        .map((result): [string, ShownCell] => [result.name, result]),
      ...plan.indicators.flatMap(({ name, actual, target, achievement, weight }): [string, ShownCell | null][] => [
        [`${name}.actual`, actual],
        [`${name}.target`, target],
        [`${name}.achievement`, achievement],
        [`${name}.weight`, weight],
      ]),
      ...(program.awards?.tiers ?? []).flatMap(({ grants }, tier) =>
        grants.map(({ name }, index): [string, ShownCell | null] => [
          `award.${name}`,
          plan.awards?.tiers[tier]?.grants[index] ?? null,
        ]),
      ),
    ];
    return new Set(cells.flatMap(([name, cell]) => (cell?.shown?.shortest ? [name] : [])));
  }

  /** The reason of every way through the tiers that somebody has gone; ranks and capacities are put in row by row. */
  private async reason(awards: AwardNodes): Promise<string> {
    refuseMixedGrants(awards);
    const outcomes = awards.tiers.map(({ name }) => quotedColumn(`${name}.outcome`));
    const list = ['"award.state" AS state', 'award AS name', ...outcomes.map((column, t) => `${column} AS o${t}`)];
    const paths = await this.database.rows(
      `SELECT DISTINCT ${list.join(', ')} FROM ${RESULT} ${ACCEPTED} LIMIT ${MOST_PATHS + 1}`,
    );
    if (paths.length > MOST_PATHS) throw new Beyond();
    if (paths.length === 0) return 'CAST(NULL AS VARCHAR)';
    const cases = paths.map((path) => {
      const given = [
        `"award.state" = ${literal(path.state ?? '')}`,
        ...outcomes.map((column, t) => is(column, path[`o${t}`] ?? null)),
      ];
      return `WHEN ${given.join(' AND ')} THEN ${reasonOf(awards, path, this.job.language, this.form)}`;
    });
    return `CASE\n    ${cases.join('\n    ')}\n  END`;
  }
}

const REASON = 'award.reason';
const PERIOD = 'period';

/** A grant is of one kind and prints the same digits in every tier. */
function refuseMixedGrants({ tiers }: AwardNodes): void {
  const forms = new Map<string, string>();
  for (const { name, kind, digits } of tiers.flatMap(({ grants }) => grants)) {
    const form = `${kind} ${digits}`;
    if ((forms.get(name) ?? form) !== form) throw new Beyond();
    forms.set(name, form);
  }
}

function is(column: string, text: string | null): string {
  return text === null ? `${column} IS NULL` : `${column} = ${literal(text)}`;
}

/** The reason as SQL: its words as literals, and between them the row's own numbers. */
function reasonOf(awards: AwardNodes, path: SqlRow, language: Language, form: StoredForm): string {
  const marks = marked(awards, path, language, 7_000_000_000_000);
  const again = marked(awards, path, language, 8_000_000_000_000);
  // A number that is not printed plainly would stand among the words.
  if (marks.words.join('\0') !== again.words.join('\0')) throw new Beyond();
  const words = form === 'csv' ? inCsv(marks.words) : marks.words;
  const parts = words.flatMap((word, index) => {
    if (!isLiteral(word)) throw new Beyond();
    const column = marks.columns[index];
    const number = column === undefined ? [] : [`CAST(${column} AS VARCHAR)`];
    return word === '' ? number : [literal(word), ...number];
  });
  return parts.length === 0 ? 'NULL' : `concat(${parts.join(', ')})`;
}

function headerOf(names: readonly string[]): string {
  return csvLine(names.map((name) => safeCell(name, false)));
}

/** What a spreadsheet would run, and what a cell is quoted for. */
const FORMULA = '^[=+@\\t\\r\\n\\x{ff1d}\\x{ff0b}\\x{ff0d}\\x{ff20}-]';
const QUOTED = '[",\\r\\n]';

/** A text as a cell of CSV, as {@link csvLine} and {@link safeCell} write it; null comes to nothing. */
function csvCell(text: string): string {
  const safe = `CASE WHEN regexp_matches(${text}, '${FORMULA}') THEN chr(39) || ${text} ELSE ${text} END`;
  const quoted = `'"' || replace(${safe}, '"', '""') || '"'`;
  return `CASE WHEN regexp_matches(${text}, '${QUOTED}') THEN ${quoted} ELSE ${safe} END`;
}

/** The words between numbers, which need no quotes themselves. */
function inCsv(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  const safe = [safeCell(first, false), ...rest];
  if (safe.every((word) => csvLine([word]) === word)) return safe;
  const doubled = safe.map((word) => word.replaceAll('"', '""'));
  return doubled.map((word, i) => `${i === 0 ? '"' : ''}${word}${i === doubled.length - 1 ? '"' : ''}`);
}

/** The reason with numbers that stand nowhere else, taken apart at them. */
function marked(awards: AwardNodes, path: SqlRow, language: Language, first: number) {
  const columns = new Map<string, string>();
  const steps = awards.tiers.flatMap(({ name, quota }, t): readonly TierStep[] => {
    const [rank, capacity] = [first + 2 * t, first + 2 * t + 1];
    columns.set(String(rank), quotedColumn(`${name}.rank`));
    columns.set(String(capacity), quotedColumn(`${name}.capacity`));
    return stepOf(name, path[`o${t}`] ?? null, quota === null ? null : { rank, capacity });
  });
  const text = awardReason(awardOf(path, steps), language);
  const pattern = new RegExp(`(${[...columns.keys()].join('|')})`);
  const split = columns.size === 0 ? [text] : text.split(pattern);
  return {
    words: split.filter((_, index) => index % 2 === 0),
    columns: split.filter((_, index) => index % 2 === 1).map((number) => columns.get(number)),
  };
}

function awardOf(path: SqlRow, steps: readonly TierStep[]): AwardResult {
  const name = path.name ?? null;
  switch (path.state) {
    case 'not_assessed':
    case 'not_eligible':
      return { state: path.state, name, grants: [], steps: [] };
    case 'placed':
    case 'none':
    case 'undecided':
      return { state: path.state, name, grants: [], steps };
    default:
      throw new Error(`the state ${path.state} of an award`);
  }
}

function stepOf(
  tier: string,
  outcome: string | null,
  ranked: { readonly rank: number; readonly capacity: number } | null,
): readonly TierStep[] {
  switch (outcome) {
    case null:
      return [];
    case 'condition_false':
      return [{ tier, outcome }];
    case 'placed':
      return [{ tier, outcome, rank: ranked?.rank ?? null, capacity: ranked?.capacity ?? null }];
    case 'quota_full':
    case 'tie_excluded':
    case 'tie_refused':
    case 'tie_awaited':
      if (ranked === null) throw new Error(`a tier without a quota ends in ${outcome}`);
      return [{ tier, outcome, ...ranked, lastAdmitted: null }];
    default:
      throw new Error(`the outcome ${outcome} at a tier`);
  }
}
