import type { Span } from '../base/source.ts';
import type { DateForm, NumberForm } from '../language/job.ts';
import type { Locale } from '../number/text.ts';

/** Which column brings an input, and how it is written there. */
export interface MappedColumn {
  /** The column's title, trimmed and in NFC. */
  readonly title: string;
  /** Where the mapping names the column, or the input. */
  readonly place: Span;
  readonly number: NumberForm;
  readonly date: DateForm;
  readonly locale?: Locale;
}

/** How the columns of data files fit the inputs of a ruleset, by input; the period's column is under `period`. */
export interface ColumnMapping {
  readonly columns: ReadonlyMap<string, MappedColumn>;
  /** Titles, trimmed and in NFC, of columns that nothing is to be said of. */
  readonly ignore: ReadonlySet<string>;
}
