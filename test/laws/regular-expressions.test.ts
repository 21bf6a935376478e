import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/**
 * No regular expression may run away on a text that somebody else has written. Each one in src/ is given texts that
 * make the bad ones slow: long runs of what it speaks of, and an end that it cannot accept.
 */
const LENGTHS = [24, 200, 2_000, 20_000];
/** Of one search, at the greatest length. A linear one takes a hundredth of it, a square one some hundred times it. */
const MOST_MS = 40;

interface Found {
  readonly where: string;
  readonly pattern: RegExp;
}

function expressionsOf(file: string, text: string): Found[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const flags = node.text.slice(end + 1).replace(/[gy]/g, '');
      found.push({ where: `${file}:${line} ${node.text}`, pattern: new RegExp(node.text.slice(1, end), flags) });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const USUAL = ['a', 'A', '0', '1', '_', ' ', '\t', '\n', '.', ',', '-', '/', '"', "'", '(', '[', '<', '%', '\u00e9'];

/** Runs of one character and of two in turn; what the expression names, and what its classes usually hold. */
function pumps({ source }: RegExp): readonly string[] {
  const own = [...new Set(source.replace(/\\[a-zA-Z]/g, '').replace(/[\\()[\]{}|?*+^$]/g, ''))].slice(0, 12);
  const letters = [...new Set([...own, ...USUAL])];
  const pairs = own.slice(0, 6).flatMap((a) => USUAL.slice(0, 8).map((b) => a + b));
  return [...letters, ...pairs];
}

/** Texts that begin as the expression wants it, as far as it begins with plain characters. */
function beginnings({ source }: RegExp): readonly string[] {
  const plain = /^\^?((?:[\w#=<>!&;: -]|\\[./<>-])+)(?![*?{])/.exec(source)?.[1]?.replaceAll('\\', '');
  return plain ? ['', plain, '0', 'a'] : ['', '0', 'a'];
}

function slowest({ pattern }: Found): { readonly ms: number; readonly text: string } {
  let worst = { ms: 0, text: '' };
  for (const pump of pumps(pattern)) {
    for (const beginning of beginnings(pattern)) {
      for (const length of LENGTHS) {
        const text = `${beginning}${pump.repeat(length / pump.length)}\u0001`;
        // The best of two, for the machine may be busy.
        const ms = Math.min(...[0, 1].map(() => timeOf(pattern, text)));
        if (ms > worst.ms) worst = { ms, text: `${JSON.stringify(text.slice(0, 20))}… (${length})` };
        if (ms > MOST_MS) return worst;
      }
    }
  }
  return worst;
}

function timeOf(pattern: RegExp, text: string): number {
  const started = performance.now();
  pattern.test(text);
  return performance.now() - started;
}

const root = new URL('../../src/', import.meta.url).pathname;
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.includes('.generated.'))
  .sort();

test('no regular expression runs away', { timeout: 300_000 }, () => {
  const all = files.flatMap((file) => expressionsOf(file, readFileSync(root + file, 'utf8')));
  expect(all.length).toBeGreaterThan(100);
  const slow = all.flatMap((found) => {
    const { ms, text } = slowest(found);
    return ms > MOST_MS ? [`${found.where}: ${text}`] : [];
  });
  expect(slow).toEqual([]);
});

test('one that would is found', { timeout: 60_000 }, () => {
  const bad = String.raw`const a = [/^(a+)+$/, /x*x*y/, /\s+$/, /0+$/, /^\s*\d*\s*$/, /"(\\.|[^"])*"x/];`;
  const found = expressionsOf('bad.ts', bad).map((each) => slowest(each).ms > MOST_MS);
  expect(found).toEqual([true, true, true, true, true, false]);
});
