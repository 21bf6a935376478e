import type { CsvProblem } from '../../base/codes.ts';
import type { DetailsFamily } from '../catalogue.ts';

const PROBLEMS: Readonly<Record<CsvProblem, string>> = {
  lone_quote: 'A double quote (") stands inside a cell that does not begin with one',
  after_quote: 'Text stands behind the closing quote (") of a cell',
  unclosed_quote: 'The double quote (") that opens here is never closed',
  nul: 'The file holds a character (NUL) that does not belong in text',
};

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

const listed = (rows: readonly number[]): string =>
  rows.length <= 20 ? rows.join(', ') : `${rows.slice(0, 20).join(', ')} …`;

export const details = (): DetailsFamily => ({
  TK132: {
    message: ({ path }) =>
      `Rows of a table cannot be taken from '${path}': only CSV files can be read, and .xlsx on the command line.`,
    help: () => 'In the spreadsheet choose Save as, CSV UTF-8, and write the name of that .csv file.',
    why: 'A table is part of the rules: it is proven with them and must be readable and comparable for everybody, years later as well. So its rows come from CSV text; the runner reads a sheet of an .xlsx as CSV, and no other form.',
  },
  TK133: {
    message: ({ column }) => `This CSV file has no column '${column}', which its table needs.`,
    help: ({ column, suggestion }) =>
      meant(suggestion, `Add a column '${column}' to the first line; write - in cells where anything will do.`),
    why: 'The CSV file of a table has a column for each input of the table and a column then for its result. A column basis may stand.',
  },
  TK134: {
    message: ({ column }) => `The table does not know the column '${column}'.`,
    help: ({ allowed, suggestion }) =>
      meant(suggestion, `Known columns: ${allowed.join(', ')}. Columns whose name begins with _ are not read.`),
    why: 'A column with a wrong name would be lost unnoticed. So every column must be known, except those that begin with an underscore.',
  },
  TK135: {
    message: ({ problem }) => `${PROBLEMS[problem]}.`,
    help: () => 'Mend the quotes of that cell, or save the file again as CSV UTF-8.',
    why: 'One wrong quote shifts every cell after it, so nothing of the table is read.',
  },
  TK136: {
    message: ({ expected, found }) => `This row has ${found} cells, but the first line has ${expected}.`,
    help: () => 'Look for a comma too many or too few. A cell that holds a comma must stand in double quotes.',
    why: 'Where the number of cells differs, what belongs to which column is a guess.',
  },
  TK137: {
    message: ({ column }) => `The cell '${column}' is empty.`,
    help: () => 'Write - where anything will do in this column; for a missing result write missing.',
    why: 'An empty cell may mean anything, or that somebody forgot. So it must be written.',
  },
  TK138: {
    message: ({ limit }) => `This CSV file is too large for a table: at most ${limit} rows.`,
    help: () => 'Keep so much as group data or details, not as a table of the rules.',
    why: 'Every row of a table is held against the others. This limit bounds time and memory.',
  },
  TK430: {
    message: ({ details, column }) =>
      `There are many of '${details}.${column}': one for each row of the details. Here one value is needed.`,
    help: ({ details, column }) =>
      `Sum the rows up, e.g. sum(${details}.${column}), average(${details}.${column}) or count(${details} where …).`,
    why: 'Details have many rows for one employee. A formula of the employee can only read what they come to: count, sum, average, min, max.',
  },
  TK431: {
    message: ({ callee }) => `'where' can only stand in an aggregate over details, and ${callee} goes over none here.`,
    help: () => 'Name the details before where, e.g. count(permits where late > 0).',
    why: 'The word where chooses rows of details. Without details there are no rows to choose from.',
  },
  TK432: {
    message: () => 'It is not clear what is to be counted.',
    help: () =>
      'Write the name of details or of a list alone, e.g. count(permits) or count(permits where fee is not missing).',
    why: 'count counts rows of details or filled elements of a list. To count filled cells, choose the rows with where.',
  },
  TK433: {
    message: ({ name }) => `The column '${name}' of details cannot be a list.`,
    help: () => 'Leave out list or per, and give one value in each row.',
    why: 'Details already have many rows; lists inside a row are not needed.',
  },
  TK434: {
    message: ({ name }) => `The list '${name}' does not say what a missing element means.`,
    help: () =>
      'Write missing: reject (all must be filled), skip (what is missing takes no part) or zero (what is missing counts as 0).',
    why: 'The average of 9 elements of which one is missing may be divided by 9 or by 8. The results differ, so it must be written.',
  },
  TK435: {
    message: ({ name }) => `The list '${name}' cannot be optional or a key.`,
    help: () => 'Leave that out; what a missing element means is said by missing.',
    why: 'A list is several columns. Whether they may be empty is said once, by missing.',
  },
  TK436: {
    message: ({ name }) => `The calendar '${name}' has no working day in the week.`,
    help: () => 'Write for example workdays: [monday, tuesday, wednesday, thursday, friday].',
    why: 'Working days are counted from the days of the week that are declared, less the holidays. Without any the result is always 0.',
  },
  TK437: {
    message: () => 'This calendar ends before it begins.',
    help: () => 'Check the two dates of covers.',
    why: 'The calendar holds from the first date up to and including the last.',
  },
  TK530: {
    message: ({ text }) => `An average over rows of details enters a sum without being rounded: ${text}.`,
    help: () => 'Round it first, e.g. round(average(…), 4, half_up).',
    why: 'The average of many rows is a fraction with another divisor for each employee. So that everybody can recompute the result and get the same, it is rounded by a rule before it is added to anything else.',
  },
  TK531: {
    message: ({ text }) => `What is added up over the rows has no fixed number of digits after the point: ${text}.`,
    help: () => 'Round the value of each row first, e.g. sum(round(…, 2, half_up)).',
    why: 'A quotient has another divisor in each row. Where thousands of them are added up unrounded, the numbers grow without bound.',
  },
  TK655: {
    message: ({ key, details }) => `This row of ${details} belongs to '${key}', who is not in the data of this period.`,
    help: () => 'Check the key, or add the data. Until then the row counts for nobody.',
    why: 'Every row of details must belong to somebody who is scored. A row without an owner is most often a slip in the key, and its owner is scored on too little. So it is never dropped in silence.',
  },
  TK656: {
    message: ({ key, details, rows }) =>
      `The row of ${details} with the key '${key}' stands more than once: rows ${listed(rows)}.`,
    help: () => 'Leave one. If there were two events, give them different keys.',
    why: 'Columns with key: true tell the rows of one employee apart. A row that stands twice would count twice.',
  },
  TK657: {
    message: ({ details, most, found }) => `There are ${found} rows of ${details}, but ${most} at most are allowed.`,
    help: () => 'Check the data, or raise max_rows in the ruleset.',
    why: 'max_rows is a promise that the bounds of sums are proven by. More rows are most often duplicates.',
  },
  TK658: {
    message: ({ details }) => `This ruleset needs the details '${details}', but no file was given.`,
    help: ({ details }) =>
      `Run again with --details ${details}=FILE. If nothing has happened, give a file that holds only its header.`,
    why: 'Without the file nobody knows whether nothing happened or it was forgotten. So details that are not given are not taken for 0.',
  },
  TK659: {
    message: ({ option, name }) => `${option} names '${name}', which the ruleset does not declare.`,
    help: ({ allowed, suggestion }) =>
      meant(suggestion, allowed.length === 0 ? 'This ruleset declares none.' : `Declared: ${allowed.join(', ')}.`),
    why: 'A file is given as NAME=FILE with a name of the ruleset, so that no file is taken for another.',
  },
  TK660: {
    message: ({ details }) => `Some row of ${details} is wrong, so nothing is scored on a part of the data.`,
    help: () => 'Mend the rows of details that are named, and run again.',
    why: 'Where one row of details cannot be read, the sums and averages of the rest would be wrong unnoticed.',
  },
  TK661: {
    message: ({ details }) => `The key of this row of ${details} cannot be read, so nobody knows whose it is.`,
    help: () => 'Mend the key. Until then the row counts for nobody.',
    why: 'A row without a key may be anybody’s. It is named and counted, never dropped in silence.',
  },
  TK662: {
    message: ({ calendar }) => `This ruleset needs the holidays of the calendar '${calendar}', but no file was given.`,
    help: ({ calendar }) =>
      `Run again with --calendar ${calendar}=FILE: a CSV file with a column date and, if wanted, name.`,
    why: 'No calendar is built in: holidays are set every year and are given as data.',
  },
  TK663: {
    message: ({ calendar }) => `The file of the calendar '${calendar}' holds not a single date.`,
    help: () => 'Write the holidays, a date a line, e.g. 2026-01-01.',
    why: 'A calendar holds for the years of which its file has dates. Without any it covers no year.',
  },
  TK711: {
    message: ({ calendar, date }) => `The date ${date} lies outside what the calendar '${calendar}' covers.`,
    help: () => 'Add the holidays of that year to the calendar file, or check the dates in the data.',
    why: 'A date that is not covered is never taken for a day that is no holiday. Working days can be counted only where the calendar covers every day that is counted.',
  },
  TK712: {
    message: ({ details }) => `The details '${details}' were not given.`,
    help: ({ details }) => `Give the rows of ${details}; an empty list if there are none.`,
    why: 'Details that are not given are not taken for empty.',
  },
  TK713: {
    message: ({ calendar }) => `The holidays of the calendar '${calendar}' were not given.`,
    help: () => 'Give its holidays with the data.',
    why: 'No calendar is built in: holidays are given as data.',
  },
});
