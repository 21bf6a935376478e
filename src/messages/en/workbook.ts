import type { WorkbookProblem } from '../../base/codes.ts';
import type { WorkbookFamily } from '../catalogue.ts';

const PROBLEMS: Readonly<Record<WorkbookProblem, string>> = {
  not_workbook: 'The file is no XLSX workbook',
  protected: 'The workbook is locked with a password, or in the old form .xls',
  damaged: 'The workbook is damaged: its parts are not put together as they should be',
  entities: 'The workbook holds an XML declaration (DOCTYPE) that no spreadsheet program writes',
  too_large: 'The workbook holds far more than it reasonably could',
  no_sheet: 'The workbook has no sheet with cells',
};

const named = (sheets: readonly string[]): string =>
  sheets
    .slice(0, 20)
    .map((sheet) => `'${sheet}'`)
    .join(', ') + (sheets.length > 20 ? ` … (${sheets.length} sheets)` : '');

export const workbook = (): WorkbookFamily => ({
  TK640: {
    message: ({ problem }) => `${PROBLEMS[problem]}.`,
    help: ({ problem }) =>
      problem === 'too_large'
        ? 'Copy only the columns and rows that are needed into a new workbook, or save the sheet as CSV.'
        : 'Open it in a spreadsheet program, remove the password if there is one, and save it again as .xlsx.',
    why: 'An XLSX workbook is a ZIP archive of XML. An archive that is damaged, locked, or grows to a great size is refused as a whole: what can still be read may not be all, and a hostile file must not exhaust the machine.',
  },
  TK641: {
    message: ({ sheets }) => `It cannot be told which sheet is meant: ${named(sheets)}.`,
    help: ({ sheets }) => `Name the sheet after a #, for example "data.xlsx#${sheets[0] ?? 'Data'}".`,
    why: 'A sheet is chosen by itself only where exactly one visible sheet has all required columns. Otherwise choosing one would be a guess at who is scored.',
  },
  TK642: {
    message: ({ sheet }) => `There is no sheet '${sheet}'.`,
    help: ({ sheets, suggestion }) =>
      suggestion === undefined ? `The sheets are: ${named(sheets)}.` : `Did you mean '${suggestion}'?`,
    why: 'The name after the # must be the name of a sheet in the workbook; capital and small letters make no difference.',
  },
  TK643: {
    message: ({ count }) =>
      `This column holds formulas (${count === 1 ? '1 cell' : `${count} cells`}). The results kept when the workbook was last calculated are used.`,
    help: () => 'See that the workbook was calculated and saved, or paste the column as values.',
    why: 'Takar runs no formulas. A kept result may be out of date where its source has changed without being calculated again, or stands in another file.',
  },
  TK644: {
    message: () => 'This cell holds a formula that has never been calculated.',
    help: () => 'Open the workbook in a spreadsheet program, let it calculate, and save it.',
    why: 'Takar uses the result of a formula that is kept in the workbook. This cell has none, and such a cell is not taken for empty.',
  },
  TK645: {
    message: ({ count }) =>
      count === 1
        ? 'This row is hidden, and is read all the same.'
        : `${count} hidden rows are read all the same; this is the first of them.`,
    help: () => 'If those rows are not to be scored, delete them from the sheet; hiding or filtering is not enough.',
    why: 'Rows that are hidden or filtered away still stand in the sheet. To leave them out in silence would lose employees, so they are read and spoken of here.',
  },
  TK646: {
    message: ({ header }) => `This row repeats the header (row ${header}).`,
    help: () => 'Delete the repeated header. If another table begins there, move that table to a sheet of its own.',
    why: 'A header among the data is usually left over from joining several tables. The row is refused and spoken of, so that somebody sees whether two tables are mixed.',
  },
  TK647: {
    message: () => 'This cell is part of a merged cell; only the first of its cells has content.',
    help: () => 'Unmerge the cells and fill in every row.',
    why: 'Only the first cell of a merged one has content, the others are empty in truth. Whether the content is meant for all of these rows is not guessed.',
  },
  TK648: {
    message: ({ count }) =>
      count === 1
        ? 'This cell stands to the right of the last column with a name, and is not read.'
        : `${count} cells stand to the right of the last column with a name, and are not read; this is the first of them.`,
    help: () => 'Give the column a name if its content is needed. Notes may stay.',
    why: 'Columns are known by their names. What stands under no name takes no part in the scoring.',
  },
  TK649: {
    message: ({ madeFor, ruleset }) =>
      madeFor === ruleset
        ? `This sheet was made for another version of the ruleset '${ruleset}': its inputs have changed.`
        : `This sheet was made for the ruleset '${madeFor}', but '${ruleset}' is used to score.`,
    help: () => 'Make a new sheet with takar template, or see that this is the ruleset that is meant.',
    why: 'A sheet from takar template keeps the name of the ruleset and a fingerprint of its inputs. Where the inputs have changed since, the choices and limits in the sheet are no longer those that the ruleset checks.',
  },
  TK650: {
    message: ({ text }) =>
      `A spreadsheet has turned this text into a number: '${text}'. What follows the 15th digit is lost.`,
    help: () => 'Format the column as text in the spreadsheet, and enter it again from the source.',
    why: 'A spreadsheet keeps 15 significant digits of a number. A longer number must be a text; what is lost cannot be brought back.',
  },
});
