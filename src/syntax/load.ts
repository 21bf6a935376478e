import { type Diagnostic, diagnostic, inReadingOrder, isError } from '../base/diagnostic.ts';
import type { Outcome } from '../base/outcome.ts';
import type { Source, Span } from '../base/source.ts';
import type { DetailsAst, ImportAst, LoadedRuleset, Located, Named, RowAst, RulesetAst, TableAst } from './ast.ts';
import { type Pack, readPack } from './pack-tree.ts';
import { PACKS } from './packs.generated.ts';
import { IdSource } from './parse-expression.ts';
import { parseRuleset } from './parse-ruleset.ts';
import { tableRows } from './table-rows.ts';

/** Gives the text of a file, or undefined where there is none. Paths are POSIX, beginning as the main file's path does. */
export type ReadText = (path: string) => string | undefined | Promise<string | undefined>;

export interface LoadOptions {
  /** Imports may not leave this folder; by default the folder of the main file. */
  readonly root?: string;
}

/** A ruleset of more files than this is refused. */
export const MOST_FILES = 100;

/**
 * Reads a ruleset and all that it imports. The value stands where the main file could be read, beside the findings of
 * all its files; an import that could not be read is left out of `modules`.
 */
export async function load(path: string, read: ReadText, options: LoadOptions = {}): Promise<Outcome<LoadedRuleset>> {
  const loader = new Loader(read, options.root ?? folderOf(path));
  const text = await read(path);
  if (text === undefined) return { diagnostics: [diagnostic('TK120', { kind: 'file', path }, { path })] };
  const main = await loader.file({ path, text }, [path]);
  const diagnostics = inReadingOrder(loader.findings);
  if (!main) return { diagnostics };
  const { modules, resolved, sources } = loader;
  modules.delete(path);
  return { value: { main, modules, resolved, sources, findings: diagnostics }, diagnostics };
}

class Loader {
  readonly findings: Diagnostic[] = [];
  readonly modules = new Map<string, RulesetAst>();
  readonly resolved = new Map<string, readonly string[]>();
  readonly sources = new Map<string, Source>();
  private readonly ids = new IdSource();
  private readonly read: ReadText;
  private readonly root: string;

  constructor(read: ReadText, root: string) {
    this.read = read;
    this.root = root;
  }

  /** Reads a file and what it imports; what is imported comes first in `modules`. */
  async file(source: Source, chain: readonly string[]): Promise<RulesetAst | undefined> {
    this.sources.set(source.path, source);
    const { value, diagnostics } = parseRuleset(source, this.ids);
    this.findings.push(...diagnostics);
    return value && this.withImports(await this.withTables(value), chain);
  }

  private async pack(pack: Pack, path: string, chain: readonly string[]): Promise<RulesetAst> {
    const source = { path, text: pack.text };
    this.sources.set(path, source);
    return this.withImports(readPack(pack, source, this.ids), chain);
  }

  private async withImports(value: RulesetAst, chain: readonly string[]): Promise<RulesetAst> {
    const { source } = value;
    const paths: string[] = [];
    for (const one of value.imports) paths.push((await this.import(one, source.path, chain)) ?? one.from.value);
    this.resolved.set(source.path, paths);
    this.modules.set(source.path, value);
    return value;
  }

  /** The file with the rows of those tables that stand in files of their own. */
  private async withTables(value: RulesetAst): Promise<RulesetAst> {
    const unread = [...value.unread];
    const tables = await this.filled(value.tables, value, unread);
    const details: { name: Located<string>; value: DetailsAst }[] = [];
    for (const { name, value: one } of value.details) {
      details.push({ name, value: { ...one, tables: await this.filled(one.tables, value, unread) } });
    }
    return { ...value, tables, details, unread, isWhole: value.isWhole && unread.length === value.unread.length };
  }

  /** A table whose rows cannot be read is one of which nothing is known: its name goes to `unread`. */
  private async filled(tables: Named<TableAst>, file: RulesetAst, unread: string[]): Promise<Named<TableAst>> {
    const filled: { name: Located<string>; value: TableAst }[] = [];
    for (const { name, value } of tables) {
      const rows = value.rowsFrom ? await this.rowsOf(value, value.rowsFrom, file) : value.rows;
      if (rows) filled.push({ name, value: { ...value, rows } });
      else unread.push(name.value);
    }
    return filled;
  }

  private async rowsOf(
    table: TableAst,
    { value: written, span }: Located<string>,
    { source, language }: RulesetAst,
  ): Promise<readonly RowAst[] | undefined> {
    if (/\.(?:xls|ods)$/i.test(written)) return this.notAsText(written, span);
    const path = written.startsWith(PACK) ? this.refused(written, span) : this.resolve(written, source.path, span);
    if (path === undefined) return undefined;
    const known = this.sources.get(path);
    if (!known && this.sources.size >= MOST_FILES) {
      this.findings.push(diagnostic('TK130', span, { limit: MOST_FILES }));
      return undefined;
    }
    const text = known?.text ?? (await this.read(path));
    if (text === undefined) {
      this.findings.push(diagnostic('TK120', span, { path: written }));
      return undefined;
    }
    // The bytes of a workbook, taken for text: whoever reads the files gives sheets as CSV, or cannot.
    if (text.startsWith('PK')) return this.notAsText(written, span);
    this.sources.set(path, { path, text });
    const { rows, findings } = tableRows({ path, text }, table, language, this.ids);
    this.findings.push(...findings);
    return findings.some(isError) ? undefined : rows;
  }

  private notAsText(path: string, place: Span): undefined {
    this.findings.push(diagnostic('TK132', place, { path }));
    return undefined;
  }

  private refused(path: string, place: Span): undefined {
    this.findings.push(diagnostic('TK121', place, { path }));
    return undefined;
  }

  /** The path that an import resolves to, once it has been read; undefined where it cannot be. */
  private async import(one: ImportAst, from: string, chain: readonly string[]): Promise<string | undefined> {
    const place = one.from.span;
    const path = this.resolve(one.from.value, from, place);
    if (path === undefined) return undefined;
    if (chain.includes(path)) {
      const paths = [...chain.slice(chain.indexOf(path)), path];
      this.findings.push(diagnostic('TK122', place, { paths }));
      return undefined;
    }
    if (this.sources.has(path)) return path;
    if (this.sources.size >= MOST_FILES) {
      this.findings.push(diagnostic('TK130', place, { limit: MOST_FILES }));
      return undefined;
    }
    const pack = path.startsWith(PACK) ? PACKS.get(path.slice(PACK.length)) : undefined;
    if (pack) {
      await this.pack(pack, path, [...chain, path]);
      return path;
    }
    const text = path.startsWith(PACK) ? undefined : await this.read(path);
    if (text === undefined) {
      this.findings.push(notFound(one.from.value, place));
      return undefined;
    }
    await this.file({ path, text }, [...chain, path]);
    return path;
  }

  private resolve(written: string, from: string, place: Span): string | undefined {
    if (written.startsWith(PACK)) return this.packNamed(written, place);
    const path = isRelative(written) ? joined(folderOf(from), written) : undefined;
    if (path !== undefined && isInside(path, this.root) && !from.startsWith(PACK)) return path;
    this.findings.push(diagnostic('TK121', place, { path: written }));
    return undefined;
  }

  private packNamed(written: string, place: Span): string | undefined {
    const name = written.slice(PACK.length);
    if (name.includes('@')) return written;
    const versions = [...PACKS.keys()].filter((known) => known.split('@')[0] === name).map((known) => PACK + known);
    const newest = versions[versions.length - 1];
    if (newest === undefined) {
      this.findings.push(notFound(written, place));
      return undefined;
    }
    const fixes = [{ edits: [{ span: place, text: newest }], safe: true }];
    this.findings.push(diagnostic('TK125', place, { found: written, available: versions }, { fixes }));
    return newest;
  }
}

/** Packs that come with the program: `takar:capaian@1`. */
const PACK = 'takar:';

function notFound(path: string, place: Span): Diagnostic {
  const available = [...PACKS.keys()].map((name) => PACK + name);
  return diagnostic('TK120', place, path.startsWith(PACK) ? { path, available } : { path });
}

/** A path from the importing file's folder: no drive, no scheme, no root, no backslash. */
function isRelative(path: string): boolean {
  return path !== '' && !path.startsWith('/') && !path.includes('\\') && !path.includes(':') && !path.includes('\0');
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : slash === 0 ? '/' : path.slice(0, slash);
}

function joined(folder: string, path: string): string {
  return normal(folder === '' ? path : `${folder}/${path}`);
}

/** Without `.` and without `..` but at the beginning. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts[parts.length - 1] !== '..') parts.pop();
    else parts.push(part);
  }
  return (path.startsWith('/') ? '/' : '') + parts.join('/');
}

function isInside(path: string, root: string): boolean {
  const folder = normal(root);
  if (path === '..' || path.startsWith('../')) return folder !== '' && path.startsWith(`${folder}/`);
  return folder === '' ? !path.startsWith('/') : folder === '/' ? path.startsWith('/') : path.startsWith(`${folder}/`);
}
