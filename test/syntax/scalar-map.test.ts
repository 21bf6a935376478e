import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isScalar, parseDocument } from 'yaml';
import { type MapNode, readDocument, type ScalarNode, YAML_OPTIONS } from '../../src/syntax/document.ts';

/** The scalar at key `a` of a document. */
function scalarIn(text: string): ScalarNode {
  const { root, findings } = readDocument({ path: 'p', text });
  expect(findings).toEqual([]);
  const value = (root as MapNode).entries.find(({ key }) => key.value === 'a')?.value;
  if (value?.kind !== 'scalar') throw new Error('no scalar at a');
  return value;
}

/** Each character of the text with the characters of the file that it came from. */
function mapping(text: string): string[] {
  const { scalar } = scalarIn(text);
  return Array.from({ length: scalar.text.length }, (_, at) => {
    const { start, end } = scalar.span(at, at + 1);
    return `${scalar.text[at]}=${text.slice(start, end)}`;
  });
}

const identical = (text: string) => [...text].map((character) => `${character}=${character}`);

describe('each character of a scalar has its characters in the file', () => {
  test('unquoted', () => {
    expect(mapping('a: x + 1\n')).toEqual(identical('x + 1'));
  });
  test('unquoted, over several lines', () => {
    expect(mapping('a: x +\n   y\n')).toEqual(['x=x', ' = ', '+=+', ' =\n   ', 'y=y']);
  });
  test('unquoted, with an empty line and blanks at the line end', () => {
    expect(mapping('a: x  \n\n\n  y\n')).toEqual(['x=x', '\n=  \n\n\n  ', '\n=  \n\n\n  ', 'y=y']);
  });
  test('unquoted, with carriage returns', () => {
    expect(mapping('a: x\r\n  y\r\nb: 1\r\n')).toEqual(['x=x', ' =\r\n  ', 'y=y']);
  });
  test('single quotes', () => {
    expect(mapping("a: 'x''y'\n")).toEqual(['x=x', "'=''", 'y=y']);
  });
  test('single quotes at both ends and over lines', () => {
    expect(mapping("a: '''x\n  y'''\n")).toEqual(["'=''", 'x=x', ' =\n  ', 'y=y', "'=''"]);
  });
  test('double quotes without escapes', () => {
    expect(mapping('a: "[0..90)"\n')).toEqual(identical('[0..90)'));
  });
  test('double quotes with escapes', () => {
    expect(mapping('a: "x\\ty\\u0041\\x42\\\\"\n')).toEqual([
      'x=x',
      '\t=\\t',
      'y=y',
      'A=\\u0041',
      'B=\\x42',
      '\\=\\\\',
    ]);
  });
  test('an escape of two UTF-16 units', () => {
    expect(mapping('a: "\\U0001F600!"\n')).toEqual(['\ud83d=\\U0001F600', '\ude00=\\U0001F600', '!=!']);
  });
  test('double quotes, folded and with an escaped line end', () => {
    expect(mapping('a: "x\n  y \\\n  z"\n')).toEqual(['x=x', ' =\n  ', 'y=y', ' = ', 'z=z']);
  });
  test('a literal block', () => {
    expect(mapping('a: |\n  x\n    y\n')).toEqual(['x=x', '\n=\n  ', ' = ', ' = ', 'y=y', '\n=\n']);
  });
  test('a folded block', () => {
    expect(mapping('a: >-\n  x +\n  y\n')).toEqual(['x=x', ' = ', '+=+', ' =\n  ', 'y=y']);
  });
  test('a folded block with an empty line and a deeper one', () => {
    expect(mapping('a: >-\n  x\n\n  y\n   z\n')).toEqual(['x=x', '\n=\n\n  ', 'y=y', '\n=\n  ', ' = ', 'z=z']);
  });
  test('a block with an explicit indentation, kept line ends and a comment in its header', () => {
    expect(mapping('a: |1+ # why\n  x\n\nb: 1\n')).toEqual([' = ', 'x=x', '\n=\n', '\n=\n']);
  });
  test('an empty stretch has a place as well', () => {
    const text = 'a: "xy"\n';
    expect(scalarIn(text).scalar.span(1, 1)).toEqual({ path: 'p', start: 5, end: 5 });
    expect(scalarIn(text).scalar.span(2, 2)).toEqual({ path: 'p', start: 6, end: 6 });
  });
});

describe('the text is what the YAML library reads', () => {
  const piece = fc.constantFrom(
    'x',
    'y',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\n   ',
    "''",
    '\\n',
    '\\"',
    '\t',
    '#',
    '\r\n',
    '\\\n',
    '-',
  );
  const content = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
  const indented = (text: string, by: number) => text.replaceAll('\n', `\n${' '.repeat(by)}`);
  const styles: Readonly<Record<string, fc.Arbitrary<string>>> = {
    plain: content.map((text) => `a: x${indented(text, 2)}\nb: 1\n`),
    single: content.map((text) => `a: '${indented(text, 2)}'\nb: 1\n`),
    double: content.map((text) => `a: "${indented(text, 2)}"\nb: 1\n`),
    block: fc
      .tuple(fc.constantFrom('|', '>'), fc.constantFrom('', '1', '2'), fc.constantFrom('', '-', '+'), content)
      .map(([mark, indent, chomp, text]) => `a: ${mark}${indent}${chomp}\n  ${indented(text, 2)}\nb: 1\n`),
    'block at the end of the file': fc
      .tuple(fc.constantFrom('|', '>'), fc.constantFrom('', '-', '+'), content)
      .map(([mark, chomp, text]) => `a: ${mark}${chomp}\n  ${indented(text, 2)}`),
  };
  for (const [name, documents] of Object.entries(styles)) {
    test(name, () => {
      let compared = 0;
      fc.assert(
        fc.property(documents, (text) => {
          const document = parseDocument(text, YAML_OPTIONS);
          const node = document.get('a', true);
          const { root, findings } = readDocument({ path: 'p', text });
          const value = root?.entries.find(({ key }) => key.value === 'a')?.value;
          if (document.errors.length > 0 || findings.length > 0 || value?.kind !== 'scalar' || !isScalar(node)) return;
          compared++;
          expect(value.scalar.text).toBe(node.value);
          for (let at = 0; at < value.scalar.text.length; at++) {
            const { start, end } = value.scalar.span(at, at + 1);
            const character = value.scalar.text[at] ?? '';
            // Whatever was not folded or escaped stands in the file as it is.
            if (/[xy#-]/.test(character)) expect(text.slice(start, end)).toBe(character);
            expect(end).toBeGreaterThanOrEqual(start);
          }
        }),
        { seed: 20260101, numRuns: 300 },
      );
      expect(compared).toBeGreaterThan(60);
    });
  }
});
