import { type FormatKind, formatKind } from './xlsx-number.ts';
import { type Attributes, decoded, prefixed, readXml, type XmlReader } from './xml.ts';
import { inflated, openZip, type Zip, ZipProblem } from './zip.ts';

/** One sheet with cells; sheets of charts and macros are none. */
export interface SheetPart {
  readonly name: string;
  /** Of its part in the archive. */
  readonly part: string;
  readonly hidden: boolean;
}

/** What the sheets of a workbook share. */
export interface Workbook {
  readonly zip: Zip;
  readonly part: string;
  readonly sheets: readonly SheetPart[];
  /** Days are counted from 1904 and not from 1900. */
  readonly from1904: boolean;
  readonly strings: readonly string[];
  /** By the number of a cell's style. */
  readonly formats: readonly FormatKind[];
}

/** More sheets and texts than these are an enemy's. */
const MOST_SHEETS = 1000;
const MOST_STRINGS = 10_000_000;
/** As many characters as a spreadsheet lets into one cell, and some more for what writes without asking. */
const LONGEST_TEXT = 100_000;

/** Opens a workbook; sheets are read later. Throws {@link ZipProblem} or XmlProblem. */
export function openWorkbook(bytes: Uint8Array): Workbook {
  const zip = openZip(bytes);
  const root = relations(zip, '_rels/.rels', '');
  const part = [...root.values()].find(({ type }) => type === 'officeDocument')?.target ?? 'xl/workbook.xml';
  if (!zip.has(part)) throw new ZipProblem('not_zip');
  const own = relations(zip, relationsOf(part), folderOf(part));
  const { sheets, from1904 } = readSheets(zip, part, own);
  const shared = [...own.values()].find(({ type }) => type === 'sharedStrings')?.target;
  const styles = [...own.values()].find(({ type }) => type === 'styles')?.target;
  const strings = shared === undefined ? [] : readStrings(zip, shared);
  return { zip, part, sheets, from1904, strings, formats: styles === undefined ? [] : readFormats(zip, styles) };
}

/** Reads one part; a part that is not there has no content. */
export function readPart(zip: Zip, part: string, reader: XmlReader): void {
  const entry = zip.get(part);
  if (entry) readXml(decoded(inflated(entry)), reader);
}

export interface Relation {
  /** The last word of its type: `worksheet`, `styles`, `comments`. */
  readonly type: string;
  /** Name of the part, from the root of the archive. */
  readonly target: string;
}

/** The relations that a part has to others, by their id. */
export function relations(zip: Zip, part: string, folder: string): ReadonlyMap<string, Relation> {
  const found = new Map<string, Relation>();
  readPart(zip, part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined || TargetMode === 'External') return;
      found.set(Id, { type: (Type ?? '').slice((Type ?? '').lastIndexOf('/') + 1), target: resolved(folder, Target) });
    },
  });
  return found;
}

export function relationsOf(part: string): string {
  const folder = folderOf(part);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/** With its slash; empty at the root. */
export function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

/** `../comments1.xml` seen from `xl/worksheets/`. */
function resolved(folder: string, target: string): string {
  const from = target.startsWith('/') ? '' : folder;
  const names: string[] = [];
  for (const name of `${from}${target}`.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

function readSheets(zip: Zip, part: string, own: ReadonlyMap<string, Relation>) {
  const sheets: SheetPart[] = [];
  let from1904 = false;
  readPart(zip, part, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = isTrue(attributes.date1904);
      if (name !== 'sheet') return;
      const relation = own.get(prefixed(attributes, 'id') ?? '');
      if (relation?.type !== 'worksheet' || !zip.has(relation.target)) return;
      if (sheets.length === MOST_SHEETS) throw new ZipProblem('too_large');
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      sheets.push({ name: attributes.name ?? '', part: relation.target, hidden });
    },
  });
  return { sheets, from1904 };
}

export function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Collects the text of `<t>`, whether it stands alone or in runs of several fonts; readings beside it are no part. */
export class TextCollector {
  private depth = 0;
  private taking = false;
  text = '';

  open(name: string): void {
    if (name === 'rPh') this.depth++;
    if (name === 't' && this.depth === 0) this.taking = true;
  }

  add(text: string): void {
    if (!this.taking) return;
    this.text += text;
    if (this.text.length > LONGEST_TEXT) throw new ZipProblem('too_large');
  }

  close(name: string): void {
    if (name === 'rPh') this.depth--;
    if (name === 't') this.taking = false;
  }

  take(): string {
    const { text } = this;
    this.text = '';
    return unescaped(text);
  }
}

/** `_x000D_` stands for a character that XML cannot hold, or that it would change. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function readStrings(zip: Zip, part: string): readonly string[] {
  const strings: string[] = [];
  const collector = new TextCollector();
  readPart(zip, part, {
    open: (name) => void collector.open(name),
    text: (text) => collector.add(text),
    close(name) {
      collector.close(name);
      if (name !== 'si') return;
      if (strings.length === MOST_STRINGS) throw new ZipProblem('too_large');
      strings.push(collector.take());
    },
  });
  return strings;
}

function readFormats(zip: Zip, part: string): readonly FormatKind[] {
  const codes = new Map<number, string>();
  const kinds: FormatKind[] = [];
  let inCells = false;
  const open = (name: string, { numFmtId = '0', formatCode }: Attributes) => {
    const id = Number(numFmtId);
    if (name === 'numFmt' && formatCode !== undefined) codes.set(id, formatCode);
    if (name === 'cellXfs') inCells = true;
    if (name === 'xf' && inCells) kinds.push(formatKind(id, codes.get(id)));
  };
  readPart(zip, part, {
    open: (name, attributes) => void open(name, attributes),
    // What follows is of no use here.
    close: (name) => name === 'cellXfs',
  });
  return kinds;
}
