import type { CsvProblem, Localized, ParquetProblem } from '../../base/codes.ts';
import { Rational } from '../../number/rational.ts';
import { forPeople, intervalForPeople } from '../../number/text.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { mapping } from './mapping.ts';
import { periodData } from './periods.ts';
import { planData } from './plan.ts';
import { workbook } from './workbook.ts';

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

const localeHelp = (otherwise: string, localeHint: boolean): string =>
  localeHint
    ? 'It fits if it is read in the other way of writing numbers (1.234,5 instead of 1234.5, or the reverse): run again with --locale id or --locale en. If only this cell is written differently, mend the cell.'
    : otherwise;

const own = (text: Localized): string => text.en ?? text.id ?? '';

const listed = (texts: readonly string[]): string =>
  texts.length <= 20 ? texts.join(', ') : `${texts.slice(0, 20).join(', ')} … (${texts.length} in all)`;

const PARQUET_PROBLEMS: Readonly<Record<ParquetProblem, string>> = {
  not_parquet: 'This file is not Parquet',
  damaged: 'This Parquet file is damaged or cut off',
  codec: 'This Parquet file is compressed in a way that cannot be read here',
  too_large: 'The content of this Parquet file is far larger than is reasonable',
};

const CSV_PROBLEMS: Readonly<Record<CsvProblem, string>> = {
  lone_quote: 'A double quote (") stands in the middle of a cell that does not begin with one',
  after_quote: 'After the closing double quote (") of a cell there is more text',
  unclosed_quote: 'A double quote (") is opened here and never closed',
  nul: 'The file holds a character (NUL) that belongs in no text',
};

const NESTED: Readonly<Record<'map' | 'list' | 'date' | 'other', string>> = {
  map: 'an object { … }',
  list: 'a list [ … ]',
  date: 'a Date object',
  other: 'something that is neither text nor number nor flag',
};

const KINDS: Readonly<Record<string, string>> = {
  month: 'month',
  quarter: 'quarter',
  semester: 'semester',
  year: 'year',
};

const EXAMPLES: Readonly<Record<string, string>> = {
  month: '2026-07',
  quarter: '2026-Q3',
  semester: '2026-S2',
  year: '2026',
};

export const data = (): Omit<Family<'6'>, GroupCode> => ({
  TK601: {
    message: ({ column }) => `The data have no column '${column}', which the ruleset needs.`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'Add the column to the first line of the file, or write optional: true at the input in the ruleset.'
        : `There is a column '${suggestion}'. If that is the one, rename it in the first line of the file.`,
    why: 'Every input of the ruleset needs a column of the same name in the data. Only an input with `optional: true` may lack its column: its values are then missing for everybody.',
  },
  TK602: {
    message: ({ column }) =>
      column === ''
        ? 'This column has no name, and is not read.'
        : `The ruleset has no input '${column}'; the column is not read.`,
    help: ({ column, suggestion }) =>
      column === ''
        ? 'Name the column in the first line of the file, or delete it.'
        : meant(suggestion, 'If that is intended, let its name begin with _ and this warning goes away.'),
    why: 'A column that no input asks for is left out. It is named, because a misspelled name would otherwise pass unseen and its values would count as missing.',
  },
  TK603: {
    message: ({ text }) => `'${text}' cannot be read as a value of this column.`,
    help: ({ text, localeHint }) =>
      text.startsWith('#') || /^err:/i.test(text)
        ? 'This is an error of the spreadsheet. Mend its formula; if there really is no value, leave the cell empty.'
        : localeHelp(
            'Write a plain number such as 1234.5, or with --locale id such as 1.234,5. If there is no value, leave the cell empty: do not write - or n/a.',
            localeHint,
          ),
    why: 'A number is taken from the text of its cell, digit by digit, and nothing is guessed. Numbers such as 1E5, words, dashes and spreadsheet errors such as #N/A are refused. Only an empty cell counts as missing, since anything else may be a mistake that somebody should see.',
  },
  TK604: {
    message: ({ text, digits }) =>
      digits === 0
        ? `'${text}' has digits after the decimal point, but this column takes whole numbers only.`
        : `'${text}' has too many digits after the decimal point: this column takes at most ${digits}.`,
    help: ({ digits, localeHint }) =>
      localeHelp(
        digits === 0
          ? 'Write a whole number, or declare digits: for the input in the ruleset.'
          : `Round it to ${digits} after the point, or raise digits: of the input in the ruleset.`,
        localeHint,
      ),
    why: 'Each number input says how many digits it has after the decimal point. More digits often mean that the thousands separator was read as a decimal point: 1.234 is one thousand two hundred thirty-four in Indonesian writing. So that no thousand becomes a one, such a cell is refused, also where the extra digits are zeros.',
  },
  TK605: {
    message: ({ text, range, unit }) =>
      `'${text}' is outside the allowed range ${intervalForPeople(range, 'en', unit)}.`,
    help: () => 'Check the figure against its source. If it is right, widen range: of the input in the ruleset.',
    why: 'Each number input has a range, and the proofs about scores, ratings and awards hold within it. A figure outside it is usually a slip of the keyboard, or a number written in the other way (1.234,5 instead of 1234.5).',
  },
  TK606: {
    message: () => 'This cell is empty, but it must be filled.',
    help: () => 'Fill in the value. If it may be absent, write optional: true at the input in the ruleset.',
    why: 'An input that is not `optional: true` must be filled in every row; one with `applies:` must be filled where that holds. Missing is never taken for 0. The key must always be filled.',
  },
  TK607: {
    message: ({ text }) => `'${text}' is not one of the values of this column.`,
    help: ({ suggestion, allowed }) => meant(suggestion, `Allowed: ${listed(allowed)}.`),
    why: 'A choice takes one of the values that the ruleset lists, spelled as there, or one of their labels.',
  },
  TK608: {
    message: ({ text }) => `The cell holds '${text}', but this input does not apply to this row and must be empty.`,
    help: () => 'Empty the cell, or mend the columns that decide whether the input applies.',
    why: 'An input with `applies:` is for some rows only. A value where it does not apply means that something does not fit: for example the position of an employee, or a value that slipped into the wrong row.',
  },
  TK609: {
    message: ({ key, rows }) => `The key '${key}' stands in several rows of this period: ${listed(rows.map(String))}.`,
    help: () => 'Keep one of the rows. None of them is scored, since the right one cannot be told.',
    why: 'A key and a period name one record. Where they come twice, taking either row could give the wrong award, so all of them are rejected.',
  },
  TK610: {
    message: ({ message, that }) => `${own(message)} (the ruleset demands: ${that}).`,
    help: () => 'Mend the figures of this row at their source.',
    why: 'The `checks:` of a ruleset say what must hold between the inputs of every row. A row that breaks one is rejected, because its figures cannot all be right.',
  },
  TK611: {
    message: ({ text }) => `A spreadsheet has turned this key into a number: '${text}'. Digits are lost.`,
    help: () =>
      'Format the column as text in the spreadsheet, enter the keys again (or import them from the source), and export the file once more.',
    why: 'A spreadsheet keeps only 15 digits of a number. An employee number of 18 digits becomes 1.99001E+17, or ends in zeros: the person can no longer be told. The lost digits cannot be restored from the file.',
  },
  TK612: {
    message: ({ text }) => `'${text}' is not a date of the calendar in the form year-month-day.`,
    help: () => 'Write the date as 2026-03-31.',
    why: 'Dates are written as year-month-day, since 03/04/2026 is March in one country and April in another. The day must exist: 2026-02-30 is refused.',
  },
  TK613: {
    message: ({ text }) => `'${text}' is neither yes nor no.`,
    help: () => 'Write true or false (ya or tidak, 1 or 0).',
    why: 'A flag knows two values only: true, ya or 1, and false, tidak or 0.',
  },
  TK614: {
    message: ({ text, unit }) =>
      unit === ''
        ? `'${text}' has a unit, but this column has none.`
        : `'${text}' is not in ${unit}, the unit of this column.`,
    help: ({ unit }) =>
      unit === ''
        ? 'Write the number alone.'
        : `Write the number alone, or with ${unit}, after converting it if need be.`,
    why: 'A cell may bring the unit that the input declares (5 hari, 95 %, Rp 2.500.000), but no other: nothing is converted silently.',
  },
  TK615: {
    message: ({ expected, found }) => `This row has ${found} cells, but the header has ${expected}.`,
    help: () => 'Look for a missing or surplus separator; a text that holds the separator must stand in double quotes.',
    why: 'When a row is shorter or longer than the header, it cannot be told which value belongs to which column. Nothing of the row is read.',
  },
  TK616: {
    message: ({ problem }) => `${CSV_PROBLEMS[problem]}; the file cannot be read from here on.`,
    help: ({ problem }) =>
      problem === 'nul'
        ? 'Export the file again as CSV in UTF-8.'
        : 'Put the whole cell in double quotes and write each quote within it twice ("").',
    why: 'In CSV a cell that holds the separator, a quote or a line end stands in double quotes, and a quote within it is written twice: "Dinas ""A""". After a quote in the wrong place all that follows could be read in two ways, so the file is refused.',
  },
  TK617: {
    message: ({ problem }) =>
      problem === 'syntax' ? 'This line is not valid JSON.' : 'This line is not a JSON object { … }.',
    help: () => 'Write one object a line, for example {"nip": "1", "ikm": 88.5}, without a list around the lines.',
    why: 'JSON Lines holds one whole object on each line. A line that is broken is rejected by itself; the others are read.',
  },
  TK618: {
    message: ({ text }) => (text === '' ? 'The period is empty.' : `'${text}' is not a period.`),
    help: () => 'Write 2026-07 (month), 2026-Q3 or 2026-TW3 (quarter), 2026-S1 (semester) or 2026 (year).',
    why: 'A column named period (or periode) says to which period a row belongs. Without such a column all rows belong to the period of the run.',
  },
  TK619: {
    message: ({ period, found }) =>
      found.length === 0
        ? `No row of the data belongs to ${period}.`
        : `No row of the data belongs to ${period}; there are rows of ${listed(found)}.`,
    help: () => 'Check --period and the period column of the data.',
    why: 'Only the rows of the period of the run are scored. Where there is none, the result is empty, which is seldom meant.',
  },
  TK620: {
    message: () => 'The file is empty.',
    help: () => 'The first line must name the columns; the rows follow. Check that the export was finished.',
    why: 'A data file needs at least a line with the names of the columns (CSV) or one object (JSON Lines).',
  },
  TK621: {
    message: ({ column }) => `The column '${column}' comes twice.`,
    help: () => 'Delete or rename one of the two. The period has one column only, period or periode.',
    why: 'Where two columns bear one name, it cannot be told which of them counts. Blanks around a name make no difference.',
  },
  TK622: {
    message: ({ problem }) => `${PARQUET_PROBLEMS[problem]}.`,
    help: () => 'Make the file again from its source, compressed with Snappy, Gzip or Zstd, or use CSV.',
    why: 'A Parquet file is read whole or not at all: what can still be read of a damaged file need not be complete, and a hostile file must not use up the machine.',
  },
  TK623: {
    message: ({ limit, of }) =>
      of === 'columns'
        ? `This row has more than ${forPeople(Rational.integer(limit), 'en')} columns.`
        : `This row is longer than ${forPeople(Rational.integer(limit), 'en')} characters.`,
    help: () => 'Check the separators and look for a double quote that is not closed.',
    why: 'Rows are limited in length, so that a broken or hostile file cannot exhaust the machine. A quote that is never closed is the usual reason.',
  },
  TK624: {
    message: ({ found }) => `The value of this field is ${NESTED[found]}, but a plain value is needed.`,
    help: () =>
      'Give text, a number, true or false, or null where there is no value. Dates are texts such as "2026-03-31".',
    why: 'An input takes one plain value. Objects and lists inside a row are not read, and a Date object is refused since it depends on a time zone.',
  },
  TK625: {
    message: ({ kind, period }) => `The ruleset evaluates by ${KINDS[kind] ?? kind}, but the period is ${period}.`,
    help: ({ kind }) => `Give a ${KINDS[kind] ?? kind}, for example ${EXAMPLES[kind] ?? '2026'}.`,
    why: 'A ruleset says for which kind of period it is made. Its targets and dated values are meant for that kind, so another one is refused.',
  },
  TK626: {
    message: ({ period, end, from, to }) =>
      `This ruleset is not in force for ${period}, which ends on ${end}: it holds from ${from ?? '…'} to ${to ?? '…'}.`,
    help: () => 'Use the ruleset that is in force at the end of that period, or mend `effective` if it is wrong.',
    why: 'A period is scored by the rules in force at its end. Scoring by rules that do not hold yet, or no longer, could give a wrong award.',
  },
  TK627: {
    message: ({ problem }) =>
      problem === 'utf16'
        ? 'This file is UTF-16 ("Unicode" in spreadsheet programs), and only UTF-8 can be read.'
        : 'This line holds characters that are not UTF-8; the file may have been saved as ANSI (Windows-1252), or joined from several.',
    help: () => 'Save the file again as "CSV UTF-8", or use .xlsx.',
    why: 'Programs store the same letters in different ways. A guess could spoil names and keys without anybody seeing it. So UTF-8 alone is read, and anything else is named.',
  },
  ...mapping(),
  ...workbook(),
  ...planData(),
  ...periodData(),
});
