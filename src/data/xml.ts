import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** XML that cannot be read. Thrown within src/data, where it becomes a finding. */
export class XmlProblem extends Error {
  readonly problem: 'damaged' | 'entities';

  constructor(problem: XmlProblem['problem']) {
    super(problem);
    this.problem = problem;
  }
}

export type Attributes = Readonly<Record<string, string>>;

/**
 * What a reader wants to hear. Names come without their prefix. `true` from `open` or `close` ends the reading: the
 * rest is not wanted. `end` is the place behind the tag.
 */
export interface XmlReader {
  open?(name: string, attributes: Attributes, end: number): boolean | undefined;
  text?(text: string): void;
  close?(name: string, end: number): boolean | undefined;
}

/** No workbook nests deeper. */
const MOST_DEPTH = 200;

/**
 * Reads XML piece by piece, strictly. A document type is refused: it is where entities are declared that grow without
 * end, and no workbook has one.
 */
export function readXml(pieces: Iterable<string>, reader: XmlReader): void {
  const parser = new SaxesParser({ xmlns: false, position: true });
  let done = false;
  let depth = 0;
  parser.on('error', () => {
    throw new XmlProblem('damaged');
  });
  parser.on('doctype', () => {
    throw new XmlProblem('entities');
  });
  parser.on('opentagstart', () => {
    depth++;
    if (depth > MOST_DEPTH) throw new XmlProblem('damaged');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    if (!done) done = reader.open?.(localName(name), attributes, parser.position) ?? false;
  });
  const heard = (text: string) => {
    if (!done) reader.text?.(text);
  };
  parser.on('text', heard);
  parser.on('cdata', heard);
  parser.on('closetag', ({ name }) => {
    depth--;
    if (!done) done = reader.close?.(localName(name), parser.position) ?? false;
  });
  for (const piece of pieces) {
    parser.write(piece);
    if (done) return;
  }
  parser.close();
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** An attribute that must bear a prefix, whichever: `r:id`. */
export function prefixed(attributes: Attributes, local: string): string | undefined {
  const name = Object.keys(attributes).find((each) => each.endsWith(`:${local}`));
  return name === undefined ? undefined : attributes[name];
}

/** Bytes as text: UTF-8, or UTF-16 where a byte order mark says so. */
export function* decoded(pieces: Iterable<Uint8Array>): Generator<string> {
  let decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string } | undefined;
  for (const piece of pieces) {
    decoder ??= new TextDecoder(isUtf16(piece) ? 'utf-16le' : 'utf-8', { fatal: true });
    yield decode(() => decoder?.decode(piece, { stream: true }) ?? '');
  }
  if (decoder) yield decode(() => decoder?.decode() ?? '');
}

function isUtf16(piece: Uint8Array): boolean {
  return piece[0] === 0xff && piece[1] === 0xfe;
}

function decode(work: () => string): string {
  try {
    return work();
  } catch {
    throw new XmlProblem('damaged');
  }
}

/** Text as it stands in an element or an attribute. What XML cannot hold at all becomes the mark of a lost character. */
export function escapeXml(text: string): string {
  return text
    .replace(/[&<>"]/g, (character) => NAMED[character] ?? character)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, '\ufffd');
}

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
