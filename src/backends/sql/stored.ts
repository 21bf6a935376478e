import { cellReader } from '../../data/cell.ts';
import type { StoredColumn } from '../../data/parquet-columns.ts';
import { unitOf } from '../../integers/columns.ts';
import type { PlanColumn } from '../../integers/plan.ts';
import type { Input } from '../../model/ruleset.ts';
import { formatIsoDate } from '../../number/calendar.ts';
import { Rational } from '../../number/rational.ts';
import { type Locale, plainDecimal } from '../../number/text.ts';
import { DIALECTS, literal } from './dialect.ts';

/** How an input is taken from a column of a file, in the words of DuckDB. */
export interface StoredReading {
  /** The input's value in the type that the query expects; null where the cell is empty. */
  readonly value: string;
  /** True where there can be no doubt what the ordinary reader makes of the cell, and `value` is that. */
  readonly plain: string;
}

const { quote } = DIALECTS.duckdb;

/** The name of a column of the file, whatever stands in it. */
export function quotedColumn(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `type`: what the query expects. `stored`: absent where the file has no such column. */
export function storedReading(
  column: PlanColumn,
  type: string,
  stored: StoredColumn | undefined,
  locale: Locale,
): StoredReading {
  const { input } = column;
  const isRequired = input.key || (!input.optional && input.applies === undefined);
  const found = stored && readingOf(column, type, stored, quotedColumn(stored.name), locale);
  const raw = stored && quotedColumn(stored.name);
  if (!found) return { value: `CAST(NULL AS ${type})`, plain: isRequired ? 'FALSE' : raw ? `${raw} IS NULL` : 'TRUE' };
  if (isRequired) return found;
  const isBlank = stored?.kind === 'text' ? ` OR ${raw} = ''` : '';
  return { value: found.value, plain: `(${raw} IS NULL${isBlank} OR (${found.plain}))` };
}

/** Undefined where the ordinary reader takes no value of the kind for one of the input. */
function readingOf(
  column: PlanColumn,
  type: string,
  stored: StoredColumn,
  raw: string,
  locale: Locale,
): StoredReading | undefined {
  switch (column.input.type.base.kind) {
    case 'number':
      return numberReading(column, type, stored, raw, locale);
    case 'date':
      return dateReading(column, stored, raw);
    case 'flag':
      return flagReading(stored, raw);
    case 'choice':
      return stored.kind === 'text' ? choiceReading(column.input, raw) : undefined;
    default:
      return textReading(column.input, stored, raw);
  }
}

function numberReading(
  column: PlanColumn,
  type: string,
  stored: StoredColumn,
  raw: string,
  locale: Locale,
): StoredReading | undefined {
  const { digits } = column;
  const [low, high] = [column.bound.low, column.bound.high].map((end) =>
    plainDecimal(Rational.of(end).multiply(unitOf(column)), digits),
  );
  const within = (value: string) => `${value} BETWEEN ${low} AND ${high}`;
  const cast = `TRY_CAST(${raw} AS ${type})`;
  switch (stored.kind) {
    case 'decimal': {
      // Zeros that are stored count as digits, as they do in a text.
      if (stored.scale > digits) return undefined;
      const isSame = stored.scale === digits && stored.precision <= SHORT_PRECISION;
      return { value: isSame ? raw : cast, plain: within(raw) };
    }
    case 'integer':
      return { value: cast, plain: within(raw) };
    case 'text': {
      const point = locale === 'en' ? '[.]' : ',';
      const fraction = digits === 0 ? '' : `(${point}[0-9]{1,${digits}})?`;
      const text = locale === 'en' ? raw : `replace(${raw}, ',', '.')`;
      const value = `TRY_CAST(${text} AS ${type})`;
      return { value, plain: `regexp_full_match(${raw}, '-?[0-9]{1,15}${fraction}') AND ${within(value)}` };
    }
    case 'double':
    case 'single':
      return binaryReading(column, type, stored.kind, raw);
    default:
      return undefined;
  }
}

/** Digits that DuckDB multiplies without going over to wider integers. */
const SHORT_PRECISION = 12;
/** Of a double: so many digits tell it from every other one; smaller parts are written with an exponent, and refused. */
const EXACT = { double: 1e15, single: 1e6 } as const;
const MOST_FRACTION = 6;

/**
 * A binary number says a decimal where it is the one nearest to it, with no more digits than tell all such numbers
 * apart: then the decimal is its shortest text.
 */
function binaryReading(
  { digits, bound }: PlanColumn,
  type: string,
  kind: 'double' | 'single',
  raw: string,
): StoredReading | undefined {
  if (digits > MOST_FRACTION) return undefined;
  const double = `CAST(${raw} AS DOUBLE)`;
  const units = `TRY_CAST(round(${double} * 1e${digits}) AS BIGINT)`;
  const back = `CAST(CAST(${units} AS DOUBLE) / 1e${digits} AS ${kind === 'double' ? 'DOUBLE' : 'FLOAT'})`;
  const width = `${bound.low}`.length + `${bound.high}`.length;
  const one = `CAST(0.${'1'.padStart(digits, '0')} AS DECIMAL(${digits + 1}, ${digits}))`;
  const scaled = `TRY_CAST(${units} AS DECIMAL(${Math.min(width, MOST_DECIMAL)}, 0)) * ${one}`;
  return {
    value: digits === 0 ? `TRY_CAST(${units} AS ${type})` : `TRY_CAST(${scaled} AS ${type})`,
    plain: `${units} BETWEEN ${bound.low} AND ${bound.high} AND abs(${units}) < ${EXACT[kind]} AND ${back} = ${raw}`,
  };
}

const MOST_DECIMAL = 30;

function dateReading({ bound }: PlanColumn, { kind }: StoredColumn, raw: string): StoredReading | undefined {
  const [low, high] = [bound.low, bound.high].map((days) => `DATE '${formatIsoDate(Number(days))}'`);
  const within = (value: string) => `${value} BETWEEN ${low} AND ${high}`;
  switch (kind) {
    case 'date':
      return { value: raw, plain: within(raw) };
    case 'time': {
      const day = `CAST(${raw} AS DATE)`;
      return { value: day, plain: `${day} = ${raw} AND ${within(day)}` };
    }
    case 'text': {
      const day = `TRY_CAST(${raw} AS DATE)`;
      return { value: day, plain: `regexp_full_match(${raw}, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND ${within(day)}` };
    }
    default:
      return undefined;
  }
}

function flagReading({ kind }: StoredColumn, raw: string): StoredReading | undefined {
  switch (kind) {
    case 'flag':
      return { value: raw, plain: `${raw} IS NOT NULL` };
    case 'integer':
      return { value: `${raw} = 1`, plain: `${raw} IN (0, 1)` };
    case 'text':
      return {
        value: `CASE WHEN ${raw} IN ('ya', 'true', '1') THEN TRUE WHEN ${raw} IN ('tidak', 'false', '0') THEN FALSE END`,
        plain: `${raw} IN ('ya', 'true', '1', 'tidak', 'false', '0')`,
      };
    default:
      return undefined;
  }
}

/** Every spelling that the ordinary reader takes for one of the values, as the value. */
function choiceReading(input: Input, raw: string): StoredReading {
  const { base } = input.type;
  const values = base.kind === 'choice' ? base.values : [];
  const labels = [...input.labels.values()].flatMap(({ id, en }) => [id, en].filter((label) => label !== undefined));
  const read = cellReader(input);
  const spelled = [...new Set(labels)].flatMap((label): [string, string][] => {
    const reading = read(label, 'en');
    const isValue = reading.kind === 'value' && typeof reading.value === 'string' && !values.includes(label);
    return isValue && isLiteral(label) ? [[label, String(reading.value)]] : [];
  });
  const cases = spelled.map(([label, value]) => `WHEN ${literal(label)} THEN ${literal(value)}`);
  return {
    value: cases.length === 0 ? raw : `CASE ${raw} ${cases.join(' ')} ELSE ${raw} END`,
    plain: `${raw} IN (${[...values, ...spelled.map(([label]) => label)].map(literal).join(', ')})`,
  };
}

/** Whether a text can be written into a query as it is. */
export function isLiteral(text: string): boolean {
  return !/[\\\u0000-\u001f]/.test(text);
}

/** Nothing that is trimmed, composed with its neighbours, unseen, or an error of a spreadsheet where it leads. */
const LETTERS = '!-~¡-˿Ḁ-ỿ‐-‧';
const PLAIN_TEXT = `[!"$-~¡-˿Ḁ-ỿ‐-‧]([ ${LETTERS}]*[${LETTERS}])?`;

function textReading(input: Input, { kind }: StoredColumn, raw: string): StoredReading | undefined {
  if (kind === 'integer' || kind === 'decimal') {
    const value = `CAST(${raw} AS VARCHAR)`;
    return { value, plain: input.key ? unspoiled(value) : `${raw} IS NOT NULL` };
  }
  if (kind !== 'text') return undefined;
  const plain = `regexp_full_match(${raw}, '${PLAIN_TEXT}') AND NOT starts_with(lower(${raw}), 'err:')`;
  if (!input.key) return { value: raw, plain };
  // Most keys are digits, and every one differs: what can be the matter with letters is not asked of them.
  const ofDigits = `CASE WHEN regexp_full_match(${raw}, '[0-9]+') THEN NOT ${isRounded(raw)}`;
  return { value: raw, plain: `${ofDigits} ELSE ${plain} AND ${unspoiled(raw)} END` };
}

/** A key that a spreadsheet has not taken for a number: see {@link cellReader}. */
function unspoiled(text: string): string {
  const isScientific = `(contains(lower(${text}), 'e') AND regexp_full_match(lower(${text}), '[+-]?[0-9]+([.,][0-9]+)?e[+-]?[0-9]+'))`;
  return `NOT ${isRounded(text)} AND NOT ${isScientific}`;
}

function isRounded(text: string): string {
  return `(ends_with(${text}, '000') AND regexp_full_match(${text}, '[0-9]{15}0{3,}'))`;
}

/** The text of a column's value from which `storedValue` makes it. */
export function storedText({ name, kind }: StoredColumn): string {
  const raw = quotedColumn(name);
  const days = (date: string) => `CAST(date_diff('day', DATE '1970-01-01', ${date}) AS VARCHAR)`;
  switch (kind) {
    case 'text':
      return raw;
    case 'date':
      return days(raw);
    case 'time': {
      const day = `CAST(${raw} AS DATE)`;
      return `CASE WHEN ${day} = ${raw} THEN ${days(day)} ELSE ${days(day)} || 'T' END`;
    }
    case 'single':
      return `CAST(CAST(${raw} AS DOUBLE) AS VARCHAR)`;
    default:
      return `CAST(${raw} AS VARCHAR)`;
  }
}

/** The names that DuckDB gives the types of each kind of column. */
export function isTypeOf({ kind, precision, scale }: StoredColumn, type: string): boolean {
  switch (kind) {
    case 'text':
      return type === 'VARCHAR';
    case 'decimal':
      return type === `DECIMAL(${precision},${scale})`;
    case 'integer':
      return ['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT'].includes(type);
    case 'flag':
      return type === 'BOOLEAN';
    case 'date':
      return type === 'DATE';
    case 'time':
      return ['TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'].includes(type);
    case 'double':
      return type === 'DOUBLE';
    case 'single':
      return type === 'FLOAT';
    case 'other':
      return false;
  }
}

export { quote as quotedName };
