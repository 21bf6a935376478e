/** How one database writes what the others write too, but differently. Everything else is the same SQL for all. */
export interface Dialect {
  readonly name: DialectName;
  /** Of its own name in comments. */
  readonly title: string;
  /** Said of what no test here runs. */
  readonly unverified: boolean;
  /** Said above the query: what a session must have set. */
  readonly needs: readonly string[];
  /** Bytes of an identifier; what is longer is cut off without a word. */
  readonly longestName: number;
  /** Whether quoted identifiers that differ in capitals alone are the same. */
  readonly foldsCase: boolean;
  /** An identifier that keeps its letters. */
  readonly quote: (name: string) => string;
  /** The type of integers beyond 2^53. */
  readonly wideType: string;
  /** The largest integer of that type. */
  readonly widest: bigint;
  /** The largest quotient that an exact division of that type gives without loss. */
  readonly widestQuotient: bigint;
  /** An integer type as a column of the data is cast to it. */
  readonly decimalType: (precision: number, scale: number) => string;
  readonly textType: string;
  /** Whether a decimal has no fraction. */
  readonly isWhole: (decimal: string) => string;
  /** floor(a / b) of plain integers, a from 0 and b from 1 up. */
  readonly divide: (a: string, b: string) => string;
  /** The same of the wide type. */
  readonly divideWide: (a: string, b: string) => string;
  /** A wide integer; also what the operands of a wide operation are made of. */
  readonly wide: (expression: string) => string;
  /** Days since 1970-01-01 of a date. */
  readonly daysOf: (date: string) => string;
  /** The date of so many days since 1970-01-01. */
  readonly dateOf: (days: string) => string;
  /** Compares texts by their bytes. */
  readonly byBytes: (text: string) => string;
  /** Stands between `AS` and the query of a stage: a fence where the planner would otherwise multiply expressions. */
  readonly fence: string;
  /** The same of a stage that is read more than once, so that it is computed once. */
  readonly sharedFence: string;
  /** A column without meaning that such a stage needs for it; null where it needs none. */
  readonly sharedColumn: string | null;
}

export type DialectName = 'duckdb' | 'postgres' | 'spark' | 'trino';

const doubleQuoted = (name: string) => `"${name}"`;
const decimal = (precision: number, scale: number) => `DECIMAL(${precision}, ${scale})`;
/** A division without remainder, for types whose `/` would round. */
const withoutRest = (a: string, b: string) => `((${a}) - (${a}) % (${b})) / (${b})`;

const DECIMAL_38 = 10n ** 38n - 1n;

const duckdb: Dialect = {
  name: 'duckdb',
  title: 'DuckDB',
  unverified: false,
  needs: [],
  longestName: Number.POSITIVE_INFINITY,
  foldsCase: true,
  quote: doubleQuoted,
  wideType: 'HUGEINT',
  widest: 2n ** 127n - 1n,
  widestQuotient: 2n ** 127n - 1n,
  decimalType: decimal,
  textType: 'VARCHAR',
  // Faster there than FLOOR.
  isWhole: (number) => `${number} % 1 = 0`,
  divide: (a, b) => `(${a}) // (${b})`,
  divideWide: (a, b) => `(${a}) // (${b})`,
  wide: (expression) => `CAST(${expression} AS HUGEINT)`,
  daysOf: (date) => `date_diff('day', DATE '1970-01-01', ${date})`,
  dateOf: (days) => `DATE '1970-01-01' + CAST(${days} AS INTEGER)`,
  byBytes: (text) => text,
  fence: '',
  sharedFence: 'MATERIALIZED ',
  sharedColumn: null,
};

const postgres: Dialect = {
  name: 'postgres',
  title: 'PostgreSQL',
  unverified: false,
  needs: [],
  longestName: 63,
  foldsCase: false,
  quote: doubleQuoted,
  wideType: 'NUMERIC',
  widest: 10n ** 1000n,
  widestQuotient: 10n ** 1000n,
  decimalType: (precision, scale) => `NUMERIC(${precision}, ${scale})`,
  textType: 'TEXT',
  isWhole: (number) => `${number} = FLOOR(${number})`,
  divide: (a, b) => `(${a}) / (${b})`,
  divideWide: (a, b) => `div(${a}, ${b})`,
  wide: (expression) => `CAST(${expression} AS NUMERIC)`,
  daysOf: (date) => `CAST(${date} - DATE '1970-01-01' AS BIGINT)`,
  dateOf: (days) => `DATE '1970-01-01' + CAST(${days} AS INTEGER)`,
  byBytes: (text) => `${text} COLLATE "C"`,
  fence: 'MATERIALIZED ',
  sharedFence: 'MATERIALIZED ',
  sharedColumn: null,
};

const spark: Dialect = {
  name: 'spark',
  title: 'Apache Spark (ANSI mode)',
  unverified: false,
  needs: [
    'SET spark.sql.ansi.enabled = true;',
    'SET spark.sql.analyzer.maxIterations = 1000;',
    'SET spark.sql.constraintPropagation.enabled = false;',
  ],
  longestName: Number.POSITIVE_INFINITY,
  foldsCase: true,
  quote: (name) => `\`${name}\``,
  wideType: 'DECIMAL(38, 0)',
  widest: DECIMAL_38,
  // A quotient of two DECIMAL(38, 0) keeps 6 digits after the point, which leaves 32 before it.
  widestQuotient: 10n ** 32n - 1n,
  decimalType: decimal,
  textType: 'STRING',
  isWhole: (number) => `${number} = FLOOR(${number})`,
  divide: (a, b) => `(${a}) div (${b})`,
  divideWide: (a, b) => `CAST(${withoutRest(a, b)} AS DECIMAL(38, 0))`,
  wide: (expression) => `CAST(${expression} AS DECIMAL(38, 0))`,
  daysOf: (date) => `CAST(datediff(${date}, DATE '1970-01-01') AS BIGINT)`,
  dateOf: (days) => `date_add(DATE '1970-01-01', CAST(${days} AS INT))`,
  byBytes: (text) => text,
  fence: '',
  sharedFence: '',
  // Spark puts a stage in the place of its name, once for every reader, unless its rows could differ each time.
  sharedColumn: 'rand() AS computed_once',
};

const trino: Dialect = {
  name: 'trino',
  title: 'Trino',
  unverified: true,
  needs: [],
  longestName: Number.POSITIVE_INFINITY,
  foldsCase: true,
  quote: doubleQuoted,
  wideType: 'DECIMAL(38, 0)',
  widest: DECIMAL_38,
  widestQuotient: DECIMAL_38,
  decimalType: decimal,
  textType: 'VARCHAR',
  isWhole: (number) => `${number} = FLOOR(${number})`,
  divide: (a, b) => `(${a}) / (${b})`,
  divideWide: (a, b) => withoutRest(a, b),
  wide: (expression) => `CAST(${expression} AS DECIMAL(38, 0))`,
  daysOf: (date) => `date_diff('day', DATE '1970-01-01', ${date})`,
  dateOf: (days) => `date_add('day', ${days}, DATE '1970-01-01')`,
  byBytes: (text) => text,
  fence: '',
  sharedFence: '',
  sharedColumn: null,
};

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { duckdb, postgres, spark, trino };

/** A text as a literal; quotes doubled, which all four understand (Spark with its escapes off, or without a backslash). */
export function literal(text: string): string {
  if (/[\\\u0000-\u001f]/.test(text))
    throw new RangeError('a text with a backslash or control character is no literal');
  return `'${text.replaceAll("'", "''")}'`;
}
