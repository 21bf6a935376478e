import type { Plan, PlanColumn } from '../../integers/plan.ts';
import type { Value } from '../../language/core.ts';
import { formatIsoDate } from '../../number/calendar.ts';
import { powerOfTen, Rational } from '../../number/rational.ts';
import { shortestDecimal } from '../../number/text.ts';
import { type Dialect, literal } from './dialect.ts';
import type { InputNames } from './names.ts';
import type { Computed } from './stages.ts';

/** A column of the table that holds the data. */
export interface SourceColumn {
  readonly name: string;
  /** In the dialect's words. */
  readonly type: string;
  readonly required: boolean;
}

/** How one input comes from the table: as an integer, whether its cell is empty, and whether it can be read. */
export interface Cell {
  readonly column: PlanColumn;
  /** Of a number in the stage that reads the table: with any fraction that the data have, null where there is none. */
  readonly integer: Computed;
  readonly empty: Computed;
  /** True where the cell is one of the input's values, or empty; empty itself where a cell cannot be anything else. */
  readonly legible: string;
  /** The same of a number, over the column `integer`. It may be null where it is not true. */
  readonly inRange: string;
  /** The integer of a legible cell, over the column `integer`. */
  readonly legibleInteger: string;
  readonly source: SourceColumn;
}

const MAX_PRECISION = 38;
/** What the table of the data is called where it is read. */
export const DATA = 'd';

/** A column of the table of the data. */
export function rawOf(name: string, dialect: Dialect): string {
  return `${DATA}.${dialect.quote(name)}`;
}

/** What the query expects of the table, and how it reads it. `used`: the columns that the plan looks at. */
export function cellOf(column: PlanColumn, plan: Plan, dialect: Dialect, names: InputNames): Cell {
  const { input, bound } = column;
  const raw = rawOf(input.name, dialect);
  const reading = readingOf(column, raw, plan, dialect);
  const isRequired = input.key || (!input.optional && input.applies === undefined);
  const present = isRequired ? reading.present : null;
  const legible = [present ?? '', ...(isRequired ? reading.inRange : reading.legible)].filter((text) => text !== '');
  const integer = { name: names.integer(input.name), sql: reading.integer };
  const named = dialect.quote(integer.name);
  const isNumber = input.type.base.kind === 'number';
  const cast = isNumber ? wholeOf(column, named, dialect) : named;
  const inRange = `${named} BETWEEN ${bound.low} AND ${bound.high} AND ${dialect.isWhole(named)}`;
  return {
    column,
    integer,
    empty: { name: names.empty(input.name), sql: reading.empty },
    legible: isNumber ? '' : legible.join(' AND '),
    inRange: !isNumber ? '' : isRequired ? inRange : `(${named} IS NULL OR (${inRange}))`,
    legibleInteger: isRequired && !isOpenText(column) ? cast : `COALESCE(${cast}, ${leastOf(column)})`,
    source: { name: input.name, type: reading.type, required: isRequired },
  };
}

/** A text of which no rule speaks may have no number. */
function isOpenText({ input }: PlanColumn): boolean {
  return input.type.base.kind === 'text';
}

/** The value nearest to nothing, which stands where there is none. */
function leastOf({ bound: { low, high } }: PlanColumn): bigint {
  return low > 0n ? low : high < 0n ? high : 0n;
}

/** The same of a table that is known to hold legible cells only. */
export function checkedCellOf(column: PlanColumn, plan: Plan, dialect: Dialect, names: InputNames): Cell {
  const cell = cellOf(column, plan, dialect, names);
  const isNumber = column.input.type.base.kind === 'number';
  const integer = isNumber ? wholeOf(column, cell.integer.sql, dialect) : cell.integer.sql;
  return {
    ...cell,
    integer: { ...cell.integer, sql: `COALESCE(${integer}, ${leastOf(column)})` },
    legible: '',
    inRange: '',
    legibleInteger: dialect.quote(cell.integer.name),
  };
}

interface Reading {
  readonly type: string;
  /** NULL where the cell is empty; what is no number, also where it cannot be read. */
  readonly integer: string;
  readonly present: string;
  readonly empty: string;
  readonly legible: readonly string[];
  /** The same of a cell that is not empty. */
  readonly inRange: readonly string[];
}

function readingOf(column: PlanColumn, raw: string, plan: Plan, dialect: Dialect): Reading {
  const { base } = column.input.type;
  switch (base.kind) {
    case 'number':
      return numberReading(column, raw, dialect);
    case 'date':
      return dateReading(column, raw, dialect);
    case 'flag':
      return {
        type: 'BOOLEAN',
        integer: `CASE WHEN ${raw} THEN 1 WHEN NOT ${raw} THEN 0 END`,
        present: `${raw} IS NOT NULL`,
        empty: `${raw} IS NULL`,
        legible: [],
        inRange: [],
      };
    case 'choice':
      return wordReading(base.values, raw, plan, dialect, true);
    default:
      return wordReading(plan.words, raw, plan, dialect, false);
  }
}

function numberReading(column: PlanColumn, raw: string, dialect: Dialect): Reading {
  const { digits, bound } = column;
  const precision = Math.min(MAX_PRECISION, Math.max(`${bound.low}`.length, `${bound.high}`.length, digits + 1));
  return {
    type: dialect.decimalType(precision, digits),
    integer: digits === 0 ? raw : `${raw} * ${powerOfTen(digits)}`,
    present: `${raw} IS NOT NULL`,
    empty: `${raw} IS NULL`,
    legible: [],
    inRange: [],
  };
}

/** Units of the last digit, without a fraction, as an integer. */
function wholeOf({ bound }: PlanColumn, units: string, dialect: Dialect): string {
  const isWide = `${bound.low}`.length > 18 || `${bound.high}`.length > 18;
  return isWide ? dialect.wide(units) : `CAST(${units} AS BIGINT)`;
}

function dateReading({ bound }: PlanColumn, raw: string, dialect: Dialect): Reading {
  const [low, high] = [bound.low, bound.high].map((days) => `DATE '${formatIsoDate(Number(days))}'`);
  const inRange = `${raw} BETWEEN ${low} AND ${high}`;
  return {
    type: 'DATE',
    integer: `CASE WHEN ${inRange} THEN ${dialect.daysOf(raw)} END`,
    present: `${raw} IS NOT NULL`,
    empty: `${raw} IS NULL`,
    legible: [`(${raw} IS NULL OR ${inRange})`],
    inRange: [inRange],
  };
}

/** A text by the number of its word; one that no rule speaks of is -1, which no choice may be. */
function wordReading(words: readonly string[], raw: string, plan: Plan, dialect: Dialect, closed: boolean): Reading {
  const cases = words.map((word) => `WHEN ${literal(word)} THEN ${plan.words.indexOf(word)}`).join(' ');
  const present = `${raw} IS NOT NULL AND ${raw} <> ''`;
  const numbered = cases === '' ? '-1' : `CASE ${raw} ${cases} ELSE -1 END`;
  return {
    type: dialect.textType,
    integer: `CASE WHEN ${present} THEN ${numbered} END`,
    // What is in a list of words is not empty.
    present: closed ? `${raw} IS NOT NULL` : present,
    empty: `${raw} IS NULL OR ${raw} = ''`,
    legible: closed ? [`(${raw} IS NULL OR ${raw} IN ('', ${words.map(literal).join(', ')}))`] : [],
    inRange: closed ? [`${raw} IN (${words.map(literal).join(', ')})`] : [],
  };
}

/**
 * A value of the data as a literal of DuckDB or PostgreSQL, in whose texts a backslash is a backslash. Its number is one
 * that the input's digits hold.
 */
export function sqlLiteral(value: Value | undefined): string {
  if (value === undefined) return 'NULL';
  if (value instanceof Rational) {
    const text = shortestDecimal(value);
    if (text === undefined) throw new Error('a cell off every decimal grid');
    return text;
  }
  if (typeof value === 'number') return `DATE '${formatIsoDate(value)}'`;
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : `'${value.replaceAll("'", "''")}'`;
}
