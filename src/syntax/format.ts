import { type Document, isMap, isScalar, isSeq, type Node, Pair, parseDocument, Scalar, YAMLMap } from 'yaml';
import { isError } from '../base/diagnostic.ts';
import { accepted, type Outcome } from '../base/outcome.ts';
import { RULESET, type Shape, wordNamed } from '../language/shape.ts';
import { KEYS, type KeyName, type Language, OPERATORS, WORDS } from '../language/vocabulary.ts';
import type { CellAst, Expression } from './ast.ts';
import { type DocumentNode, readDocument, type ScalarNode, YAML_OPTIONS } from './document.ts';
import { layOut } from './layout.ts';
import { IdSource, parseCell, parseExpression, parseInterval, parseSortKey } from './parse-expression.ts';
import { languageOf, parseRuleset } from './parse-ruleset.ts';
import { printCell, printExpression, printInterval, printSortKey } from './print.ts';
import { isMissingWord, isState, renamed, stateIn } from './read-examples.ts';
import { flagValue } from './read-node.ts';
import { resolved, valueShape } from './shape-check.ts';
import { wrapped } from './wrap.ts';

export interface FormatOptions {
  /** The language to rewrite the file into; by default its own. */
  readonly to?: Language;
  /** Of the file, for findings. */
  readonly path?: string;
}

/**
 * The ruleset in canonical spelling: expressions as the printer writes them, two spaces a level, at most one blank
 * line, comments and the order of keys kept. With `to`, in the words of that language. A file with findings of YAML,
 * shape or expressions is left alone: findings only.
 */
export function formatRuleset(text: string, options: FormatOptions = {}): Outcome<string> {
  const source = { path: options.path ?? '', text };
  const { diagnostics } = parseRuleset(source);
  const { root } = readDocument(source);
  if (!root || diagnostics.some(isError)) return { diagnostics };
  const from = languageOf(root);
  const to = options.to ?? from;
  const document = parseDocument(text, YAML_OPTIONS);
  const rewriter = new Rewriter(from, to);
  rewriter.rewrite(document.contents, root, RULESET, []);
  sayLanguage(document, to);
  return { value: layOut(document, rewriter.expressions), diagnostics };
}

/** Writes the language into the file, after the line `takar: 1`, unless it is English and the file does not say so. */
function sayLanguage(document: Document, to: Language): void {
  const map = document.contents;
  if (!isMap(map)) return;
  if (map.has(KEYS.bahasa.en)) map.set(KEYS.bahasa.en, to);
  else if (to !== 'en') {
    const after = map.items.findIndex(({ key }) => isScalar(key) && key.value === KEYS.takar.en);
    map.items.splice(after + 1, 0, document.createPair(KEYS.bahasa.en, to));
  }
}

/** Goes through the library's nodes, this program's nodes and the shape side by side, and rewrites the first. */
class Rewriter {
  /** Scalars that hold more than one name or number. */
  readonly expressions = new Set<Node>();
  private readonly from: Language;
  private readonly to: Language;
  private readonly ids = new IdSource();

  constructor(from: Language, to: Language) {
    this.from = from;
    this.to = to;
  }

  rewrite(node: unknown, read: DocumentNode, shape: Shape | undefined, path: readonly KeyName[]): void {
    const within = resolved(shape, read);
    if (read.kind === 'map' && isMap(node)) this.map(node, read, within, path);
    else if (read.kind === 'list' && isSeq(node)) {
      const of: Shape | undefined =
        within?.kind === 'list' ? within.of : within?.kind === 'point' ? EXPRESSION : undefined;
      read.items.forEach((item, index) => {
        this.rewrite(node.items[index], item, of, path);
      });
    } else if (read.kind === 'scalar' && isScalar(node)) this.scalar(node, read, within, path);
    else throw new Error(`format: ${read.kind} where the YAML library has something else`);
  }

  private map(node: YAMLMap, read: DocumentNode, shape: Shape | undefined, path: readonly KeyName[]): void {
    if (read.kind !== 'map') return;
    read.entries.forEach(({ key, value }, index) => {
      const pair = node.items[index];
      if (!pair || !isScalar(pair.key)) throw new Error('format: a key is missing');
      // In braces a key may stand without even a colon.
      pair.value ??= new Scalar('');
      const field =
        shape?.kind === 'object' ? shape.fields.find((one) => KEYS[one.key][this.from] === key.value) : undefined;
      const expected = valueShape(shape, key.value, this.from);
      if (field) pair.key.value = KEYS[field.key][this.to];
      else if (shape?.kind === 'data') pair.key.value = renamed(key.value, this.from, this.to);
      if (this.from !== this.to && value.kind === 'scalar' && expected?.kind === 'localized') {
        pair.value = inLanguage(pair.value, this.from);
      } else this.rewrite(pair.value, value, expected, field ? [...path, field.key] : path);
      if (shape?.kind === 'data' && isState(renamed(key.value, this.from, 'en')) && isScalar(pair.value)) {
        pair.value.value = stateIn(String(pair.value.value), this.from, this.to);
      }
    });
  }

  private scalar(node: Scalar, read: ScalarNode, shape: Shape | undefined, path: readonly KeyName[]): void {
    switch (shape?.kind) {
      case 'expression': {
        if (shape.orPlan && read.scalar.text.trim() === KEYS.plan[this.from]) {
          set(node, KEYS.plan[this.to], 'plain');
          return;
        }
        const expression = parsed(parseExpression(read.scalar, this.from, this.ids));
        const text = printExpression(expression, this.to);
        if (text.length > LONGEST_LINE) set(node, wrapped(text, this.to, LONGEST_LINE), 'lines');
        else set(node, text, 'plain');
        if (!isAtom(expression)) this.expressions.add(node);
        return;
      }
      case 'sort_key':
        set(node, printSortKey(parsed(parseSortKey(read.scalar, this.from, this.ids)), this.to), 'plain');
        return;
      case 'interval':
        set(node, printInterval(parsed(parseInterval(read.scalar, this.from, this.ids)), this.to), 'quoted');
        return;
      case 'cell': {
        const cell = parsed(parseCell(read.scalar, this.from, this.ids));
        set(node, printCell(cell, this.to), isPlainCell(cell) ? 'plain' : 'quoted');
        return;
      }
      case 'word': {
        const word = wordNamed(shape.words, read.scalar.text, this.from);
        if (word !== undefined) set(node, WORDS[word][this.to], 'plain');
        return;
      }
      case 'flag':
        set(node, OPERATORS[flagValue(read.scalar.text) ? 'true' : 'false'][this.to], 'plain');
        return;
      case 'datum':
        if (read.empty || isMissingWord(read)) set(node, OPERATORS.missing[this.to], 'plain');
        return;
      case 'text':
        if (isSameUnit(path) && read.scalar.text === WORDS.same_unit[this.from])
          set(node, WORDS.same_unit[this.to], 'plain');
        return;
      default:
    }
  }
}

const EXPRESSION: Shape = { kind: 'expression' };

function parsed<T>(outcome: Outcome<T>): T {
  const value = accepted(outcome);
  if (value === undefined) throw new Error('format: a part could not be read, although the file was accepted');
  return value;
}

/** `unit: same` of a function's parameter is a word of the language, any other unit a name of the author's. */
function isSameUnit(path: readonly KeyName[]): boolean {
  return path[0] === 'functions' && path[path.length - 1] === 'unit';
}

/** Longer expressions are written as a block of lines. */
const LONGEST_LINE = 100;

const STYLES = { plain: Scalar.PLAIN, quoted: Scalar.QUOTE_DOUBLE, lines: Scalar.BLOCK_LITERAL } as const;

function set(node: Scalar, text: string, style: keyof typeof STYLES): void {
  node.value = text;
  node.type = STYLES[style];
}

function isAtom(expression: Expression): boolean {
  return expression.kind === 'negate' ? isAtom(expression.of) : ATOMS.has(expression.kind);
}
const ATOMS: ReadonlySet<Expression['kind']> = new Set(['number', 'date', 'text', 'flag', 'missing', 'name']);

function isPlainCell(cell: CellAst): boolean {
  return cell.kind === 'values' && cell.values.length === 1;
}

/** A text of a file in one language, kept as that language's text when the file goes over into the other. */
function inLanguage(value: unknown, language: Language): unknown {
  if (!isScalar(value)) return value;
  const map = new YAMLMap<Scalar, Scalar>();
  map.flow = true;
  if (value.comment) map.comment = value.comment;
  value.comment = null;
  map.items.push(new Pair(new Scalar(language), value));
  return map;
}
