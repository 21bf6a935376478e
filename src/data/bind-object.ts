import { type Diagnostic, diagnostic, type Place } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import type { Input } from '../model/ruleset.ts';
import type { Locale } from '../number/text.ts';
import { type CellReader, type CellReading, shortened } from './cell.ts';
import { mappedReader, wantedColumns } from './mapping.ts';
import {
  type BindOptions,
  type BoundRow,
  cellPlace,
  Draft,
  matchName,
  normalised,
  PERIOD,
  type Wanted,
  type WithInputs,
  withSuggestion,
} from './row.ts';

/** Reads rows that come as objects, from JSON or from an embedder. */
export interface ObjectBinder {
  bind(object: Readonly<Record<string, unknown>>, row: number): BoundRow;
}

/** After so many different unknown fields no more are named, so that a hostile file cannot fill the memory. */
const MOST_UNKNOWN = 1000;

/**
 * Reads objects by the inputs of a ruleset. Texts are read as cells are. Numbers come as `number` (a safe integer, or
 * a decimal by its shortest text), `bigint`, or an object that carries its text as lossless-json's LosslessNumber
 * does; flags as booleans; null and undefined are missing. A field that no input wants is named once, at the first
 * row that has it.
 */
export function createObjectBinder(ruleset: WithInputs, options: BindOptions): ObjectBinder {
  const { mapping } = options;
  const inputs = new Map(
    [...ruleset.inputs.values()].map((input) => [input.name, { input, read: mappedReader(input, mapping) }]),
  );
  const wanted = wantedColumns(ruleset, mapping);
  const reported = new Set<string>();
  return {
    bind(object, row) {
      const draft = new Draft(row);
      const { fields, unknown, twice } = matchFields(withElements(object, ruleset.lists), wanted);
      const place = (field: string): Place => cellPlace(options.path, row, -1, shortened(normalised(field)));
      for (const column of twice) draft.refuse(diagnostic('TK621', place(column), { column }));
      for (const { input, read } of inputs.values()) {
        const field = fields.get(input.name);
        const reading = (text: string, locale: Locale) =>
          field ? readField(field.value, input, read, locale) : read(text, locale);
        draft.take(input, '', reading, options.locale, () => place(field?.name ?? input.name));
      }
      const period = fields.get(PERIOD);
      if (period) draft.takePeriod(textOf(period.value) ?? '', () => place(period.name));
      const absent = [...inputs.keys()].filter((name) => !fields.has(name));
      for (const name of unknown) {
        if (name.startsWith('_') || mapping?.ignore.has(name)) continue;
        if (reported.has(name) || reported.size >= MOST_UNKNOWN) continue;
        reported.add(name);
        draft.refuse(unknownField(name, absent, place(name)));
      }
      return draft.finish();
    },
  };
}

/** Reads a single object; for many of them make one `createObjectBinder`. */
export function bindObject(
  ruleset: WithInputs,
  object: Readonly<Record<string, unknown>>,
  options: BindOptions & { readonly row: number },
): BoundRow {
  return createObjectBinder(ruleset, options).bind(object, options.row);
}

function unknownField(name: string, absent: readonly string[], place: Place): Diagnostic {
  return diagnostic('TK602', place, withSuggestion(shortened(name), nearest(name, absent)));
}

interface Field {
  /** As the object spells it. */
  readonly name: string;
  readonly value: unknown;
}

/** A list as the columns that it stands for; one that is longer is handed to its first input, which refuses it. */
function withElements(
  object: Readonly<Record<string, unknown>>,
  lists: WithInputs['lists'],
): Readonly<Record<string, unknown>> {
  if (!lists || lists.size === 0) return object;
  return Object.fromEntries(
    Object.entries(object).flatMap(([name, value]): [string, unknown][] => {
      const list = lists.get(normalised(name));
      if (!list || !Array.isArray(value)) return [[name, value]];
      const [first = name] = list.elements;
      if (value.length > list.elements.length) return [[first, value]];
      return value.map((element: unknown, index): [string, unknown] => [`${list.name}.${index + 1}`, element]);
    }),
  );
}

/** Own fields with text names only, so that nothing inherited is ever taken for data. */
function matchFields(object: Readonly<Record<string, unknown>>, wanted: Wanted) {
  const fields = new Map<string, Field>();
  const unknown: string[] = [];
  const twice: string[] = [];
  for (const name of Object.keys(object)) {
    const match = matchName(name, wanted);
    if (match === undefined) unknown.push(normalised(name));
    else if (fields.has(match)) twice.push(shortened(normalised(name)));
    else fields.set(match, { name, value: object[name] });
  }
  return { fields, unknown, twice };
}

function readField(value: unknown, input: Input, read: CellReader, locale: Locale): CellReading {
  if (value === null || value === undefined) return { kind: 'missing' };
  if (typeof value === 'string') return read(value, locale);
  if (typeof value === 'boolean')
    return input.type.base.kind === 'flag' ? read(`${value}`, 'en') : notReadable(`${value}`);
  if (typeof value === 'number') return readDouble(value, input, read);
  const text = typeof value === 'bigint' ? value.toString() : losslessText(value);
  return text === undefined ? refusedObject(value) : read(text, 'en');
}

/** A double is taken by its shortest text. A whole number beyond 2^53 has lost digits before it came here. */
function readDouble(value: number, input: Input, read: CellReader): CellReading {
  const text = String(value);
  const lost =
    !Number.isFinite(value) || text.includes('e') || (Number.isInteger(value) && !Number.isSafeInteger(value));
  if (!lost) return read(text, 'en');
  if (input.key && input.type.base.kind === 'text') {
    return { kind: 'refused', at: (place) => diagnostic('TK611', place, { text }) };
  }
  return notReadable(text);
}

function notReadable(text: string): CellReading {
  return { kind: 'refused', at: (place) => diagnostic('TK603', place, { text, localeHint: false }) };
}

function refusedObject(value: unknown): CellReading {
  const found =
    value instanceof Date ? 'date' : Array.isArray(value) ? 'list' : typeof value === 'object' ? 'map' : 'other';
  return { kind: 'refused', at: (place) => diagnostic('TK624', place, { found }) };
}

/** The text of a number that was kept as text; undefined for any other object. */
function losslessText(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('isLosslessNumber' in value) || !('value' in value))
    return undefined;
  return value.isLosslessNumber === true && typeof value.value === 'string' ? value.value : undefined;
}

/** The text of a period: `2026` may come as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : losslessText(value);
}
