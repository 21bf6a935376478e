import { columnLetters } from '../base/columns.ts';
import { escapeXml } from './xml.ts';

/** A note on a cell. Row and column count from 1. */
export interface SheetComment {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const LONGEST_COMMENT = 2000;
export const COMMENT_AUTHOR = 'takar';

export function commentsXml(comments: readonly SheetComment[]): string {
  const list = comments.map((comment) => commentXml(comment, 0)).join('');
  return `${DECLARATION}<comments xmlns="${MAIN}"><authors><author>${COMMENT_AUTHOR}</author></authors><commentList>${list}</commentList></comments>`;
}

/** One comment of the author of that number. `prefix`: of the elements, with its colon. */
export function commentXml({ row, column, text }: SheetComment, author: number, prefix = ''): string {
  const short = text.length <= LONGEST_COMMENT ? text : `${text.slice(0, LONGEST_COMMENT)}…`;
  const [p, place] = [prefix, `${columnLetters(column)}${row}`];
  return `<${p}comment ref="${place}" authorId="${author}"><${p}text><${p}r><${p}t xml:space="preserve">${escapeXml(short)}</${p}t></${p}r></${p}text></${p}comment>`;
}

/** The boxes in which programs show comments; their numbers begin at `first`. */
export function drawingXml(comments: readonly SheetComment[], first = 1): string {
  return [
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">',
    SHAPE_TYPE,
    ...comments.map((comment, index) => shapeXml(comment, first + index)),
    '</xml>',
  ].join('');
}

const SHAPE_TYPE =
  '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>';

function shapeXml({ row, column }: SheetComment, number: number): string {
  const anchor = [column, 15, row - 1, 2, column + 4, 15, row + 4, 4].join(', ');
  return [
    `<v:shape id="_x0000_s${100_000 + number}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`,
    '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox/>',
    `<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column - 1}</x:Column></x:ClientData></v:shape>`,
  ].join('');
}
