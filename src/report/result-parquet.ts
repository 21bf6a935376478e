import { parquetBytes } from '../data/parquet-write.ts';
import type { Program } from '../model/program.ts';
import type { ScoreRow } from '../model/score.ts';
import { type ResultOptions, resultColumns } from './results.ts';

/**
 * The results as a Parquet file: the columns of {@link resultLines}; numbers are DECIMAL with the digits that the rules
 * declare, what is missing is null. The same results give the same bytes.
 */
export function resultParquet(program: Program, rows: readonly ScoreRow[], options: ResultOptions): Uint8Array {
  const columns = resultColumns(program, options).map(({ name, cell }) => ({
    name,
    cell: (index: number) => {
      const row = rows[index];
      if (!row) throw new RangeError(`no row ${index}`);
      return cell(row);
    },
  }));
  return parquetBytes(columns, rows.length);
}
