import { JOB, MAPPING } from '../language/job.ts';
import { RULESET, type Shape } from '../language/shape.ts';
import { KEYS, type Language, OPERATORS, WORDS, type Word } from '../language/vocabulary.ts';

/** As much of JSON Schema 2020-12 as the description of a ruleset needs. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export const NAME_PATTERN = '^[A-Za-z][A-Za-z0-9_]*$';
export const DATA_PATTERN = '^[A-Za-z][A-Za-z0-9_]*([.]([A-Za-z][A-Za-z0-9_]*|[1-9][0-9]{0,2}))*$';
export const DATE_PATTERN = '^[0-9]{4}-[0-9]{2}-[0-9]{2}$';

/**
 * The JSON Schema of a ruleset file, in both languages: `bahasa: id` chooses the Indonesian keys. It serves editors
 * and, compiled by ajv, the reader.
 */
export function rulesetSchema(): JsonSchema {
  return documentSchema(RULESET, 'ruleset', {
    title: 'Ruleset of takar (*.takar.yaml)',
    description: 'Berkas aturan takar. Tulis `bahasa: id` untuk kata kunci bahasa Indonesia.',
  });
}

/** The JSON Schema of job files, in both languages. */
export function jobSchema(): JsonSchema {
  return documentSchema(JOB, 'job', {
    title: 'Job of takar (*.takar-job.yaml)',
    description: 'Berkas kerja takar: aturan, data, dan keluaran dari satu penilaian.',
  });
}

/** The JSON Schema of column mappings, in both languages. */
export function mappingSchema(): JsonSchema {
  return documentSchema(MAPPING, 'mapping', {
    title: 'Column mapping of takar',
    description: 'Pemetaan kolom takar: kolom data untuk setiap masukan.',
  });
}

function documentSchema(
  shape: Shape,
  name: string,
  about: { readonly title: string; readonly description: string },
): JsonSchema {
  const definitions: Record<string, JsonSchema> = { ...LEAVES };
  const root = (language: Language) => new SchemaWriter(language, definitions).reference(shape, name);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...about,
    type: 'object',
    if: { required: ['bahasa'], properties: { bahasa: { const: 'id' } } },
    then: root('id'),
    else: root('en'),
    $defs: definitions,
  };
}

class SchemaWriter {
  private readonly language: Language;
  private readonly definitions: Record<string, JsonSchema>;
  private readonly names = new Map<Shape, string>();

  constructor(language: Language, definitions: Record<string, JsonSchema>) {
    this.language = language;
    this.definitions = definitions;
  }

  /** Shapes with parts of their own are written once, under a name taken from the key that first holds them. */
  reference(shape: Shape, hint: string): JsonSchema {
    if (shape.kind !== 'object' && shape.kind !== 'either') return this.write(shape, hint);
    let name = this.names.get(shape);
    if (name === undefined) {
      name = this.freeName(`${this.language}_${hint}`);
      this.names.set(shape, name);
      this.definitions[name] = {};
      this.definitions[name] = this.write(shape, hint);
    }
    return { $ref: `#/$defs/${name}` };
  }

  private freeName(wanted: string): string {
    let name = wanted;
    for (let number = 2; name in this.definitions; number++) name = `${wanted}_${number}`;
    return name;
  }

  private write(shape: Shape, hint: string): JsonSchema {
    switch (shape.kind) {
      case 'object':
        return this.object(shape.fields, hint);
      case 'names':
        return named(NAME_PATTERN, this.reference(shape.of, hint));
      case 'data':
        return named(DATA_PATTERN, reference('datum'));
      case 'given':
        return named(DATA_PATTERN, { type: [...DATUM, 'array'], items: DATA_ITEM });
      case 'by_part':
        return { type: 'object', minProperties: 1, additionalProperties: EXPRESSION };
      case 'list':
        return { type: 'array', ...(shape.nonEmpty && { minItems: 1 }), items: this.reference(shape.of, hint) };
      case 'point':
        return { type: 'array', minItems: 2, maxItems: 2, items: EXPRESSION };
      case 'either':
        return this.either(shape, hint);
      case 'word':
        return { enum: shape.words.map((word) => WORDS[word][this.language]) };
      case 'whole_number':
        return { type: 'integer', minimum: shape.least, maximum: shape.most };
      default:
        return reference(shape.kind);
    }
  }

  private object(fields: Extract<Shape, { kind: 'object' }>['fields'], hint: string): JsonSchema {
    const properties: Record<string, JsonSchema> = {};
    for (const { key, shape } of fields) {
      const word: Word = KEYS[key];
      const other = word[this.language === 'en' ? 'id' : 'en'];
      const schema = this.reference(shape, key === 'value' || key === 'order' ? `${hint}_${key}` : key);
      properties[word[this.language]] = { title: other, ...schema };
    }
    const required = fields.filter((field) => field.required).map(({ key }) => KEYS[key][this.language]);
    return { type: 'object', ...(required.length > 0 && { required }), properties, additionalProperties: false };
  }

  /** One condition for each kind of node, so that only what stands there is judged. */
  private either({ scalar, map, list }: Extract<Shape, { kind: 'either' }>, hint: string): JsonSchema {
    const kinds: string[] = [];
    const branches: JsonSchema[] = [];
    const branch = (types: readonly string[], shape: Shape | undefined) => {
      if (!shape) return;
      kinds.push(...types);
      const written = this.reference(shape, hint);
      branches.push({ if: { type: types.length === 1 ? types[0] : types }, then: written });
    };
    branch(['string', 'number', 'boolean'], scalar);
    branch(['object'], map);
    branch(['array'], list);
    return { type: kinds, allOf: branches };
  }
}

/** A datum, a list of them, or rows of data. */
export const GIVEN: Extract<Shape, { kind: 'either' }> = {
  kind: 'either',
  scalar: { kind: 'datum' },
  list: { kind: 'list', of: { kind: 'either', scalar: { kind: 'datum' }, map: { kind: 'data' } } },
};

function named(pattern: string, of: JsonSchema): JsonSchema {
  return { type: 'object', propertyNames: { pattern }, additionalProperties: of };
}

const reference = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const EXPRESSION = reference('expression');
/** Numbers and truth values stand unquoted where an expression may stand. */
const SCALAR = { type: ['string', 'number', 'boolean'] };

const DATUM = ['string', 'number', 'boolean', 'null'];
/** One of a list of data: a datum, or a row by its columns. */
const DATA_ITEM = { ...named(DATA_PATTERN, reference('datum')), type: [...DATUM, 'object'] };

/** What is the same in both languages. */
const LEAVES: Readonly<Record<string, JsonSchema>> = {
  expression: SCALAR,
  text: SCALAR,
  cell: SCALAR,
  interval: { type: ['string', 'number'] },
  sort_key: { type: ['string', 'number'] },
  localized: {
    type: ['string', 'number', 'boolean', 'object'],
    minProperties: 1,
    properties: { id: reference('text'), en: reference('text') },
    additionalProperties: false,
  },
  name: { type: 'string', pattern: NAME_PATTERN },
  flag: { enum: [true, false, OPERATORS.true.id, OPERATORS.false.id] },
  date: { type: 'string', pattern: DATE_PATTERN },
  language: { enum: ['id', 'en'] },
  datum: { type: DATUM },
};
