import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  Scalar,
  visit,
  YAMLMap,
  YAMLSeq,
} from 'yaml';

/** Lines are kept within this where they can be broken. */
const WIDTH = 110;

/**
 * Writes a document: short lists and maps stay in brackets, those that hold comments or whole expressions, or would
 * run over the line, are written one item a line.
 *
 * @param expressions scalars that are more than one name or number.
 */
export function layOut(document: Document, expressions: ReadonlySet<Node>): string {
  if (isCollection(document.contents)) open(document.contents, 0, expressions);
  tidyComments(document);
  visit(document, {
    Node: (_, node) => {
      tidyComments(node);
    },
  });
  const text = document.toString({ indent: 2, lineWidth: WIDTH, minContentWidth: 20, flowCollectionPadding: true });
  return text.endsWith('\n') ? text : `${text}\n`;
}

/** At most one blank line between comments, and no blanks behind them. The text of scalars is never touched. */
function tidyComments(node: { comment?: string | null; commentBefore?: string | null }): void {
  if (node.comment) node.comment = tidied(node.comment).replace(/\n{1,2}$/, '');
  if (node.commentBefore) node.commentBefore = tidied(node.commentBefore);
}

function tidied(comment: string): string {
  const lines = comment.split('\n').map((line) => line.trimEnd());
  return lines.join('\n').replace(/\n{3,}/g, '\n\n');
}

/** Chooses line by line or brackets for a node and what it holds; `column` is where it would begin in brackets. */
function open(node: Node, column: number, expressions: ReadonlySet<Node>): void {
  if (isMap(node)) {
    if (node.flow) node.flow = staysInBrackets(node, column, expressions);
    for (const { key, value } of node.items) {
      if (isCollection(value)) open(value, column + 2 + widthOf(key) + 2, expressions);
    }
  } else if (isSeq(node)) {
    if (node.flow) node.flow = staysInBrackets(node, column, expressions);
    if (node.flow) tightBrackets(node);
    for (const item of node.items) if (isCollection(item)) open(item, column + 2, expressions);
  }
  if (isMap(node) && node.flow) looseBraces(node);
}

function staysInBrackets(node: Node, column: number, expressions: ReadonlySet<Node>): boolean {
  return !mustOpen(node, expressions) && column + widthOf(node) <= WIDTH;
}

function mustOpen(node: unknown, expressions: ReadonlySet<Node>): boolean {
  if (isPair(node)) {
    if (isScalar(node.value) && expressions.has(node.value)) return true;
    return mustOpen(node.key, expressions) || mustOpen(node.value, expressions);
  }
  if (isScalar(node)) return hasComment(node) || isBlock(node);
  return isCollection(node) && (holdsComment(node) || node.items.some((item) => mustOpen(item, expressions)));
}

const hasComment = (node: Node) => Boolean(node.comment) || Boolean(node.commentBefore);
/** A comment behind the closing bracket belongs to the whole and stays where it is. */
const holdsComment = (node: Node) => Boolean(node.commentBefore);
const isBlock = (node: Scalar) => node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;

function widthOf(node: unknown): number {
  if (isScalar(node)) return String(node.value ?? '').length + (node.type === Scalar.PLAIN ? 0 : 2);
  if (isPair(node)) return widthOf(node.key) + 2 + widthOf(node.value);
  if (isCollection(node)) return 4 + node.items.reduce((sum: number, item) => sum + widthOf(item) + 2, 0);
  return 0;
}

/** `[a, b]`, while maps are `{ a: b }`: the library has one setting for both. */
function tightBrackets(node: YAMLSeq): void {
  node.toString = (context, onComment, onChompKeep) =>
    YAMLSeq.prototype.toString.call(node, padded(context, ''), onComment, onChompKeep);
}

function looseBraces(node: YAMLMap): void {
  node.toString = (context, onComment, onChompKeep) =>
    YAMLMap.prototype.toString.call(node, padded(context, ' '), onComment, onChompKeep);
}

type Context = Parameters<YAMLMap['toString']>[0];

function padded(context: Context, flowCollectionPadding: string): Context {
  return context && { ...context, flowCollectionPadding };
}
