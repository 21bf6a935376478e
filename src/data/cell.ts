import type { Code, CodeArgs } from '../base/codes.ts';
import { type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Span } from '../base/source.ts';
import type { Value } from '../language/core.ts';
import { MONEY, PERCENT } from '../language/types.ts';
import type { Input } from '../model/ruleset.ts';
import { parseIsoDate } from '../number/calendar.ts';
import { contains } from '../number/interval.ts';
import { type Locale, parseNumber, type ReadNumber } from '../number/text.ts';

/** What the text of a cell says of an input. */
export type CellReading =
  | { readonly kind: 'value'; readonly value: Value }
  /** An empty or blank cell. */
  | { readonly kind: 'missing' }
  /** The text is no value of the input; `at` makes the finding, once the place is known. */
  | { readonly kind: 'refused'; readonly at: (place: Place | Span) => Diagnostic };

/** Reads cells of one input. What can be prepared once for all rows is. */
export type CellReader = (text: string, locale: Locale) => CellReading;

const MISSING: CellReading = { kind: 'missing' };

/** The reader for one input: text is trimmed and brought to NFC, then read by the input's type. */
export function cellReader(input: Input): CellReader {
  const read = readerOfType(input);
  return (text, locale) => {
    const content = text.trim().normalize('NFC');
    if (content === '') return MISSING;
    if (isSpreadsheetError(content)) return refused('TK603', { text: shortened(content), localeHint: false });
    return read(content, locale);
  };
}

/** Reads a single cell; for many cells of one input prepare `cellReader` once. */
export function readCell(
  text: string,
  input: Input,
  locale: Locale,
  place: Place | Span,
): { readonly value?: Value; readonly finding?: Diagnostic } {
  const reading = cellReader(input)(text, locale);
  if (reading.kind === 'missing') return {};
  return reading.kind === 'value' ? { value: reading.value } : { finding: reading.at(place) };
}

function readerOfType(input: Input): CellReader {
  switch (input.type.base.kind) {
    case 'number':
      return numberReader(input, input.type.base.unit, input.type.base.digits ?? 0);
    case 'choice':
      return choiceReader(input, input.type.base.values);
    case 'flag':
      return readFlag;
    case 'date':
      return readDate;
    case 'text':
      return input.key ? readKeyText : (text) => value(text);
    default:
      throw new Error(`An input cannot be of the type ${input.type.base.kind}`);
  }
}

function value(read: Value): CellReading {
  return { kind: 'value', value: read };
}

function refused<C extends Code>(code: C, args: CodeArgs[C]): CellReading {
  return { kind: 'refused', at: (place) => diagnostic(code, place, args) };
}

const LONGEST_SHOWN = 80;

/** Control characters, and those that turn the direction of writing: they could play tricks on a terminal. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A cell or a name as a finding shows it: a long one by its beginning, and nothing that cannot be seen. */
export function shortened(text: string): string {
  const beginning = text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN)}…`;
  return beginning.replace(UNSEEN, '\ufffd');
}

const SPREADSHEET_ERRORS: ReadonlySet<string> = new Set([
  '#N/A',
  '#REF!',
  '#DIV/0!',
  '#VALUE!',
  '#NAME?',
  '#NUM!',
  '#NULL!',
  '#SPILL!',
  '#CALC!',
  '#FIELD!',
  '#BLOCKED!',
  '#CONNECT!',
  '#UNKNOWN!',
  '#GETTING_DATA',
]);

/** An error of the spreadsheet is never taken for missing: somebody has to look at it. `Err:502` is LibreOffice's. */
function isSpreadsheetError(text: string): boolean {
  if (text.startsWith('#')) return SPREADSHEET_ERRORS.has(text.toUpperCase());
  return /^err:\d{3}$/i.test(text);
}

const TRUE_WORDS: ReadonlySet<string> = new Set(['true', 'ya', '1']);
const FALSE_WORDS: ReadonlySet<string> = new Set(['false', 'tidak', '0']);

function readFlag(text: string): CellReading {
  const word = text.toLowerCase();
  if (TRUE_WORDS.has(word)) return value(true);
  return FALSE_WORDS.has(word) ? value(false) : refused('TK613', { text: shortened(text) });
}

function readDate(text: string): CellReading {
  const days = parseIsoDate(text);
  return days === undefined ? refused('TK612', { text: shortened(text) }) : value(days);
}

function readKeyText(text: string): CellReading {
  if (isSpoiledBySpreadsheet(text)) return refused('TK611', { text: shortened(text) });
  // U+001F joins the parts of a key: a part that held it could be taken for two.
  if (text.includes('\u001f')) return refused('TK603', { text: shortened(text), localeHint: false });
  return value(text);
}

/**
 * A spreadsheet keeps 15 digits of a number and shows a long one as `1.99001E+17`. Three zeros or more after 15
 * digits are its trace as well; one or two may well be true (every tenth NIK of 16 digits ends in 0).
 */
function isSpoiledBySpreadsheet(text: string): boolean {
  return /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i.test(text) || /^\d{15}0{3,}$/.test(text);
}

function choiceReader(input: Input, values: readonly string[]): CellReader {
  const known = new Set(values);
  const byLabel = valuesByLabel(input, values);
  return (text) => {
    if (known.has(text)) return value(text);
    const labelled = byLabel.get(text.toLowerCase());
    if (typeof labelled === 'string') return value(labelled);
    const suggestion = nearest(text, values) ?? nearest(text, labelsOf(input));
    return refused('TK607', { text: shortened(text), allowed: values, ...(suggestion ? { suggestion } : {}) });
  };
}

function labelsOf(input: Input): string[] {
  return [...input.labels.values()].flatMap(({ id, en }) => [id, en].filter((label) => label !== undefined));
}

/** Labels in either language, whatever their case; a label that two values share says neither (null). */
function valuesByLabel(input: Input, values: readonly string[]): ReadonlyMap<string, string | null> {
  const byLabel = new Map<string, string | null>();
  const add = (label: string, of: string) => {
    const key = label.trim().normalize('NFC').toLowerCase();
    const before = byLabel.get(key);
    byLabel.set(key, before === undefined || before === of ? of : null);
  };
  for (const of of values) {
    const label = input.labels.get(of);
    if (label?.id !== undefined) add(label.id, of);
    if (label?.en !== undefined) add(label.en, of);
  }
  return byLabel;
}

function numberReader(input: Input, unit: string, digits: number): CellReader {
  const fits = (number: ReadNumber): boolean =>
    hasUnit(number, unit) && number.digits <= digits && contains(input.range, number.value);
  return (content, locale) => {
    const text = shortened(content);
    const number = parseNumber(content, locale);
    if (number && fits(number)) return value(number.value);
    const elsewhere = parseNumber(content, locale === 'en' ? 'id' : 'en');
    const localeHint = elsewhere !== undefined && fits(elsewhere);
    if (!number) return refused('TK603', { text, localeHint });
    if (!hasUnit(number, unit)) return refused('TK614', { text, unit });
    if (number.digits > digits) return refused('TK604', { text, digits, localeHint });
    return refused('TK605', { text, range: input.range, unit });
  };
}

/** A unit may be left out; where it stands it must be the declared one. */
function hasUnit({ suffix }: ReadNumber, unit: string): boolean {
  if (suffix === '' || suffix === unit) return true;
  return unit !== PERCENT && unit !== MONEY && suffix.toLowerCase() === unit.toLowerCase();
}
