import {
  Composer,
  CST,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { type Diagnostic, diagnostic, inReadingOrder } from '../base/diagnostic.ts';
import type { Source, Span } from '../base/source.ts';
import type { Located } from './ast.ts';
import { DEEPEST, type Prepared, prepare } from './lexical.ts';
import { blockScalar, flowScalar, type ScalarStyle, type ScalarText, verbatim } from './scalar-map.ts';

/** A YAML file as this program sees it: scalars as text with their places, no tags, anchors or aliases. */
export type DocumentNode = ScalarNode | MapNode | ListNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly style: ScalarStyle;
  readonly scalar: ScalarText;
  /** With its quotes; for a value that is left out, the place of its key or of its list's dash. */
  readonly span: Span;
  /** Nothing stands there, not even quotes. */
  readonly empty: boolean;
}

export interface Entry {
  readonly key: Located<string>;
  readonly value: DocumentNode;
}

export interface MapNode {
  readonly kind: 'map';
  readonly span: Span;
  readonly flow: boolean;
  readonly entries: readonly Entry[];
}

export interface ListNode {
  readonly kind: 'list';
  readonly span: Span;
  readonly flow: boolean;
  readonly items: readonly DocumentNode[];
}

export interface DocumentOutcome {
  /** Absent where the file is no YAML, or such YAML as could only mislead. */
  readonly root?: MapNode;
  readonly findings: readonly Diagnostic[];
}

/** Reads a file with the YAML library and checks all that does not depend on what the document is about. */
export function readDocument(source: Source): DocumentOutcome {
  const prepared = prepare(source);
  if (prepared.stop) return { findings: inReadingOrder(prepared.findings) };
  const composed = compose(prepared);
  if (!composed) {
    const start: Span = { path: source.path, start: 0, end: 0 };
    return { findings: [...prepared.findings, diagnostic('TK115', start, { limit: DEEPEST })] };
  }
  const builder = new Builder(source, prepared);
  const root = composed.contents
    ? builder.build(composed.contents, { path: source.path, start: 0, end: 0 })
    : undefined;
  const errors = libraryFindings(source, composed.errors, builder.quoteStarts);
  const findings = [...prepared.findings, ...errors, ...builder.findings].slice(0, MOST_FINDINGS);
  if (root?.kind !== 'map' && errors.length === 0) {
    const found = root === undefined || (root.kind === 'scalar' && root.empty) ? 'empty' : root.kind;
    const place = root && found !== 'empty' ? firstLine(source, root.span) : { path: source.path, start: 0, end: 0 };
    findings.push(diagnostic('TK105', place, { expected: 'map', found }));
  }
  // After a mistake of indentation or brackets nobody can tell what belongs where: more findings would be noise.
  const usable = root?.kind === 'map' && composed.errors.every(({ code }) => HARMLESS.has(code));
  const misled = prepared.findings.some(({ code }) => code === 'TK106');
  return usable && !misled ? { root, findings } : { findings: inReadingOrder(findings) };
}

/** More findings on the YAML of one file help nobody. */
const MOST_FINDINGS = 1000;

/** Mistakes that leave no doubt about what belongs where. */
const HARMLESS: ReadonlySet<string> = new Set(['BAD_DQ_ESCAPE', 'BAD_SCALAR_START']);

export const YAML_OPTIONS = {
  schema: 'failsafe',
  keepSourceTokens: true,
  uniqueKeys: false,
  strict: true,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

interface Composed {
  readonly contents: ParsedNode | null;
  readonly errors: readonly YAMLError[];
}

/** Undefined where lists and maps are nested too deep. */
function compose({ text, tokens: lexemes }: Prepared): Composed | undefined {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  for (const lexeme of lexemes) tokens.push(...parser.next(lexeme));
  tokens.push(...parser.end());
  if (isTooDeep(tokens)) return undefined;
  try {
    for (const document of new Composer(YAML_OPTIONS).compose(tokens, true, text.length)) {
      return { contents: document.contents, errors: [...document.errors, ...document.warnings] };
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
  return { contents: null, errors: [] };
}

/** Walks the tokens with a stack of its own. */
function isTooDeep(tokens: readonly CST.Token[]): boolean {
  const stack: { token: CST.Token; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { token, depth } = next;
    if (depth > DEEPEST) return true;
    if (token.type === 'document') {
      if (token.value) stack.push({ token: token.value, depth });
    } else if (CST.isCollection(token)) {
      for (const item of token.items) {
        if (item.key) stack.push({ token: item.key, depth: depth + 1 });
        if (item.value) stack.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return false;
}

/** One finding a line: what the library says after its first complaint of a line is mostly a consequence. */
function libraryFindings(
  { path, text }: Source,
  errors: readonly YAMLError[],
  quoteStarts: ReadonlyMap<number, number>,
): Diagnostic[] {
  const findings: Diagnostic[] = [];
  let checkedTo = -1;
  for (const { code, pos, message } of [...errors].sort((a, b) => a.pos[0] - b.pos[0])) {
    // A quote that is never closed is shown where it was opened, not at the end of the file.
    const start = (code === 'MISSING_CHAR' ? quoteStarts.get(pos[0]) : undefined) ?? pos[0];
    const end = code === 'BAD_DQ_ESCAPE' ? start + 2 : pos[1];
    if (start < checkedTo || (findings.length > 0 && message.includes('in YAML stream'))) continue;
    const lineEnd = text.indexOf('\n', start);
    checkedTo = lineEnd < 0 ? text.length + 1 : lineEnd + 1;
    findings.push(diagnostic('TK101', firstLine({ path, text }, { path, start, end }), { problem: code }));
  }
  return findings;
}

function firstLine({ text }: Source, span: Span): Span {
  const lineEnd = text.indexOf('\n', span.start);
  const end = lineEnd < 0 ? span.end : Math.min(span.end, Math.max(lineEnd, span.start + 1));
  return { ...span, end: Math.min(end, text.length) };
}

class Builder {
  readonly findings: Diagnostic[] = [];
  /** End → start of quoted scalars. */
  readonly quoteStarts = new Map<number, number>();
  private readonly source: Source;
  private readonly verbatim: ReadonlyMap<number, number>;

  constructor(source: Source, prepared: Prepared) {
    this.source = source;
    this.verbatim = prepared.verbatim;
  }

  /** `empty` is the place to name where nothing stands. */
  build(node: ParsedNode | null, empty: Span): DocumentNode {
    if (isMap(node)) return this.map(node as MapLike);
    if (isSeq(node)) {
      const span = this.span(node.range);
      const items = (node.items as readonly (ParsedNode | null)[]).map((item) =>
        this.build(item, this.dash(item, span)),
      );
      return { kind: 'list', span, flow: node.flow === true, items };
    }
    if (isScalar(node)) return this.scalar(node as Scalar.Parsed, empty);
    if (isAlias(node)) return this.nothing(empty);
    return this.nothing(empty);
  }

  private nothing(span: Span): ScalarNode {
    const scalar: ScalarText = { text: '', span: () => span };
    return { kind: 'scalar', style: 'plain', scalar, span, empty: true };
  }

  private span(range: readonly [number, number, number] | null | undefined): Span {
    const [start, end] = range ?? [0, 0];
    return { path: this.source.path, start, end };
  }

  /** The dash before an empty item of a list. */
  private dash(item: ParsedNode | null, list: Span): Span {
    const at = item?.range ? this.source.text.lastIndexOf('-', item.range[0]) : -1;
    return at >= list.start ? { path: list.path, start: at, end: at + 1 } : { ...list, end: list.start + 1 };
  }

  private map(node: MapLike): MapNode {
    const seen = new Map<string, Span>();
    const entries: Entry[] = [];
    for (const { key: keyNode, value } of node.items) {
      const key = this.key(keyNode, this.span(node.range));
      if (!key) continue;
      if (key.value === '<<') {
        this.findings.push(diagnostic('TK106', key.span, { name: key.value }));
        continue;
      }
      const first = seen.get(key.value);
      if (first) {
        const related = [{ place: { kind: 'text', span: first }, role: 'first_here' }] as const;
        this.findings.push(diagnostic('TK102', key.span, { key: key.value }, { related }));
        continue;
      }
      seen.set(key.value, key.span);
      entries.push({ key, value: this.build(value, key.span) });
    }
    return { kind: 'map', span: this.span(node.range), flow: node.flow === true, entries };
  }

  private key(node: ParsedNode | null, map: Span): Located<string> | undefined {
    if (isScalar(node)) {
      const { scalar, span, empty } = this.scalar(node as Scalar.Parsed, { ...map, end: map.start + 1 });
      if (!empty) return { value: scalar.text, span };
    }
    const found = isMap(node) ? 'map' : isSeq(node) ? 'list' : 'empty';
    const place = node?.range ? firstLine(this.source, this.span(node.range)) : map;
    const end = Math.max(place.end, Math.min(place.start + 1, this.source.text.length));
    this.findings.push(diagnostic('TK105', { ...place, end }, { expected: 'name', found }));
    return undefined;
  }

  private scalar(node: Scalar.Parsed, empty: Span): ScalarNode {
    const { path, text } = this.source;
    const [start, end] = node.range;
    const token = node.srcToken;
    if (token?.type === 'block-scalar') return this.block(node, token);
    const whole = this.verbatim.get(start);
    if (whole !== undefined) {
      const span = { path, start, end: whole };
      return { kind: 'scalar', style: 'plain', scalar: verbatim(path, text, start, whole), span, empty: false };
    }
    if (start === end) return this.nothing(empty);
    const style = node.type === 'QUOTE_DOUBLE' ? 'double' : node.type === 'QUOTE_SINGLE' ? 'single' : 'plain';
    if (style !== 'plain') this.quoteStarts.set(end, start);
    const scalar = flowScalar(path, text, style, start, end);
    return { kind: 'scalar', style, scalar, span: { path, start, end }, empty: false };
  }

  private block(node: Scalar.Parsed, token: CST.BlockScalar): ScalarNode {
    const { path, text } = this.source;
    const header = token.props.map((prop) => ('source' in prop ? prop.source : '')).join('');
    const mark = /^[|>]([-+]?)([1-9]?)([-+]?)/.exec(header);
    const chomp = mark?.[1] || mark?.[3] || '';
    const start = token.offset + header.length;
    const style = header.startsWith('|') ? 'literal' : 'folded';
    const scalar = blockScalar(
      path,
      text,
      {
        style,
        chomp: chomp === '-' || chomp === '+' ? chomp : '',
        indent: Number(mark?.[2] || 0),
        parentIndent: token.indent,
      },
      start,
      start + token.source.length,
    );
    return { kind: 'scalar', style, scalar, span: this.span(node.range), empty: false };
  }
}

interface MapLike {
  readonly range?: readonly [number, number, number] | null;
  readonly flow?: boolean | undefined;
  readonly items: readonly { readonly key: ParsedNode | null; readonly value: ParsedNode | null }[];
}
