import type { Localized } from '../base/codes.ts';
import { columnLetters } from '../base/columns.ts';
import { detailInputs } from '../data/details.ts';
import type { WithInputs } from '../data/row.ts';
import { inputsFingerprint, MARK_ROWS, MARK_SHEET } from '../data/template-mark.ts';
import {
  type ColumnFormat,
  daySerial,
  type NewCell,
  type NewSheet,
  type Validation,
  workbookBytes,
} from '../data/xlsx-write.ts';
import { MONEY, PERCENT } from '../language/types.ts';
import { type Language, PLAN_COLUMNS } from '../language/vocabulary.ts';
import { texts } from '../messages/say.ts';
import type { Input, Ruleset } from '../model/ruleset.ts';
import { daysFromCivil } from '../number/calendar.ts';
import type { Interval } from '../number/interval.ts';
import { Rational } from '../number/rational.ts';
import { intervalForPeople, plainDecimal } from '../number/text.ts';
import { withoutDemands } from '../plan/bind.ts';
import { actualsShape, planShape } from '../plan/columns.ts';
import { takesPlans } from '../plan/join.ts';
import { groupShape, ownInputs } from '../score/group-data.ts';
import { printExpression } from '../syntax/print.ts';
import { displayWidth } from './width.ts';

/** Columns of the hidden sheet before those with the choices. */
const BEFORE_CHOICES = 3;

/** One sheet to fill in. */
interface FormSheet {
  readonly name: string;
  readonly inputs: readonly Input[];
  /** Which columns a file of this kind is read by: the mark of the sheet. */
  readonly mark: string;
}

/**
 * A workbook for the data of a ruleset: a sheet for its records, and one for the work plan and its actuals, for each
 * table of details and for each table of groups, with a column for each input (what it means as a comment, choices to
 * pick from, limits, keys as text); and a hidden one that says which ruleset and inputs it was made for, so that
 * `readWorkbook` warns when they are others. The same ruleset gives the same bytes.
 */
export function templateWorkbook(ruleset: Ruleset, language: Language): Uint8Array[] {
  const sheets = sheetsOf(ruleset, language);
  const choices = sheets
    .flatMap(({ inputs }) => inputs)
    .flatMap((input) => {
      const values = choicesOf(input, language);
      return values.length > 0 ? [{ input, values }] : [];
    });
  // Beside actuals in long form the same sheet may have empty cells.
  const besideActuals = inputsFingerprint(withoutDemands(ownInputs(ruleset)));
  const marks = [
    [MARK_ROWS.ruleset, ruleset.name],
    ...[...new Set([...sheets.map(({ mark }) => mark), besideActuals])].map((mark, index) => [
      index === 0 ? MARK_ROWS.fingerprint : `${MARK_ROWS.fingerprint} ${index + 1}`,
      mark,
    ]),
    [MARK_ROWS.language, language],
  ];
  const most = Math.max(marks.length, ...choices.map(({ values }) => values.length));
  const hidden = Array.from({ length: most }, (_, row) =>
    [marks[row]?.[0], marks[row]?.[1], undefined, ...choices.map(({ values }) => values[row])].map(textCell),
  );
  return workbookBytes([
    ...sheets.map((sheet) => formOf(sheet, choices, language)),
    {
      name: MARK_SHEET,
      hidden: true,
      header: ['takar', '1', '-', ...choices.map(({ input }) => input.name)],
      rows: hidden,
    },
  ]);
}

function sheetsOf(ruleset: Ruleset, language: Language): readonly FormSheet[] {
  const words = texts(language).report.workbook.template;
  const sheet = (name: string, { inputs }: WithInputs, shown = [...inputs.values()]): FormSheet => {
    return { name, inputs: shown, mark: inputsFingerprint({ inputs }) };
  };
  const inLanguage = ({ inputs }: WithInputs) =>
    [...inputs.values()].filter(({ name, key }) => key || isSpelledIn(name, language));
  const [plan, actuals] = [planShape(ruleset), actualsShape(ruleset)];
  const all = [
    sheet(words.sheet, ownInputs(ruleset)),
    ...(takesPlans(ruleset)
      ? [sheet(words.plan, plan, inLanguage(plan)), sheet(words.actuals, actuals, inLanguage(actuals))]
      : []),
    ...[...ruleset.details.values()].map((details) => sheet(details.name, detailInputs(ruleset, details))),
    ...[...ruleset.groupData.keys()].map((name) => sheet(name, groupShape(ruleset, name))),
  ];
  const taken = new Set<string>();
  return all.map((each) => ({ ...each, name: freeName(each.name, taken) }));
}

/** Names of sheets have 31 characters at most, and differ without regard to case. */
const LONGEST_NAME = 31;

function freeName(wanted: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : ` ${number}`;
    const name = `${wanted.slice(0, LONGEST_NAME - ending.length)}${ending}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** Of columns with a name in either language the one; keys have a single name. */
function isSpelledIn(name: string, language: Language): boolean {
  const column = Object.values(PLAN_COLUMNS).find(({ id, en }) => name === id || name === en);
  return column === undefined || column[language] === name;
}

interface Choices {
  readonly input: Input;
  readonly values: readonly string[];
}

function formOf({ name, inputs }: FormSheet, choices: readonly Choices[], language: Language): NewSheet {
  const words = texts(language).report.workbook.template;
  const validations = inputs.map((input, index): Validation => {
    const place = choices.findIndex((choice) => choice.input === input);
    const column = columnLetters(BEFORE_CHOICES + place + 1);
    const list =
      place < 0 ? null : `'${MARK_SHEET}'!$${column}$2:$${column}$${1 + (choices[place]?.values.length ?? 0)}`;
    const about = { column: index + 1, title: titleOf(input, language), error: words.refused };
    return { ...about, prompt: noteOf(input, language).join('\n'), ...limits(input, list) };
  });
  return {
    name,
    header: inputs.map((input) => input.name),
    rows: [],
    widths: inputs.map((input) => Math.max(12, displayWidth(input.name) + 4)),
    formats: inputs.map(formatOf),
    validations,
    comments: inputs.map((input, index) => ({
      row: 1,
      column: index + 1,
      text: [titleOf(input, language), ...noteOf(input, language)].join('\n'),
    })),
  };
}

function textCell(text: string | undefined): NewCell {
  return text === undefined ? { kind: 'empty' } : { kind: 'text', text };
}

function said(text: Localized | undefined, language: Language): string | undefined {
  return text?.[language] ?? text?.id ?? text?.en;
}

function titleOf(input: Input, language: Language): string {
  return said(input.title, language) ?? input.name;
}

/** What may be chosen: labels where each says one value, otherwise the values themselves. */
function choicesOf({ type: { base }, labels }: Input, language: Language): readonly string[] {
  const { yes, no } = texts(language).report.workbook.template;
  if (base.kind === 'flag') return [yes, no];
  if (base.kind !== 'choice') return [];
  const shown = base.values.map((value) => said(labels.get(value), language) ?? value);
  const all = [...base.values, ...[...labels.values()].flatMap(({ id, en }) => [id, en])].map(plain);
  return shown.map((text, index) => {
    const value = base.values[index] ?? '';
    const own = [value, labels.get(value)?.id, labels.get(value)?.en].map(plain);
    const isOwn =
      all.filter((each) => each === plain(text)).length <= own.filter((each) => each === plain(text)).length;
    return isOwn ? text : value;
  });
}

function plain(text: string | undefined): string {
  return (text ?? '').trim().normalize('NFC').toLowerCase();
}

function formatOf({ type: { base } }: Input): ColumnFormat {
  switch (base.kind) {
    case 'number':
      return base.digits === null ? { kind: 'general' } : { kind: 'digits', digits: base.digits };
    case 'date':
      return { kind: 'date' };
    default:
      return { kind: 'text' };
  }
}

function noteOf(input: Input, language: Language): readonly string[] {
  const words = texts(language).report.workbook.template;
  const { type, range, key, optional, applies } = input;
  const { base } = type;
  const lines: string[] = [];
  if (key) lines.push(words.key);
  if (base.kind === 'number') {
    if (base.unit === PERCENT) lines.push(words.percent);
    else if (base.unit !== '') lines.push(words.unit(base.unit === MONEY ? 'Rp' : base.unit));
    if (base.digits !== null) lines.push(words.digits(base.digits));
    if (range.low !== null || range.high !== null)
      lines.push(words.range(intervalForPeople(range, language, base.unit)));
  }
  if (base.kind === 'date') lines.push(words.date);
  if (applies) lines.push(words.onlyIf(printExpression(applies, language)));
  else if (!key) lines.push(optional ? words.optional : words.required);
  return lines;
}

type Limits = Validation extends infer Each
  ? Each extends Validation
    ? Omit<Each, 'column' | 'title' | 'prompt' | 'error'>
    : never
  : never;

function limits({ type: { base }, range }: Input, list: string | null): Limits {
  if (list !== null) return { kind: 'list', formula: list };
  if (base.kind === 'date') {
    const [low, high] = [daysFromCivil(1900, 3, 1), daysFromCivil(9999, 12, 31)];
    return {
      kind: 'date',
      low: low === undefined ? null : daySerial(low),
      high: high === undefined ? null : daySerial(high),
    };
  }
  if (base.kind !== 'number' || base.digits === null) return { kind: 'any' };
  return { kind: base.digits === 0 ? 'whole' : 'decimal', ...bounds(range, base.digits) };
}

/** The least and the greatest number with so many digits that lies in the interval. */
function bounds(
  { low, lowOpen, high, highOpen }: Interval,
  digits: number,
): { low: string | null; high: string | null } {
  const step = Rational.scaled(1n, digits);
  return {
    low: low === null ? null : onGrid(low, lowOpen ? step : Rational.ZERO, digits),
    high: high === null ? null : onGrid(high, highOpen ? step.negate() : Rational.ZERO, digits),
  };
}

/** Ends between two numbers of the grid are left to the ruleset to judge. */
function onGrid(end: Rational, inwards: Rational, digits: number): string | null {
  return end.isOnGrid(digits) ? plainDecimal(end.add(inwards), digits) : null;
}
