import type { SchemaElement } from 'hyparquet';
import { formatIsoDate } from '../number/calendar.ts';
import { decimalScale, exactNumber, isDecimal, metadataOf, singleText, topColumns } from './parquet-schema.ts';

/** How the values of a column are stored, as far as more than one reader can be relied upon to take them alike. */
export type StoredKind =
  | 'text'
  | 'decimal'
  | 'integer'
  | 'flag'
  | 'date'
  /** A date with a time of day. */
  | 'time'
  | 'double'
  | 'single'
  /** Anything else: only {@link readParquet} knows what it says. */
  | 'other';

/** A column of a Parquet file. */
export interface StoredColumn {
  readonly name: string;
  readonly kind: StoredKind;
  /** Digits of a decimal in all, 1 to 38, and behind its point; 0 for everything else. */
  readonly precision: number;
  readonly scale: number;
}

/**
 * The columns of a Parquet file by its last bytes, from the length of its metadata on; undefined where
 * {@link readParquet} would refuse the file, or could not read it.
 */
export function parquetColumns(tail: Uint8Array): readonly StoredColumn[] | undefined {
  try {
    return topColumns(metadataOf(tail)).map(columnOf);
  } catch {
    return undefined;
  }
}

/** How many bytes at the end of a file hold its metadata; `end` is its last 8 bytes, or more of it. */
export function metadataLength(end: Uint8Array): number {
  return end.length < 8 ? 0 : new DataView(end.buffer, end.byteOffset + end.length - 8, 4).getUint32(0, true) + 8;
}

const MOST_DIGITS = 38;

function columnOf(element: SchemaElement): StoredColumn {
  const precision = element.logical_type?.type === 'DECIMAL' ? element.logical_type.precision : element.precision;
  const kind = kindOf(element, precision ?? 0);
  return kind === 'decimal'
    ? { name: element.name, kind, precision: precision ?? 0, scale: decimalScale(element) }
    : { name: element.name, kind, precision: 0, scale: 0 };
}

function kindOf(element: SchemaElement, precision: number): StoredKind {
  if (element.num_children !== undefined || element.repetition_type === 'REPEATED') return 'other';
  if (isDecimal(element)) return precision >= 1 && precision <= MOST_DIGITS ? 'decimal' : 'other';
  const { type, converted_type: converted, logical_type: logical } = element;
  switch (type) {
    case 'BYTE_ARRAY':
      return converted === 'UTF8' || (converted === undefined && logical?.type === 'STRING') ? 'text' : 'other';
    case 'INT32':
    case 'INT64':
      return integerKind(element);
    case 'BOOLEAN':
      return 'flag';
    case 'DOUBLE':
    case 'FLOAT':
      return converted !== undefined || logical !== undefined ? 'other' : type === 'DOUBLE' ? 'double' : 'single';
    default:
      return 'other';
  }
}

const SIGNED: ReadonlySet<string | undefined> = new Set([undefined, 'INT_8', 'INT_16', 'INT_32', 'INT_64']);

function integerKind({ converted_type: converted, logical_type: logical }: SchemaElement): StoredKind {
  if (converted === 'DATE') return 'date';
  if (logical?.type === 'TIMESTAMP') return 'time';
  if (!SIGNED.has(converted)) return 'other';
  return logical === undefined || (logical.type === 'INTEGER' && logical.isSigned) ? 'integer' : 'other';
}

/**
 * A value as {@link readParquet} would hand it to the binder, from its text: plain decimals; flags as `true` and
 * `false`; of a date the days since 1970-01-01, followed by `T` where a time of day is not midnight; binary numbers as
 * any text that gives them back.
 */
export function storedValue({ kind }: StoredColumn, text: string | null): unknown {
  if (text === null) return null;
  switch (kind) {
    case 'text':
      return text;
    case 'decimal':
      return exactNumber(text);
    case 'integer':
      return BigInt(text);
    case 'flag':
      return text === 'true';
    case 'date':
      return formatIsoDate(Number(text));
    case 'time':
      return text.endsWith('T') ? `${formatIsoDate(Number(text.slice(0, -1)))}T` : formatIsoDate(Number(text));
    case 'double':
      return binaryNumber(text);
    case 'single':
      return exactNumber(singleText(binaryNumber(text)));
    case 'other':
      throw new Error('a value of a kind that only its own reader knows');
  }
}

function binaryNumber(text: string): number {
  if (text.endsWith('inf')) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return text.endsWith('nan') ? Number.NaN : Number(text);
}
