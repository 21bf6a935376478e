import { columnLetters } from '../base/columns.ts';
import type { SheetComment } from './xlsx-comments.ts';
import { COMMENT_AUTHOR, commentsXml, commentXml, drawingXml } from './xlsx-comments.ts';
import { folderOf, openWorkbook, type Relation, relations, relationsOf } from './xlsx-package.ts';
import { type Attributes, decoded, escapeXml, prefixed, readXml, XmlProblem } from './xml.ts';
import { encoded, inflated, joined, type NewEntry, type Zip, ZipProblem, zipBytes } from './zip.ts';

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const COMMENTS_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml';
const VML_TYPE = 'application/vnd.openxmlformats-officedocument.vmlDrawing';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** A part that is changed is held as one text; a larger one is read piece by piece, and not marked. */
const MOST_TEXT = 1 << 28;
/** Light red. */
const FILL = 'FFFFC7CE';

/**
 * A copy of a workbook in which these cells of one sheet are coloured and carry a comment. Whatever is not about them
 * stays as it is: parts that need no change are copied byte for byte, in the others only pieces are put in. A comment
 * that a cell has already is kept, with ours behind it. Throws ZipProblem or XmlProblem, as reading does.
 */
export function markCells(bytes: Uint8Array, sheetName: string, marks: readonly SheetComment[]): Uint8Array[] {
  const { zip, sheets, part } = openWorkbook(bytes);
  const sheet = sheets.find(({ name }) => name === sheetName);
  if (!sheet) throw new Error(`no sheet ${sheetName}`);
  const changed = new Map<string, string>();
  if (marks.length > 0) {
    const book = relations(zip, relationsOf(part), folderOf(part));
    const styles = targetOf(book, 'styles');
    const restyle = styles === undefined ? undefined : styleMarker(textOf(zip, styles));
    const own = relations(zip, relationsOf(sheet.part), folderOf(sheet.part));
    const text = textOf(zip, sheet.part);
    const drawing = own.get(drawingOf(text) ?? '')?.target;
    addComments({ zip, sheet: sheet.part, own, drawing }, marks, changed);
    changed.set(sheet.part, markSheet(text, marks, restyle?.styleFor, drawing === undefined));
    if (styles !== undefined && restyle) changed.set(styles, restyle.text());
  }
  const kept: NewEntry[] = [...zip.values()].map((entry) => {
    const text = changed.get(entry.name);
    return text === undefined ? entry : { name: entry.name, content: encoded([text]) };
  });
  const created = [...changed].filter(([name]) => !zip.has(name));
  return zipBytes([...kept, ...created.map(([name, text]) => ({ name, content: encoded([text]) }))]);
}

function targetOf(related: ReadonlyMap<string, Relation>, type: string): string | undefined {
  return [...related.values()].find((relation) => relation.type === type)?.target;
}

function textOf(zip: Zip, part: string): string {
  const entry = zip.get(part);
  if (!entry) throw new XmlProblem('damaged');
  if (entry.size > MOST_TEXT) throw new ZipProblem('too_large');
  const text = [...decoded([joined([...inflated(entry)])])].join('');
  // It is written as UTF-8, whatever it was.
  return text.replace(/^(<\?xml[^>]*encoding=["'])[^"']*/, '$1UTF-8');
}

/** A piece to be put in at a place, instead of so many characters. */
interface Change {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

function applied(text: string, changes: readonly Change[]): string {
  const pieces: string[] = [];
  let from = 0;
  for (const { at, length, text: piece } of [...changes].sort((a, b) => a.at - b.at)) {
    pieces.push(text.slice(from, at), piece);
    from = at + length;
  }
  return [...pieces, text.slice(from)].join('');
}

interface Tag {
  readonly name: string;
  readonly attributes: Attributes;
  readonly start: number;
  readonly end: number;
  readonly depth: number;
}

/** Walks through the tags of a text, with their places; a literal `<` stands nowhere but at the start of a tag. */
function walk(text: string, open: (tag: Tag) => void, close: (tag: Omit<Tag, 'attributes'>) => void = () => {}): void {
  let depth = 0;
  readXml([text], {
    open(name, attributes, end) {
      depth++;
      open({ name, attributes, start: text.lastIndexOf('<', end - 1), end, depth });
      return undefined;
    },
    close(name, end) {
      close({ name, start: text.lastIndexOf('<', end - 1), end, depth });
      depth--;
      return undefined;
    },
  });
}

/** The prefix of a tag's name, with its colon. */
function prefixAt(text: string, start: number): string {
  const name = /^<\/?([A-Za-z_][\w.-]*:)?/.exec(text.slice(start, start + 100));
  return name?.[1] ?? '';
}

function isSelfClosed(text: string, end: number): boolean {
  return text[end - 2] === '/';
}

/** Puts a piece at the end of an element, which may be written as one tag. */
function appended(text: string, { start, end }: Tag, closing: number | undefined, piece: string): Change {
  if (!isSelfClosed(text, end)) return { at: closing ?? end, length: 0, text: piece };
  const name = /^<([^\s/>]+)/.exec(text.slice(start, end))?.[1] ?? '';
  return { at: end - 2, length: 2, text: `>${piece}</${name}>` };
}

/** Styles of marked cells: each like the cell's own, with our fill. */
function styleMarker(text: string): { readonly styleFor: (style: number) => number; readonly text: () => string } {
  let fills: Tag | undefined;
  let cells: Tag | undefined;
  const ends = new Map<string, number>();
  const styles: { readonly start: number; readonly end: number }[] = [];
  let fillCount = 0;
  let open: Tag | undefined;
  walk(
    text,
    (tag) => {
      if (tag.name === 'fills' && tag.depth === 2) fills = tag;
      if (tag.name === 'cellXfs' && tag.depth === 2) cells = tag;
      if (tag.name === 'fill' && tag.depth === 3 && fills && !ends.has('fills')) fillCount++;
      if (tag.name === 'xf' && tag.depth === 3 && cells && !ends.has('cellXfs')) open = tag;
    },
    ({ name, start, end, depth }) => {
      if (depth === 2) ends.set(name, start);
      if (name !== 'xf' || depth !== 3 || !open) return;
      styles.push({ start: open.start, end });
      open = undefined;
    },
  );
  const made = new Map<number, number>();
  const styleFor = (style: number): number => {
    const known = made.get(style);
    if (known !== undefined) return known;
    const number = styles.length + made.size;
    made.set(style, number);
    return number;
  };
  const write = (): string => {
    if (!fills || !cells) throw new XmlProblem('damaged');
    const p = prefixAt(text, fills.start);
    const fill = `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="${FILL}"/></${p}patternFill></${p}fill>`;
    const copies = [...made.keys()].map((style) => {
      const own = styles[style] ?? styles[0];
      return own ? filled(text.slice(own.start, own.end), fillCount) : `<${p}xf fillId="${fillCount}" applyFill="1"/>`;
    });
    return applied(text, [
      ...recounted(text, fills, fillCount + 1),
      ...recounted(text, cells, styles.length + made.size),
      appended(text, fills, ends.get('fills'), fill),
      appended(text, cells, ends.get('cellXfs'), copies.join('')),
    ]);
  };
  return { styleFor, text: write };
}

/** The same `xf` with another fill. */
function filled(xf: string, fill: number): string {
  const end = xf.indexOf('>');
  const tag = withAttribute(withAttribute(xf.slice(0, end + 1), 'fillId', String(fill)), 'applyFill', '1');
  return tag + xf.slice(end + 1);
}

function recounted(text: string, { start, end }: Tag, count: number): readonly Change[] {
  const tag = text.slice(start, end);
  const found = /\scount=(?:"\d*"|'\d*')/.exec(tag);
  return found ? [{ at: start + found.index, length: found[0].length, text: ` count="${count}"` }] : [];
}

/** A tag with an attribute set. */
function withAttribute(tag: string, name: string, value: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*("[^"]*"|'[^']*')`).exec(tag);
  if (found) return `${tag.slice(0, found.index)} ${name}="${value}"${tag.slice(found.index + found[0].length)}`;
  const name_ = /^<[^\s/>]+/.exec(tag)?.[0] ?? '';
  return `${name_} ${name}="${value}"${tag.slice(name_.length)}`;
}

/** What comes behind the place of `legacyDrawing` in a sheet. */
const BEHIND: ReadonlySet<string> = new Set([
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
]);

function markSheet(
  text: string,
  marks: readonly SheetComment[],
  styleFor: ((style: number) => number) | undefined,
  needsDrawing: boolean,
): string {
  const wanted = new Map<number, Set<number>>();
  for (const { row, column } of marks) wanted.set(row, (wanted.get(row) ?? new Set<number>()).add(column));
  const changes: Change[] = [];
  let row = 0;
  let column = 0;
  let missing: number[] = [];
  let rowTag: Tag | undefined;
  let behind: number | undefined;
  /** Cells that the row does not have and that come before this column. */
  const insert = (before: number, at: number): void => {
    const [now, later] = [missing.filter((each) => each < before), missing.filter((each) => each >= before)];
    missing = later;
    if (now.length === 0 || !rowTag) return;
    const p = prefixAt(text, rowTag.start);
    const style = styleFor ? ` s="${styleFor(0)}"` : '';
    const cells = now.map((each) => `<${p}c r="${columnLetters(each)}${row}"${style}/>`).join('');
    const closed = isSelfClosed(text, rowTag.end);
    changes.push(closed ? appended(text, rowTag, undefined, cells) : { at, length: 0, text: cells });
  };
  walk(
    text,
    (tag) => {
      if (tag.depth === 2 && BEHIND.has(tag.name)) behind ??= tag.start;
      if (tag.name === 'row' && tag.depth === 3) {
        row = tag.attributes.r === undefined ? row + 1 : Number(tag.attributes.r);
        column = 0;
        rowTag = tag;
        missing = [...(wanted.get(row) ?? [])].sort((a, b) => a - b);
      }
      if (tag.name !== 'c' || tag.depth !== 4 || !wanted.has(row)) return;
      const { r, s = '0' } = tag.attributes;
      column = r === undefined ? column + 1 : columnNumber(r);
      insert(column, tag.start);
      if (!missing.includes(column)) return;
      missing = missing.filter((each) => each !== column);
      if (!styleFor) return;
      const marked = withAttribute(text.slice(tag.start, tag.end), 's', String(styleFor(Number(s))));
      changes.push({ at: tag.start, length: tag.end - tag.start, text: marked });
    },
    (tag) => {
      if (tag.name === 'row' && tag.depth === 3 && missing.length > 0) insert(Number.POSITIVE_INFINITY, tag.start);
      if (tag.depth === 1) behind ??= tag.start;
    },
  );
  if (needsDrawing && behind !== undefined) {
    const p = prefixAt(text, text.search(/<[A-Za-z_]/));
    const drawing = `<${p}legacyDrawing xmlns:r="${OFFICE}" r:id="${DRAWING_ID}"/>`;
    changes.push({ at: behind, length: 0, text: drawing });
  }
  return applied(text, changes);
}

function columnNumber(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]+/i.exec(reference)?.[0]?.toUpperCase() ?? '')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

const DRAWING_ID = 'rIdTakarDrawing';

/** The relation to the boxes of a sheet's comments; the boxes of its print header are others. */
function drawingOf(text: string): string | undefined {
  let id: string | undefined;
  walk(text, ({ name, attributes, depth }) => {
    if (name === 'legacyDrawing' && depth === 2) id = prefixed(attributes, 'id');
  });
  return id;
}

interface Commented {
  readonly zip: Zip;
  readonly sheet: string;
  readonly own: ReadonlyMap<string, Relation>;
  /** The part with the boxes, where there is one. */
  readonly drawing: string | undefined;
}

/** Comments and their boxes, in parts that are there or in new ones. */
function addComments(
  { zip, sheet, own, drawing }: Commented,
  marks: readonly SheetComment[],
  changed: Map<string, string>,
): void {
  const comments = targetOf(own, 'comments');
  const known = comments === undefined ? new Set<string>() : commentedCells(textOf(zip, comments));
  const boxes = marks.filter(({ row, column }) => !known.has(`${columnLetters(column)}${row}`));
  const added: [id: string, type: string, target: string][] = [];
  const newComments = freeName(zip, 'xl/comments', '.xml');
  const newDrawing = freeName(zip, 'xl/drawings/vmlDrawing', '.vml');
  if (comments === undefined) {
    changed.set(newComments, commentsXml(marks));
    added.push(['rIdTakarComments', 'comments', `/${newComments}`]);
  } else changed.set(comments, moreComments(textOf(zip, comments), marks));
  if (drawing === undefined) {
    changed.set(newDrawing, drawingXml(boxes));
    added.push([DRAWING_ID, 'vmlDrawing', `/${newDrawing}`]);
  } else changed.set(drawing, moreShapes(textOf(zip, drawing), boxes));
  if (added.length > 0) {
    changed.set(relationsOf(sheet), moreRelations(zip, relationsOf(sheet), added));
    changed.set(
      '[Content_Types].xml',
      moreTypes(textOf(zip, '[Content_Types].xml'), newComments, comments === undefined),
    );
  }
}

function freeName(zip: Zip, start: string, ending: string): string {
  for (let number = 1; ; number++) if (!zip.has(`${start}${number}${ending}`)) return `${start}${number}${ending}`;
}

function commentedCells(text: string): Set<string> {
  const cells = new Set<string>();
  walk(text, ({ name, attributes }) => {
    if (name === 'comment' && attributes.ref !== undefined) cells.add(attributes.ref);
  });
  return cells;
}

function moreComments(text: string, marks: readonly SheetComment[]): string {
  const waiting = new Map(marks.map((mark) => [`${columnLetters(mark.column)}${mark.row}`, mark]));
  const changes: Change[] = [];
  let own: SheetComment | undefined;
  let list: Tag | undefined;
  let authors: Tag | undefined;
  let count = 0;
  walk(
    text,
    (tag) => {
      if (tag.name === 'commentList') list = tag;
      if (tag.name === 'authors') authors = tag;
      if (tag.name === 'author') count++;
      if (tag.name !== 'comment') return;
      const { ref = '' } = tag.attributes;
      own = waiting.get(ref);
      waiting.delete(ref);
    },
    ({ name, start }) => {
      if (name === 'text' && own) {
        const p = prefixAt(text, start);
        const run = `<${p}r><${p}t xml:space="preserve">\n${escapeXml(own.text)}</${p}t></${p}r>`;
        changes.push({ at: start, length: 0, text: run });
        own = undefined;
      }
      if (name === 'authors' && authors) {
        const p = prefixAt(text, authors.start);
        changes.push(appended(text, authors, start, `<${p}author>${COMMENT_AUTHOR}</${p}author>`));
      }
      if (name !== 'commentList' || !list) return;
      const p = prefixAt(text, list.start);
      const more = [...waiting.values()].map((mark) => commentXml(mark, count, p)).join('');
      changes.push(appended(text, list, start, more));
    },
  );
  return applied(text, changes);
}

/** Boxes into a drawing that is there. It is no strict XML with every program, so its end is looked for in the text. */
function moreShapes(text: string, marks: readonly SheetComment[]): string {
  const end = text.lastIndexOf('</');
  if (end < 0) throw new XmlProblem('damaged');
  return text.slice(0, end) + inNamespaces(drawingXml(marks, text.split('<v:shape ').length)) + text.slice(end);
}

/** The boxes alone, each naming its namespaces. */
function inNamespaces(drawing: string): string {
  const start = drawing.indexOf('>') + 1;
  const spaces = drawing.slice('<xml'.length, start - 1);
  return drawing.slice(start, drawing.lastIndexOf('</xml>')).replaceAll(/<v:(shape|shapetype) /g, `<v:$1${spaces} `);
}

function moreRelations(zip: Zip, part: string, added: readonly (readonly [string, string, string])[]): string {
  const lines = added.map(([id, type, target]) => `Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`);
  if (!zip.has(part)) {
    const own = lines.map((line) => `<Relationship ${line}`).join('');
    return `${DECLARATION}<Relationships xmlns="${PACKAGE}">${own}</Relationships>`;
  }
  return atEndOfRoot(textOf(zip, part), (p) => lines.map((line) => `<${p}Relationship ${line}`).join(''));
}

function moreTypes(text: string, comments: string, isNew: boolean): string {
  const hasVml = /Extension="vml"/i.test(text);
  return atEndOfRoot(text, (p) =>
    [
      hasVml ? '' : `<${p}Default Extension="vml" ContentType="${VML_TYPE}"/>`,
      isNew ? `<${p}Override PartName="/${comments}" ContentType="${COMMENTS_TYPE}"/>` : '',
    ].join(''),
  );
}

function atEndOfRoot(text: string, write: (prefix: string) => string): string {
  let root: Tag | undefined;
  let closing: number | undefined;
  walk(
    text,
    (tag) => {
      root ??= tag;
    },
    ({ start, depth }) => {
      if (depth === 1) closing = start;
    },
  );
  return root ? applied(text, [appended(text, root, closing, write(prefixAt(text, root.start)))]) : text;
}
