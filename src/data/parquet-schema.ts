import { type FileMetaData, parquetMetadata, type SchemaElement } from 'hyparquet';
import type { ParquetProblem } from '../base/codes.ts';

/** Of the columns of the whole file, inflated: more is the work of an enemy, or no work for us. */
const LARGEST_FILE = 2 ** 32;
const READABLE: ReadonlySet<string> = new Set(['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'ZSTD']);

/** The metadata at the end of the bytes; throws {@link Refused} where nothing of the file is to be read. */
export function metadataOf(bytes: Uint8Array): FileMetaData {
  if (bytes.length < 12 || !endsWithMark(bytes)) throw new Refused('not_parquet');
  const metadata = parquetMetadata(bytes);
  let size = 0n;
  for (const { meta_data } of metadata.row_groups.flatMap(({ columns }) => columns)) {
    size += meta_data?.total_uncompressed_size ?? 0n;
    if (meta_data && !READABLE.has(meta_data.codec)) throw new Refused('codec');
  }
  if (size > LARGEST_FILE) throw new Refused('too_large');
  return metadata;
}

/** `PAR1`, at the very end of every file of this kind. */
function endsWithMark(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(bytes.length - 4)) === 'PAR1';
}

/** The columns of the table; what is inside a nested one is not data that an input could take. */
export function topColumns({ schema }: FileMetaData): readonly SchemaElement[] {
  const columns: SchemaElement[] = [];
  let at = 1;
  while (at < schema.length) {
    const element = schema[at];
    if (!element) break;
    columns.push(element);
    at = endOf(schema, at);
  }
  return columns;
}

function endOf(schema: readonly SchemaElement[], at: number): number {
  let next = at + 1;
  for (let child = 0; child < (schema[at]?.num_children ?? 0); child++) next = endOf(schema, next);
  return next;
}

export function isDecimal({ converted_type, logical_type }: SchemaElement): boolean {
  return converted_type === 'DECIMAL' || logical_type?.type === 'DECIMAL';
}

/** A number whose text is exact; the binder of objects reads the text. */
interface ExactNumber {
  readonly isLosslessNumber: true;
  readonly value: string;
}

export function decimalScale({ logical_type, scale }: SchemaElement): number {
  return logical_type?.type === 'DECIMAL' ? logical_type.scale : (scale ?? 0);
}

export function exactNumber(value: string): ExactNumber {
  return { isLosslessNumber: true, value };
}

/** The shortest text that gives the same single-precision number. */
export function singleText(value: number): string {
  for (let digits = 1; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** Why a file is not read. */
export class Refused extends Error {
  readonly problem: ParquetProblem;

  constructor(problem: ParquetProblem) {
    super(problem);
    this.problem = problem;
  }
}
