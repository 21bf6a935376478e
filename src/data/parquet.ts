import { gunzipSync } from 'fflate';
import { decompress as unzstd } from 'fzstd';
import {
  type Compressors,
  type FileMetaData,
  parquetReadObjects,
  type SchemaElement,
  snappyUncompress,
} from 'hyparquet';
import type { ParquetProblem } from '../base/codes.ts';
import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import { formatIsoDate } from '../number/calendar.ts';
import { type BindOptions, type BoundRow, createObjectBinder, type WithInputs } from './bind.ts';
import { absentColumns, wantedColumns } from './mapping.ts';
import { decimalScale, exactNumber, isDecimal, metadataOf, Refused, singleText, topColumns } from './parquet-schema.ts';
import { matchName } from './row.ts';

/** Inflated: more is the work of an enemy, or no work for us. */
const LARGEST_PAGE = 1 << 28;

/**
 * The rows of a Parquet file by the inputs of a ruleset. Whole numbers and decimals are taken as they are stored, a
 * binary floating-point number by its shortest text, a date as a date; texts are read as cells are. Columns that no
 * input wants are not decoded. The value is absent where the file as a whole cannot be read (TK622).
 */
export async function readParquet(
  ruleset: WithInputs,
  bytes: Uint8Array,
  options: BindOptions,
): Promise<Outcome<Iterable<BoundRow>>> {
  try {
    const { objects, unwanted, names } = await readObjects(ruleset, bytes, options);
    const wanted = wantedColumns(ruleset, options.mapping);
    const present = new Set(names.flatMap((name) => matchName(name, wanted) ?? []));
    const { findings } = absentColumns(options.mapping, present, Object.keys(unwanted), options.path);
    if (findings.length > 0) return { diagnostics: findings };
    const rows: Iterable<BoundRow> = { [Symbol.iterator]: () => bound(ruleset, objects, unwanted, options) };
    return { value: rows, diagnostics: [] };
  } catch (problem) {
    const said = problem instanceof Refused ? problem.problem : 'damaged';
    return { diagnostics: [refusal(options.path, said)] };
  }
}

/** Of Node's own kind of bytes, `slice` is a view of something larger, and its buffer the whole of that. */
function copied(bytes: Uint8Array, start: number, end?: number): ArrayBuffer {
  return new Uint8Array(bytes.subarray(start, end)).buffer;
}

type Stored = Readonly<Record<string, unknown>>;

/** The header is counted as row 1, as in a table that people see. */
function* bound(
  ruleset: WithInputs,
  objects: readonly Stored[],
  unwanted: Stored,
  options: BindOptions,
): Generator<BoundRow> {
  const binder = createObjectBinder(ruleset, options);
  for (const [index, object] of objects.entries()) yield binder.bind({ ...unwanted, ...object }, index + 2);
}

async function readObjects(ruleset: WithInputs, bytes: Uint8Array, { mapping }: BindOptions) {
  const stored = metadataOf(bytes);
  const columns = topColumns(stored);
  const wanted = wantedColumns(ruleset, mapping);
  const isWanted = (name: string) => matchName(name, wanted) !== undefined;
  const names = columns.map(({ name }) => name).filter(isWanted);
  // An unknown column is named once, without its content being read.
  const unwanted = Object.fromEntries(columns.filter(({ name }) => !isWanted(name)).map(({ name }) => [name, null]));
  const rows = await parquetReadObjects({
    file: { byteLength: bytes.byteLength, slice: (start, end) => copied(bytes, start, end) },
    metadata: withoutDecimals(stored),
    columns: names,
    utf8: false,
    compressors: COMPRESSORS,
    parsers: {
      dateFromDays: (days) => formatIsoDate(days),
      timestampFromMilliseconds: (millis) => timeText(BigInt(millis), 86_400_000n),
      timestampFromMicroseconds: (micros) => timeText(BigInt(micros), 86_400_000_000n),
      timestampFromNanoseconds: (nanos) => timeText(BigInt(nanos), 86_400_000_000_000n),
      stringFromBytes: utf8Text,
    },
  });
  const readers = new Map(columns.map((column) => [column.name, valueReader(column)]));
  const objects = rows.map(
    (row): Stored => Object.fromEntries(names.map((name) => [name, readers.get(name)?.(row[name])])),
  );
  return { objects, unwanted, names };
}

/** The library would turn a decimal into a double: so it is told of the stored whole numbers only. */
function withoutDecimals(metadata: FileMetaData): FileMetaData {
  const schema = metadata.schema.map((element): SchemaElement => {
    if (!isDecimal(element)) return element;
    const { converted_type: _, logical_type: __, ...plain } = element;
    return plain;
  });
  return { ...metadata, schema };
}

function valueReader(element: SchemaElement): (value: unknown) => unknown {
  if (isDecimal(element)) {
    const scale = decimalScale(element);
    return (value) => (value === null || value === undefined ? null : exactNumber(decimalText(unscaled(value), scale)));
  }
  if (element.type === 'FLOAT') return (value) => (typeof value === 'number' ? exactNumber(singleText(value)) : value);
  return (value) => (value instanceof Uint8Array ? utf8Text(value) : value);
}

function unscaled(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (!(value instanceof Uint8Array)) throw new Refused('damaged');
  const magnitude = value.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  return BigInt.asIntN(value.length * 8, magnitude);
}

function decimalText(number: bigint, scale: number): string {
  const digits = (number < 0n ? -number : number).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return number < 0n ? `-${text}` : text;
}

/** Midnight is a date; another time of day is left as it is, and no date input takes it. */
function timeText(units: bigint, perDay: bigint): string {
  const days = units / perDay - (units % perDay < 0n ? 1n : 0n);
  const date = formatIsoDate(Number(days));
  return units % perDay === 0n ? date : `${date}T`;
}

function utf8Text(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused('damaged');
  }
}

const COMPRESSORS: Compressors = {
  SNAPPY: (input, length) => {
    const output = room(length);
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, length) => gunzipSync(input, { out: room(length) }),
  ZSTD: (input, length) => unzstd(input, room(length)),
};

function room(length: number): Uint8Array {
  if (!(length >= 0 && length <= LARGEST_PAGE)) throw new Refused('too_large');
  return new Uint8Array(length);
}

function refusal(path: string, problem: ParquetProblem): Diagnostic {
  return diagnostic('TK622', { kind: 'file', path }, { problem });
}
