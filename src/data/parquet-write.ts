import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { formatIsoDate } from '../number/calendar.ts';
import type { NewCell } from './xlsx-write.ts';

/** One column of a table to be written: its name, and its cell in each row, counted from 0. */
export interface NewColumn {
  readonly name: string;
  readonly cell: (row: number) => NewCell;
}

const ROWS_IN_GROUP = 100_000;

/**
 * A table as a Parquet file. A column of numbers is a DECIMAL with the digits that its cells need, never binary
 * floating point; a column of dates is a DATE, every other one text; an empty cell is null. The same table gives the
 * same bytes.
 */
export function parquetBytes(columns: readonly NewColumn[], rowCount: number): Uint8Array {
  const described = columns.map((column) => ({ column, schema: schemaOf(column, rowCount) }));
  const bytes = new ByteWriter();
  const root: SchemaElement = { name: 'root', num_children: columns.length };
  const schema = [root, ...described.map((each) => each.schema)];
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'takar' });
  for (let start = 0; start < rowCount; start += ROWS_IN_GROUP) {
    const length = Math.min(ROWS_IN_GROUP, rowCount - start);
    const columnData = described.map(({ column, schema: element }) => ({
      name: column.name,
      data: Array.from({ length }, (_, index) => stored(column.cell(start + index), element)),
    }));
    writer.write({ columnData, rowGroupSize: ROWS_IN_GROUP });
  }
  writer.finish();
  return new Uint8Array(bytes.getBuffer());
}

/** What 8 bytes hold of decimal digits, and 16 bytes. */
const SHORT_PRECISION = 18;
const LONG_PRECISION = 38;

/** Text, unless every cell is a number that 38 digits hold, or every cell a date. */
function schemaOf({ name, cell }: NewColumn, rowCount: number): SchemaElement {
  const seen = new Set<NewCell['kind']>();
  let scale = 0;
  let whole = 1;
  for (let row = 0; row < rowCount; row++) {
    const content = cell(row);
    if (content.kind === 'empty') continue;
    seen.add(content.kind);
    if (content.kind !== 'number') continue;
    const [before = '', after = ''] = content.text.replace('-', '').split('.');
    scale = Math.max(scale, after.length);
    whole = Math.max(whole, before.length);
  }
  const only = (kind: NewCell['kind']) => seen.size === 1 && seen.has(kind);
  if (only('date')) return { name, type: 'INT32', converted_type: 'DATE', repetition_type: 'OPTIONAL' };
  const fits = whole + scale <= LONG_PRECISION;
  if (!only('number') || !fits) {
    return { name, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' };
  }
  const decimal = { name, converted_type: 'DECIMAL', repetition_type: 'OPTIONAL', scale } as const;
  return whole + scale <= SHORT_PRECISION
    ? { ...decimal, type: 'INT64', precision: SHORT_PRECISION }
    : { ...decimal, type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, precision: LONG_PRECISION };
}

function stored(cell: NewCell, { converted_type, scale = 0 }: SchemaElement): bigint | number | string | null {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'text':
      return cell.text;
    case 'date':
      return converted_type === 'DATE' ? cell.days : formatIsoDate(cell.days);
    case 'number':
      return converted_type === 'DECIMAL' ? scaled(cell.text, scale) : cell.text;
  }
}

function scaled(text: string, scale: number): bigint {
  const [before = '', after = ''] = text.split('.');
  return BigInt(before + after.padEnd(scale, '0'));
}
