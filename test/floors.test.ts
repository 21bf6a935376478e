import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** A folder or file of src/ and the floor it stands on. A file imports from a lower floor or from its own folder. */
const FLOORS: Readonly<Record<string, number>> = {
  number: 0,
  base: 1,
  language: 2,
  messages: 3,
  syntax: 3,
  model: 4,
  check: 5,
  data: 5,
  lower: 6,
  exact: 7,
  plan: 8,
  prove: 8,
  integers: 9,
  backends: 10,
  'verify-ruleset.ts': 10,
  score: 11,
  explain: 12,
  examples: 12,
  report: 13,
  service: 13,
  bulk: 14,
  library: 15,
  cli: 15,
  'index.ts': 16,
  'json-rules.ts': 16,
};

/** Where Node's own modules may be imported: the shells, and files of data/ whose work is to open files. */
const MAY_USE_NODE = ['cli/'];
/** Files that do something when they are imported: they start the runner. */
const STARTS = ['cli/main.ts', 'cli/launch.ts', 'cli/bulk/worker.ts'];
/** Packages that one folder hides from the rest, so that they can be changed for others. */
const HIDDEN: Readonly<Record<string, string>> = {
  chevrotain: 'syntax',
  yaml: 'syntax',
  'lossless-json': 'data',
  fflate: 'data',
  saxes: 'data',
  fzstd: 'data',
  hyparquet: 'data',
  'hyparquet-writer': 'data',
  'json-rules-engine': 'backends',
  '@duckdb/node-api': 'cli',
  pg: 'cli',
};

/** Files of src/ by their path in it. */
type Files = ReadonlyMap<string, string>;

function filesOfSource(): Files {
  const root = new URL('../src/', import.meta.url).pathname;
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(ts|js)$/.test(path));
  return new Map(paths.sort().map((path) => [path, readFileSync(root + path, 'utf8')]));
}

interface Import {
  readonly from: string;
  /** A path in src/ for files of our own, otherwise the package's name. */
  readonly to: string;
  readonly own: boolean;
}

/** Generated code is parsed: a quick look takes the word 'from' in its texts for an import. */
function importedBy(path: string, text: string): readonly string[] {
  if (!path.endsWith('.generated.js')) return ts.preProcessFile(text, true, true).importedFiles.map((f) => f.fileName);
  const { statements } = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  return statements.flatMap((statement) => {
    const isImport = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const from = isImport ? statement.moduleSpecifier : undefined;
    return from && ts.isStringLiteral(from) ? [from.text] : [];
  });
}

/** All imports and re-exports, of types too. */
function importsOf(files: Files): readonly Import[] {
  return [...files].flatMap(([from, text]) => {
    return importedBy(from, text).map((fileName) => ({ from, ...target(from, fileName) }));
  });
}

function target(from: string, written: string): { readonly to: string; readonly own: boolean } {
  if (!written.startsWith('.')) return { to: written, own: false };
  return { to: new URL(written, `file:///${from}`).pathname.slice(1), own: true };
}

/** The part of src/ that has a floor: a folder, or a file beside the folders. */
function part(path: string): string {
  return path.split('/')[0] ?? path;
}

function upwards(files: Files): readonly string[] {
  return importsOf(files).flatMap(({ from, to, own }) => {
    if (!own || part(from) === part(to)) return [];
    const [floor, other] = [FLOORS[part(from)], FLOORS[part(to)]];
    return floor !== undefined && other !== undefined && other < floor ? [] : [`${from} imports ${to}`];
  });
}

function withoutFile(files: Files): readonly string[] {
  return importsOf(files).flatMap(({ from, to, own }) => (own && !files.has(to) ? [`${from} imports ${to}`] : []));
}

/** Files that import themselves by way of others, each circle once by its first file. */
function circles(files: Files): readonly string[] {
  const needs = new Map<string, string[]>();
  for (const { from, to, own } of importsOf(files)) if (own) needs.set(from, [...(needs.get(from) ?? []), to]);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, chain: readonly string[]): void => {
    if (chain.includes(file)) {
      found.push([...chain.slice(chain.indexOf(file)), file].join(' > '));
      return;
    }
    if (done.has(file)) return;
    for (const next of needs.get(file) ?? []) visit(next, [...chain, file]);
    done.add(file);
  };
  for (const file of files.keys()) visit(file, []);
  return found;
}

function foreign(files: Files): readonly string[] {
  return importsOf(files).flatMap(({ from, to, own }) => {
    if (own) return [];
    if (to.startsWith('node:'))
      return MAY_USE_NODE.some((start) => from.startsWith(start)) ? [] : [`${from} uses ${to}`];
    return HIDDEN[to] === part(from) ? [] : [`${from} uses ${to}`];
  });
}

/** What Node has as globals and browsers have not. */
const NODE_GLOBALS = new Set(['process', 'Buffer', 'require', '__dirname', '__filename', 'global', 'setImmediate']);

function nodeGlobals(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    if (MAY_USE_NODE.some((start) => path.startsWith(start)) || isGenerated(path)) return [];
    const found: string[] = [];
    const visit = (node: ts.Node): void => {
      const { parent } = node;
      const isName =
        parent !== undefined &&
        ((ts.isPropertyAccessExpression(parent) && parent.name === node) ||
          ts.isPropertyAssignment(parent) ||
          ts.isPropertySignature(parent));
      if (ts.isIdentifier(node) && NODE_GLOBALS.has(node.text) && !isName) found.push(`${path}: ${node.text}`);
      ts.forEachChild(node, visit);
    };
    visit(parsed(path, text));
    return found;
  });
}

function isGenerated(path: string): boolean {
  return path.includes('.generated.');
}

function parsed(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
}

const CHANGES = new Set([
  'set',
  'add',
  'push',
  'pop',
  'shift',
  'unshift',
  'delete',
  'clear',
  'splice',
  'sort',
  'reverse',
]);

/** Module state: `let` at the top of a file, or a constant collection that the file changes; and work done on import. */
function state(files: Files): readonly string[] {
  return [...files].flatMap(([path, text]) => {
    // What the byte machine keeps at the top of its files is part of the memory that each instance has of its own.
    if (isGenerated(path) || STARTS.includes(path) || path.startsWith('bulk/bytes/machine/')) return [];
    const source = parsed(path, text);
    const names = new Set<string>();
    const found: string[] = [];
    for (const statement of source.statements) {
      if (ts.isExpressionStatement(statement)) found.push(`${path}: ${statement.getText().slice(0, 40)}`);
      if (!ts.isVariableStatement(statement)) continue;
      const isConstant = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
      for (const { name } of statement.declarationList.declarations) {
        if (!isConstant) found.push(`${path}: let ${name.getText()}`);
        names.add(name.getText());
      }
    }
    const visit = (node: ts.Node): void => {
      const changed = changedName(node);
      if (changed !== undefined && names.has(changed)) found.push(`${path}: ${node.getText().slice(0, 40)}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
    return found;
  });
}

/** The name whose content a node changes: `x.push(…)`, `x.a = …`, `x[0] = …`, `delete x.a`. */
function changedName(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return CHANGES.has(node.expression.name.text) ? nameOf(node.expression.expression) : undefined;
  }
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return ownerOf(node.left);
  return ts.isDeleteExpression(node) ? ownerOf(node.expression) : undefined;
}

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

function ownerOf(node: ts.Node): string | undefined {
  const isPart = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isPart ? nameOf(node.expression) : undefined;
}

function nameOf(node: ts.Node): string | undefined {
  return ts.isIdentifier(node) ? node.text : undefined;
}

describe('the house', () => {
  const files = filesOfSource();

  test('every folder and file of src/ has a floor', () => {
    expect([...files.keys()].map(part).filter((name) => FLOORS[name] === undefined)).toEqual([]);
    expect(files.size).toBeGreaterThan(100);
  });

  test('imports go downwards or stay in their folder', () => expect(upwards(files)).toEqual([]));
  test('what is imported is there, by its full name', () => expect(withoutFile(files)).toEqual([]));
  test('no circles', () => expect(circles(files)).toEqual([]));
  test('each package in its folder, Node in the shells only', () => expect(foreign(files)).toEqual([]));
  test('nothing of Node below the shells', () => expect(nodeGlobals(files)).toEqual([]));
  test('no module state, nothing done on import', () => expect(state(files)).toEqual([]));
});

describe('each rule can be broken', () => {
  const house = (...files: [string, string][]): Files => new Map(files);

  test('floors', () => {
    expect(upwards(house(['base/a.ts', "import type { B } from '../check/b.ts';"]))).toEqual([
      'base/a.ts imports check/b.ts',
    ]);
    expect(upwards(house(['messages/a.ts', "export * from '../syntax/b.ts';"]))).toHaveLength(1);
    expect(upwards(house(['check/a.ts', "import { b } from '../base/b.ts'; import './c.ts';"]))).toEqual([]);
  });

  test('files', () => {
    expect(withoutFile(house(['base/a.ts', "import './b.js';"], ['base/b.ts', '']))).toEqual([
      'base/a.ts imports base/b.js',
    ]);
  });

  test('circles', () => {
    const round = house(
      ['base/a.ts', "import './b.ts';"],
      ['base/b.ts', "import type { C } from './c.ts';"],
      ['base/c.ts', "import './a.ts';"],
    );
    expect(circles(round)).toEqual(['base/a.ts > base/b.ts > base/c.ts > base/a.ts']);
  });

  test('packages', () => {
    expect(foreign(house(['check/a.ts', "import 'chevrotain';"]))).toEqual(['check/a.ts uses chevrotain']);
    expect(foreign(house(['data/a.ts', "const x = await import('node:fs');"]))).toEqual(['data/a.ts uses node:fs']);
    expect(foreign(house(['cli/a.ts', "import 'node:fs';"], ['syntax/b.ts', "import 'yaml';"]))).toEqual([]);
    expect(foreign(house(['number/a.ts', "import 'left-pad';"]))).toEqual(['number/a.ts uses left-pad']);
  });

  test('globals', () => {
    expect(nodeGlobals(house(['data/a.ts', 'const x = { process: 1 }; x.process; Buffer.from("");']))).toEqual([
      'data/a.ts: Buffer',
    ]);
  });

  test('state', () => {
    expect(state(house(['base/a.ts', 'let x = 1;']))).toHaveLength(1);
    expect(state(house(['base/a.ts', 'const x = new Map(); function f() { x.set(1, 2); }']))).toHaveLength(1);
    expect(state(house(['base/a.ts', 'const x: number[] = []; function f() { x[0] = 1; }']))).toHaveLength(1);
    expect(state(house(['base/a.ts', 'start();']))).toHaveLength(1);
    expect(
      state(house(['base/a.ts', 'const x = new Map(); function f() { const y = new Map(); y.set(1, x); }'])),
    ).toEqual([]);
  });
});
