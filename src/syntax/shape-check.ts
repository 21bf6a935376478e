import type { ShapeName } from '../base/codes.ts';
import { type Attachments, type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import { nearest } from '../base/nearest.ts';
import { once } from '../base/once.ts';
import type { Source, Span } from '../base/source.ts';
import { type Field, RULESET, type Shape } from '../language/shape.ts';
import { KEYS, type Language, WORDS, type Word } from '../language/vocabulary.ts';
import type { DocumentNode, MapNode, ScalarNode } from './document.ts';
import { quote } from './lexical.ts';
import { GIVEN } from './schema.ts';
import { fitsShape, plainScalar } from './shape-fits.ts';
import { createValidator, type SchemaError, type Validator } from './validate-ruleset.generated.js';

/** More findings on the shape of one file help nobody, and a hostile file must not cost more. */
const MOST_FINDINGS = 1000;

/** A kind of document: its shape, and what ajv made of the shape's schema. */
export interface DocumentKind {
  readonly shape: Shape;
  readonly validator: () => Validator;
}

/** A file without mistakes needs no validator. */
const RULESET_DOCUMENT: DocumentKind = { shape: RULESET, validator: once(createValidator) };

/** Compares a document with the JSON Schema and says what is wrong at the exact node, one finding a fault. */
export function checkShape(
  source: Source,
  root: MapNode,
  language: Language,
  kind: DocumentKind = RULESET_DOCUMENT,
): readonly Diagnostic[] {
  const findings = lostTails(source, root, language, kind.shape);
  if (fitsShape(root, language, kind.shape)) return findings;
  const errors = schemaErrors(root, language, kind).slice(0, 5 * MOST_FINDINGS);
  const translator = new Translator(source, root, language, kind.shape);
  // Unknown keys first: a required key that was misspelt is not reported as absent as well.
  for (const error of errors) if (error.keyword === 'additionalProperties') translator.translate(error);
  for (const error of errors) if (error.keyword !== 'additionalProperties') translator.translate(error);
  return [...findings, ...translator.findings.slice(0, MOST_FINDINGS)];
}

/** What the JSON Schema has against the document. */
export function schemaErrors(
  root: MapNode,
  language: Language,
  kind: DocumentKind = RULESET_DOCUMENT,
): readonly SchemaError[] {
  const validate = kind.validator();
  // The file may have been taken for Indonesian although it does not say so.
  return validate(language === 'id' ? withLanguage(root) : plain(root)) ? [] : (validate.errors ?? []);
}

/** The document as JSON data for ajv. Without a prototype, so that `__proto__` is a key like any other. */
function plain(node: DocumentNode): unknown {
  if (node.kind === 'list') return node.items.map((item) => plain(item));
  return node.kind === 'scalar' ? plainScalar(node) : plainMap(node);
}

function plainMap(map: MapNode): Record<string, unknown> {
  const data: Record<string, unknown> = Object.create(null);
  for (const { key, value } of map.entries) data[key.value] = plain(value);
  return data;
}

function withLanguage(root: MapNode): Record<string, unknown> {
  const data = plainMap(root);
  data[KEYS.bahasa.id] = 'id';
  return data;
}

/** A node with the shape it should have, the entry it is the value of, and the key of the nearest map around. */
interface Met {
  readonly node: DocumentNode;
  readonly shape: Shape | undefined;
  readonly key: Span;
}

class Translator {
  readonly findings: Diagnostic[] = [];
  private readonly source: Source;
  private readonly root: MapNode;
  private readonly language: Language;
  private readonly shape: Shape;
  /** Keys that a misspelt one stands for, by the map they are missing from. */
  private readonly meant = new Map<DocumentNode, Set<string>>();
  private readonly indexes = new Map<MapNode, Map<string, MapNode['entries'][number]>>();

  constructor(source: Source, root: MapNode, language: Language, shape: Shape) {
    this.source = source;
    this.root = root;
    this.language = language;
    this.shape = shape;
  }

  translate(error: SchemaError): void {
    // Conditions only choose a branch; the pattern of a key is reported by `propertyNames`.
    if (error.keyword === 'if' || (error.keyword === 'pattern' && error.propertyName !== undefined)) return;
    const met = this.meet(error.instancePath);
    if (!met) return;
    if (error.keyword === 'additionalProperties') this.unknownKey(met, error.params.additionalProperty ?? '');
    else if (error.keyword === 'required') this.missingKey(met, error.params.missingProperty ?? '');
    else if (error.keyword === 'propertyNames') this.badName(met, error.params.propertyName ?? '');
    else this.wrongNode(met, error.keyword);
  }

  /** Follows ajv's path through the document and the shape side by side. */
  private meet(path: string): Met | undefined {
    let met: Met = { node: this.root, shape: this.shape, key: this.root.entries[0]?.key.span ?? this.root.span };
    for (const part of path.split('/').slice(1)) {
      const step = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const next: Met | undefined = met.node.kind === 'list' ? this.item(met, Number(step)) : this.entry(met, step);
      if (!next) return undefined;
      met = next;
    }
    return met;
  }

  private item({ node, shape, key }: Met, index: number): Met | undefined {
    const item = node.kind === 'list' ? node.items[index] : undefined;
    if (!item) return undefined;
    const within = resolved(shape, node);
    const of: Shape | undefined =
      within?.kind === 'list' ? within.of : within?.kind === 'point' ? EXPRESSION : undefined;
    return { node: item, shape: of, key: item.kind === 'map' ? (item.entries[0]?.key.span ?? item.span) : key };
  }

  private entry({ node, shape }: Met, name: string): Met | undefined {
    if (node.kind !== 'map') return undefined;
    const entry = this.index(node).get(name);
    return (
      entry && { node: entry.value, shape: valueShape(resolved(shape, node), name, this.language), key: entry.key.span }
    );
  }

  private index(map: MapNode): Map<string, MapNode['entries'][number]> {
    let index = this.indexes.get(map);
    if (!index) {
      index = new Map(map.entries.map((entry) => [entry.key.value, entry]));
      this.indexes.set(map, index);
    }
    return index;
  }

  private unknownKey({ node, shape }: Met, key: string): void {
    if (node.kind !== 'map') return;
    const span = this.index(node).get(key)?.key.span;
    if (!span) return;
    const within = resolved(shape, node);
    const fields = within?.kind === 'object' ? within.fields : [];
    const allowed = within?.kind === 'object' ? fields.map((field) => this.spelled(field)) : ['id', 'en'];
    const other: Language = this.language === 'en' ? 'id' : 'en';
    const translated = fields.find((field) => KEYS[field.key][other] === key);
    const suggestion = translated ? this.spelled(translated) : nearest(key, allowed);
    const free = suggestion !== undefined && !this.index(node).has(suggestion);
    if (suggestion !== undefined && free) this.mean(node, suggestion);
    const fix = (safe: boolean): Attachments =>
      suggestion !== undefined && free ? { fixes: [{ edits: [{ span, text: suggestion }], safe }] } : {};
    if (translated && suggestion !== undefined) {
      const args = { key, expected: suggestion, language: this.language };
      this.findings.push(diagnostic('TK113', span, args, fix(true)));
    } else {
      const args = suggestion === undefined ? { key, allowed } : { key, allowed, suggestion };
      this.findings.push(diagnostic('TK103', span, args, fix(false)));
    }
  }

  private mean(map: DocumentNode, key: string): void {
    this.meant.set(map, (this.meant.get(map) ?? new Set()).add(key));
  }

  private spelled({ key }: Field): string {
    return KEYS[key][this.language];
  }

  private missingKey({ node, key }: Met, missing: string): void {
    if (this.meant.get(node)?.has(missing)) return;
    this.findings.push(diagnostic('TK104', key, { key: missing }));
  }

  private badName({ node }: Met, name: string): void {
    const span = node.kind === 'map' ? this.index(node).get(name)?.key.span : undefined;
    if (span) this.findings.push(diagnostic('TK119', span, { name }));
  }

  private wrongNode(met: Met, keyword: string): void {
    const { node, shape } = met;
    const within = resolved(shape, node);
    if (node.kind === 'scalar' && !node.empty) this.wrongScalar(met, node, within);
    else if (within?.kind === 'cell' && this.isBareDash(node)) this.bareDash(node.span);
    else if (keyword === 'maxItems' || (keyword === 'minItems' && within?.kind === 'point')) {
      const found = node.kind === 'list' ? node.items.length : 0;
      this.findings.push(diagnostic('TK131', this.place(met), { found }));
    } else {
      const nothing = (node.kind === 'scalar' && node.empty) || keyword === 'minItems' || keyword === 'minProperties';
      const found = nothing ? 'empty' : node.kind;
      this.findings.push(diagnostic('TK105', this.place(met), { expected: expectedOf(shape), found }));
    }
  }

  private wrongScalar(met: Met, node: ScalarNode, shape: Shape | undefined): void {
    const found = node.scalar.text;
    const span = node.scalar.span(0, found.length);
    if (shape?.kind === 'date') return; // The reader rewrites dates (TK127).
    if (shape?.kind === 'name') {
      this.findings.push(diagnostic('TK119', span, { name: found }));
    } else if (shape?.kind === 'whole_number' && /^\d+$/.test(found) && !/^0\d/.test(found)) {
      const isVersion = shape.least === 1 && shape.most === 1;
      const { least, most } = shape;
      this.findings.push(
        isVersion ? diagnostic('TK117', span, { found }) : diagnostic('TK126', span, { found, least, most }),
      );
    } else if (shape?.kind === 'word' || shape?.kind === 'language') {
      this.wrongWord(met, shape, found, span);
    } else {
      this.findings.push(diagnostic('TK105', span, { expected: expectedOf(met.shape), found: 'scalar' }));
    }
  }

  private wrongWord({ shape: whole }: Met, shape: Shape, found: string, span: Span): void {
    const words = shape.kind === 'word' ? shape.words.map((word): Word => WORDS[word]) : LANGUAGES;
    const allowed = words.map((word) => word[this.language]);
    const other: Language = this.language === 'en' ? 'id' : 'en';
    const translated = words.find((word) => word[other] === found)?.[this.language];
    const suggestion = translated ?? nearest(found, allowed);
    // Beside a single word (round: none) a map was meant; beside several, one of them.
    if (suggestion === undefined && allowed.length === 1 && whole?.kind === 'either' && whole.map) {
      this.findings.push(diagnostic('TK105', span, { expected: 'map', found: 'scalar' }));
      return;
    }
    const fixes =
      suggestion === undefined ? [] : [{ edits: [{ span, text: suggestion }], safe: translated !== undefined }];
    const args = suggestion === undefined ? { found, allowed } : { found, allowed, suggestion };
    this.findings.push(diagnostic('TK108', span, args, { fixes }));
  }

  /** `- -` or a dash with nothing behind it, where a cell for "any" was meant. */
  private isBareDash(node: DocumentNode): boolean {
    return node.kind === 'scalar' && node.empty && this.source.text[node.span.start] === '-';
  }

  private bareDash(span: Span): void {
    this.findings.push(diagnostic('TK111', span, { text: '-' }, { fixes: [quote(this.source, span.start, span.end)] }));
  }

  /** The node where it stands on one line, otherwise the key that it is the value of. */
  private place({ node, key }: Met): Span {
    return this.source.text.slice(node.span.start, node.span.end).includes('\n') ? key : node.span;
  }
}

const LANGUAGES: readonly Word[] = [
  { en: 'id', id: 'id' },
  { en: 'en', id: 'en' },
];
const EXPRESSION: Shape = { kind: 'expression' };

/** The shape itself, or the part of an `either` that fits what stands there. */
export function resolved(shape: Shape | undefined, node: DocumentNode): Shape | undefined {
  return shape?.kind === 'either' ? shape[node.kind] : shape;
}

/** The shape of the value at a key. */
export function valueShape(shape: Shape | undefined, key: string, language: Language): Shape | undefined {
  switch (shape?.kind) {
    case 'object':
      return shape.fields.find((field) => KEYS[field.key][language] === key)?.shape;
    case 'names':
      return shape.of;
    case 'by_part':
      return EXPRESSION;
    case 'data':
      return { kind: 'datum' };
    case 'given':
      return GIVEN;
    case 'localized':
      return { kind: 'text' };
    default:
      return undefined;
  }
}

function expectedOf(shape: Shape | undefined): ShapeName {
  if (!shape) return 'value';
  switch (shape.kind) {
    case 'object':
    case 'names':
    case 'data':
    case 'given':
    case 'by_part':
      return 'map';
    case 'list':
    case 'point':
      return 'list';
    case 'word':
    case 'language':
      return 'text';
    case 'cell':
    case 'datum':
      return 'value';
    case 'sort_key':
      return 'expression';
    case 'either':
      return shape.list && shape.map
        ? 'list'
        : shape.map && shape.scalar?.kind === 'word'
          ? 'map'
          : expectedOf(shape.scalar);
    default:
      return shape.kind;
  }
}

/** `x #1` without quotes: YAML takes ` #1` for a comment and the expression loses its tail. */
function lostTails(source: Source, root: MapNode, language: Language, whole: Shape): Diagnostic[] {
  const findings: Diagnostic[] = [];
  const visit = (node: DocumentNode, shape: Shape | undefined): void => {
    const within = resolved(shape, node);
    if (node.kind === 'scalar') {
      const finding = within && TAILED.has(within.kind) ? lostTail(source, node) : undefined;
      if (finding) findings.push(finding);
    } else if (node.kind === 'list') {
      for (const item of node.items)
        visit(item, within?.kind === 'list' ? within.of : within?.kind === 'point' ? EXPRESSION : undefined);
    } else {
      for (const { key, value } of node.entries) visit(value, valueShape(within, key.value, language));
    }
  };
  visit(root, whole);
  return findings;
}

const TAILED: ReadonlySet<Shape['kind']> = new Set(['expression', 'interval', 'cell', 'sort_key']);

function lostTail(source: Source, node: ScalarNode): Diagnostic | undefined {
  if (node.style !== 'plain' || node.empty) return undefined;
  const { path, start, end } = node.span;
  const tail = /^[ \t]+#[^\s#][^\r\n]*/.exec(source.text.slice(end, end + 200));
  if (!tail) return undefined;
  const lost = tail[0].trim();
  const span: Span = { path, start: end + tail[0].indexOf('#'), end: end + tail[0].trimEnd().length };
  const { edits } = quote(source, start, span.end);
  return diagnostic('TK112', span, { lost }, { fixes: [{ edits, safe: false }] });
}
