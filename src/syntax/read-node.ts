import type { Localized } from '../base/codes.ts';
import { type Diagnostic, diagnostic } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Span } from '../base/source.ts';
import { wordNamed } from '../language/shape.ts';
import { combineUnits } from '../language/types.ts';
import { KEYS, type KeyName, type Language, OPERATORS, type WordName } from '../language/vocabulary.ts';
import { type Days, formatIsoDate, parseDateInOrder, parseIsoDate } from '../number/calendar.ts';
import type { CellAst, Expression, IntervalExpression, Located, Named, SortKeyAst } from './ast.ts';
import type { DocumentNode, MapNode, ScalarNode } from './document.ts';
import { type IdSource, parseCell, parseExpression, parseInterval, parseSortKey } from './parse-expression.ts';
import type { ScalarText } from './scalar-map.ts';

/**
 * Reads the parts of a document in the file's language. Every method answers undefined for what is not there and for
 * what cannot be read; the latter is counted as lost, and something must have been said about it.
 */
export class Reader {
  readonly language: Language;
  readonly findings: Diagnostic[] = [];
  /** Parts that could not be read: the shape check or a finding here has to account for them. */
  lost = 0;
  /** Names whose declaration could not be read. */
  readonly unread: string[] = [];
  private readonly ids: IdSource;

  constructor(language: Language, ids: IdSource) {
    this.language = language;
    this.ids = ids;
  }

  /** The key as this file spells it. */
  spelled(key: KeyName): string {
    return KEYS[key][this.language];
  }

  get(map: MapNode, key: KeyName): DocumentNode | undefined {
    const spelling = this.spelled(key);
    return map.entries.find((entry) => entry.key.value === spelling)?.value;
  }

  /** Reads what stands at a key of a map. */
  at<T>(map: MapNode, key: KeyName, read: (node: DocumentNode) => T | undefined): T | undefined {
    const node = this.get(map, key);
    return node === undefined ? undefined : read(node);
  }

  /** As `at`, for a key that must be there: without it the whole is lost. */
  need<T>(map: MapNode, key: KeyName, read: (node: DocumentNode) => T | undefined): T | undefined {
    const node = this.get(map, key);
    return node === undefined ? this.lose() : read(node);
  }

  lose(): undefined {
    this.lost++;
    return undefined;
  }

  map(node: DocumentNode): MapNode | undefined {
    return node.kind === 'map' ? node : this.lose();
  }

  scalar(node: DocumentNode): ScalarNode | undefined {
    return node.kind === 'scalar' && !node.empty ? node : this.lose();
  }

  list<T>(node: DocumentNode, read: (item: DocumentNode) => T | undefined): readonly T[] | undefined {
    if (node.kind !== 'list') return this.lose();
    return node.items.map(read).filter((item) => item !== undefined);
  }

  named<T>(node: DocumentNode, read: (value: DocumentNode) => T | undefined): Named<T> | undefined {
    const map = this.map(node);
    return map?.entries.flatMap(({ key, value: node }) => {
      const value = read(node);
      return value === undefined ? [] : [{ name: key, value }];
    });
  }

  /** As `named`, for what declares names: one that is lost is remembered, for others may read it. */
  declared<T>(node: DocumentNode, read: (value: DocumentNode) => T | undefined): Named<T> | undefined {
    const named = this.named(node, read);
    const known = new Set(named?.map(({ name }) => name));
    const entries = node.kind === 'map' ? node.entries : [];
    this.unread.push(...entries.filter(({ key }) => !known.has(key)).map(({ key }) => key.value));
    return named;
  }

  expression = (node: DocumentNode): Expression | undefined => this.parsed(node, parseExpression);
  interval = (node: DocumentNode): IntervalExpression | undefined => this.parsed(node, parseInterval);
  cell = (node: DocumentNode): CellAst | undefined => {
    if (node.kind !== 'list') return this.parsed(node, parseCell);
    return { kind: 'values', span: node.span, values: this.list(node, this.expression) ?? [] };
  };
  sortKey = (node: DocumentNode): SortKeyAst | undefined => this.parsed(node, parseSortKey);

  private parsed<T>(
    node: DocumentNode,
    parse: (scalar: ScalarText, language: Language, ids: IdSource) => Outcome<T>,
  ): T | undefined {
    const scalar = this.scalar(node);
    if (!scalar) return undefined;
    const { value, diagnostics } = parse(scalar.scalar, this.language, this.ids);
    this.findings.push(...diagnostics);
    return value ?? this.lose();
  }

  text = (node: DocumentNode): string | undefined => this.located(node)?.value;

  /** Text with its place, blanks and line ends around it left out. */
  located = (node: DocumentNode): Located<string> | undefined => {
    const scalar = this.scalar(node);
    return scalar && trimmed(scalar.scalar);
  };

  name = (node: DocumentNode): Located<string> | undefined => {
    const scalar = this.scalar(node);
    return scalar && { value: scalar.scalar.text, span: wholeSpan(scalar.scalar) };
  };

  /** A unit of measure: a name, or names multiplied and divided, as in `izin/hari`; in its canonical form. */
  unit = (node: DocumentNode): Located<string> | undefined => {
    const written = this.located(node);
    if (!written) return undefined;
    const text = written.value
      .split(/([*/])/)
      .map((part) => part.trim())
      .join('');
    if (UNIT.test(text)) return { ...written, value: /[*/]/.test(text) ? combineUnits(text, '', 1) : text };
    this.findings.push(diagnostic('TK119', written.span, { name: written.value }));
    return this.lose();
  };

  localized = (node: DocumentNode): Localized | undefined => {
    if (node.kind !== 'map') {
      const text = this.text(node);
      if (text === undefined) return undefined;
      return this.language === 'id' ? { id: text } : { en: text };
    }
    const part = (language: Language) => {
      const value = node.entries.find(({ key }) => key.value === language)?.value;
      return value && this.text(value);
    };
    const id = part('id');
    const en = part('en');
    return { ...(id !== undefined && { id }), ...(en !== undefined && { en }) };
  };

  word<W extends WordName>(node: DocumentNode, words: readonly W[]): Located<W> | undefined {
    const found = this.name(node);
    if (!found) return undefined;
    const value = wordNamed(words, found.value, this.language);
    const known = words.find((word) => word === value);
    return known === undefined ? this.lose() : { value: known, span: found.span };
  }

  /** `id` or `en`, spelled the same in both languages. */
  locale = (node: DocumentNode): Located<Language> | undefined => {
    const found = this.name(node);
    if (!found) return undefined;
    return found.value === 'id' || found.value === 'en' ? { value: found.value, span: found.span } : this.lose();
  };

  flag = (node: DocumentNode): boolean | undefined => {
    const scalar = this.scalar(node);
    return scalar && (flagValue(scalar.scalar.text) ?? this.lose());
  };

  wholeNumber = (node: DocumentNode): Located<number> | undefined => {
    const found = this.name(node);
    if (!found) return undefined;
    return /^\d{1,9}$/.test(found.value) ? { value: Number(found.value), span: found.span } : this.lose();
  };

  date = (node: DocumentNode): Located<Days> | undefined => {
    const found = this.located(node);
    if (!found) return undefined;
    const days = parseIsoDate(found.value);
    if (days !== undefined) return { value: days, span: found.span };
    const rewritten = isoFrom(found.value);
    const args = rewritten === undefined ? { found: found.value } : { found: found.value, rewritten };
    const fixes = rewritten === undefined ? [] : [{ edits: [{ span: found.span, text: rewritten }], safe: false }];
    this.findings.push(diagnostic('TK127', found.span, args, { fixes }));
    const meant = rewritten === undefined ? undefined : parseIsoDate(rewritten);
    return meant === undefined ? this.lose() : { value: meant, span: found.span };
  };
}

export function wholeSpan(scalar: ScalarText): Span {
  return scalar.span(0, scalar.text.length);
}

function trimmed(scalar: ScalarText): Located<string> {
  const value = scalar.text.trim();
  const start = scalar.text.length - scalar.text.trimStart().length;
  return { value, span: scalar.span(start, start + value.length) };
}

/** `true`, `ya`, `false`, `tidak`; undefined for anything else. Both languages' words are understood in every file. */
export function flagValue(text: string): boolean | undefined {
  if (text === OPERATORS.true.en || text === OPERATORS.true.id) return true;
  if (text === OPERATORS.false.en || text === OPERATORS.false.id) return false;
  return undefined;
}

/** What an Indonesian date (`31/03/2026`, `31 Maret 2026`), or an ISO date without zeros, says in ISO form. */
function isoFrom(text: string): string | undefined {
  const days = parseDateInOrder(text, 'day') ?? parseDateInOrder(text, 'year');
  return days === undefined ? undefined : formatIsoDate(days);
}

/** Names by which a unit goes, multiplied, over others. */
const UNIT = /^\p{L}[\p{L}\p{N}_]*(?:\*\p{L}[\p{L}\p{N}_]*)*(?:\/\p{L}[\p{L}\p{N}_]*(?:\*\p{L}[\p{L}\p{N}_]*)*)?$/u;
