import type { Field, Shape } from './shape.ts';
import { type KeyName, WORDS, type WordName } from './vocabulary.ts';

/**
 * How a key of a job file becomes an option of the command line:
 * `file`: one file; `files`: one or several; `named_files`: NAME=FILE of each entry; `file_or_named`: one file, or those
 * of the names; `text`, `flag`: as they are;
 * `locale`: id or en; a list of words: the English spelling of the chosen one.
 */
export type JobForm =
  | 'file'
  | 'files'
  | 'named_files'
  | 'file_or_named'
  | 'text'
  | 'flag'
  | 'locale'
  | readonly WordName[];

/** One key of a job file, and the option of the runner that says the same. */
export interface JobField {
  readonly key: KeyName;
  readonly option: string;
  readonly form: JobForm;
  /** Stands under `output`. */
  readonly output?: true;
}

/**
 * The one table of job files [D5]: what is read, its schema and what the runner makes of it come from here. An option
 * that jobs should be able to give is one more line.
 */
export const JOB_FIELDS: readonly JobField[] = [
  { key: 'period', option: 'period', form: 'text' },
  { key: 'job_data', option: 'data', form: 'files' },
  { key: 'job_locale', option: 'locale', form: 'locale' },
  { key: 'job_mapping', option: 'mapping', form: 'file' },
  { key: 'job_plan', option: 'plan', form: 'files' },
  { key: 'job_actuals', option: 'actuals', form: 'files' },
  { key: 'job_details', option: 'details', form: 'named_files' },
  { key: 'job_groups', option: 'group', form: 'named_files' },
  { key: 'job_history', option: 'history', form: 'files' },
  { key: 'job_calendars', option: 'calendar', form: 'file_or_named' },
  { key: 'job_results', option: 'out', form: 'file', output: true },
  { key: 'job_rejects', option: 'rejects', form: 'file', output: true },
  { key: 'job_summary', option: 'summary', form: 'file', output: true },
  { key: 'job_long_results', option: 'indicators', form: 'file', output: true },
  { key: 'job_columns', option: 'columns', form: ['columns_all', 'columns_summary'], output: true },
  { key: 'job_names', option: 'names', form: 'flag', output: true },
  { key: 'job_fail_on_reject', option: 'fail-on-reject', form: 'flag', output: true },
  { key: 'job_max_rejects', option: 'max-rejects', form: 'text', output: true },
];

const text: Shape = { kind: 'text' };
const object = (...fields: Field[]): Shape => ({ kind: 'object', fields });
/** A path, or a path and the sheet of a workbook. */
const file: Shape = {
  kind: 'either',
  scalar: text,
  map: object({ key: 'job_file', shape: text, required: true }, { key: 'job_sheet', shape: text }),
};
const files: Shape = { ...file, list: { kind: 'list', of: file, nonEmpty: true } };
const namedFiles: Shape = { kind: 'names', of: file };

function shapeOf({ form, output }: JobField): Shape {
  switch (form) {
    case 'file':
      return output ? text : file;
    case 'files':
      return files;
    case 'named_files':
      return namedFiles;
    case 'file_or_named':
      return { kind: 'either', scalar: text, map: namedFiles };
    case 'text':
      return text;
    case 'flag':
      return { kind: 'flag' };
    case 'locale':
      return { kind: 'language' };
    default:
      return { kind: 'word', words: form };
  }
}

const fieldOf = (field: JobField): Field => ({ key: field.key, shape: shapeOf(field) });
const head: readonly Field[] = [
  { key: 'takar', shape: { kind: 'whole_number', least: 1, most: 1 }, required: true },
  { key: 'bahasa', shape: { kind: 'language' } },
];

/** What a job file looks like. */
export const JOB: Shape = object(
  ...head,
  { key: 'ruleset', shape: text, required: true },
  ...JOB_FIELDS.filter(({ output }) => !output).map(fieldOf),
  { key: 'job_output', shape: object(...JOB_FIELDS.filter(({ output }) => output).map(fieldOf)) },
);

/** How the numbers of a column are written: the words, and by how many places the point has to move. */
export const NUMBER_FORMS = {
  number_plain: 0,
  number_fraction: 2,
  number_thousands: 3,
  number_millions: 6,
} as const satisfies Partial<Record<WordName, number>>;
export type NumberForm = keyof typeof NUMBER_FORMS;

export const DATE_FORMS = ['date_iso', 'date_day_first', 'date_month_first'] as const satisfies readonly WordName[];
export type DateForm = (typeof DATE_FORMS)[number];

export const NUMBER_FORM_NAMES = Object.keys(WORDS).filter((word): word is NumberForm => word in NUMBER_FORMS);

const mappedColumn: Shape = {
  kind: 'either',
  scalar: text,
  map: object(
    { key: 'map_column', shape: text },
    { key: 'map_number', shape: { kind: 'word', words: NUMBER_FORM_NAMES } },
    { key: 'map_date', shape: { kind: 'word', words: DATE_FORMS } },
    { key: 'job_locale', shape: { kind: 'language' } },
  ),
};

/** What a column mapping looks like: by input, the column that brings it and how that column is written. */
export const MAPPING: Shape = object(
  ...head,
  { key: 'map_columns', shape: { kind: 'names', of: mappedColumn }, required: true },
  { key: 'map_ignore', shape: { kind: 'list', of: text } },
);
