import { type Field, RULESET, type Shape } from '../language/shape.ts';
import { KEYS, type Language, OPERATORS, WORDS } from '../language/vocabulary.ts';
import type { DocumentNode, Entry, MapNode, ScalarNode } from './document.ts';
import { DATA_PATTERN, DATE_PATTERN, NAME_PATTERN } from './schema.ts';

/**
 * Whether the document has the shape of a ruleset, walked straight from the description: what the JSON Schema accepts,
 * in a tenth of the time that its validator needs to start. The validator is asked only where something is wrong, for
 * it says what. The tests hold the two against each other.
 */
export function fitsShape(root: MapNode, language: Language, shape: Shape = RULESET): boolean {
  return fits(root, shape, language);
}

/** A scalar as the schema sees it. */
export function plainScalar({ empty, style, scalar }: ScalarNode): string | number | boolean | null {
  if (empty) return null;
  if (style !== 'plain') return scalar.text;
  if (scalar.text === 'true' || scalar.text === 'false') return scalar.text === 'true';
  // Only the schema's type and range look at this number; what the file says is read from its text.
  return /^-?(?:0|[1-9]\d{0,20})(?:\.\d{1,20})?$/.test(scalar.text) ? Number(scalar.text) : scalar.text;
}

function fits(node: DocumentNode, shape: Shape, language: Language): boolean {
  switch (shape.kind) {
    case 'either': {
      const of = shape[node.kind];
      return of !== undefined && !isNothing(node) && fits(node, of, language);
    }
    case 'object':
      return node.kind === 'map' && hasFields(node, shape.fields, language);
    case 'names':
      return everyEntry(node, NAME, (value) => fits(value, shape.of, language));
    case 'data':
      return everyEntry(node, DATA, (value) => value.kind === 'scalar');
    case 'given':
      return everyEntry(node, DATA, (value) => value.kind === 'scalar' || isDataList(value));
    case 'by_part':
      return everyEntry(node, ANY, isGiven) && node.kind === 'map' && node.entries.length > 0;
    case 'list':
      if (node.kind !== 'list' || (shape.nonEmpty && node.items.length === 0)) return false;
      return node.items.every((item) => fits(item, shape.of, language));
    case 'point':
      return node.kind === 'list' && node.items.length === 2 && node.items.every(isGiven);
    case 'localized':
      if (node.kind !== 'map') return isGiven(node);
      return everyEntry(node, LANGUAGE, isGiven) && node.entries.length > 0;
    default:
      return node.kind === 'scalar' && scalarFits(plainScalar(node), shape, language);
  }
}

type Leaf = Exclude<
  Shape,
  { kind: 'either' | 'object' | 'names' | 'data' | 'given' | 'by_part' | 'list' | 'point' | 'localized' }
>;

function scalarFits(value: string | number | boolean | null, shape: Leaf, language: Language): boolean {
  switch (shape.kind) {
    case 'datum':
      return true;
    case 'expression':
    case 'text':
    case 'cell':
      return value !== null;
    case 'interval':
    case 'sort_key':
      return typeof value === 'string' || typeof value === 'number';
    case 'word':
      return shape.words.some((word) => WORDS[word][language] === value);
    case 'whole_number':
      return typeof value === 'number' && Number.isInteger(value) && value >= shape.least && value <= shape.most;
    case 'flag':
      return typeof value === 'boolean' || value === OPERATORS.true.id || value === OPERATORS.false.id;
    case 'name':
      return typeof value === 'string' && NAME.test(value);
    case 'date':
      return typeof value === 'string' && DATE.test(value);
    case 'language':
      return value === 'id' || value === 'en';
  }
}

function hasFields({ entries }: MapNode, fields: readonly Field[], language: Language): boolean {
  const isKnown = ({ key, value }: Entry) => {
    const field = fields.find((each) => KEYS[each.key][language] === key.value);
    return field !== undefined && fits(value, field.shape, language);
  };
  const isThere = ({ key }: Field) => entries.some((entry) => entry.key.value === KEYS[key][language]);
  return entries.every(isKnown) && fields.every((field) => !field.required || isThere(field));
}

function everyEntry(node: DocumentNode, keys: RegExp, isFit: (value: DocumentNode) => boolean): boolean {
  return node.kind === 'map' && node.entries.every(({ key, value }) => keys.test(key.value) && isFit(value));
}

function isDataList(node: DocumentNode): boolean {
  const isRow = (item: DocumentNode) => everyEntry(item, DATA, (value) => value.kind === 'scalar');
  return node.kind === 'list' && node.items.every((item) => item.kind === 'scalar' || isRow(item));
}

function isNothing(node: DocumentNode): boolean {
  return node.kind === 'scalar' && node.empty;
}

function isGiven(node: DocumentNode): boolean {
  return node.kind === 'scalar' && !node.empty;
}

const NAME = new RegExp(NAME_PATTERN);
const DATA = new RegExp(DATA_PATTERN);
const DATE = new RegExp(DATE_PATTERN);
const LANGUAGE = /^(?:id|en)$/;
const ANY = /(?:)/;
