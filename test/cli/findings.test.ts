import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/base/diagnostic.ts';
import { type FindingFormat, printFindings } from '../../src/report/findings.ts';

const path = 'a.takar.yaml';
const print = (text: string, from: number, to: number, format: FindingFormat = 'pretty', colour = false) =>
  printFindings(
    [diagnostic('TK904', { path, start: from, end: to }, { code: 'X' })],
    new Map([[path, { path, text }]]),
    {
      format,
      language: 'en',
      colour,
    },
  );
const lines = (text: string, from: number, to: number) =>
  print(text, from, to)
    .split('\n')
    .filter((line) => line.includes('|'));

describe('the line of a finding', () => {
  it('is underlined exactly under the characters', () => {
    const text = 'a: 1\nrumus: "hasil >= kuota"\nb: 2\n';
    const at = text.indexOf('kuota');
    expect(lines(text, at, at + 5)).toEqual(['    2 | rumus: "hasil >= kuota"', '      |                  ^^^^^']);
  });

  it('is underlined under wide characters, behind tabs and behind marks that combine', () => {
    expect(lines('\t日本: x', 5, 6)).toEqual(['    1 |   日本: x', '      |         ^']);
    expect(lines('日本語', 1, 3)).toEqual(['    1 | 日本語', '      |   ^^^^']);
    expect(lines('e\u0301 x', 3, 4)).toEqual(['    1 | e\u0301 x', '      |   ^']);
  });

  it('is underlined to the end of the first line where a finding spans several', () => {
    expect(lines('a: >-\n  satu\n  dua\n', 8, 18)).toEqual(['    2 |   satu', '      |   ^^^^']);
  });

  it('shows one caret at an empty place and at the end of the file', () => {
    expect(lines('ab', 2, 2)).toEqual(['    1 | ab', '      |   ^']);
    expect(lines('ab\n', 3, 3)).toEqual(['    2 |', '      | ^']);
  });

  it('does not let a file move the cursor or turn the reading direction', () => {
    expect(lines('a\u001b[2J\u202eb', 0, 1)[0]).toBe('    1 | a\ufffd[2J\ufffdb');
  });

  it('is cut around the finding where it is long', () => {
    const [line = '', under = ''] = lines(`${'x'.repeat(100_000)}kuota${'y'.repeat(100_000)}`, 100_000, 100_005);
    expect(line.length).toBeLessThan(140);
    expect(line.slice(under.indexOf('^'), under.lastIndexOf('^') + 1)).toBe('kuota');
  });
});

describe('formats', () => {
  it('colours only where asked', () => {
    expect(print('ab', 0, 1)).not.toContain('\u001b');
    expect(print('ab', 0, 1, 'pretty', true)).toContain('\u001b[31m^\u001b[0m');
  });

  it('prints one line a finding', () => {
    expect(print('ab', 1, 2, 'compact')).toBe(
      "a.takar.yaml:1:2: error TK904: There is no finding with the code 'X'.\n",
    );
  });

  it('prints commands for GitHub, escaped', () => {
    const at = { kind: 'file', path: 'a,b:c%.yaml' } as const;
    const text = printFindings([diagnostic('TK902', at, { path: '50%\nx' })], new Map(), {
      format: 'github',
      language: 'en',
      colour: false,
    });
    expect(text).toBe(
      '::error file=a%2Cb%3Ac%25.yaml,line=1,col=1,endLine=1,endColumn=1,title=TK902::' +
        "'50%25%0Ax' already exists, and takar init overwrites nothing." +
        '%0AGive the name of a folder that does not exist yet, or of an empty one.\n',
    );
  });

  it('prints JSON with the fields of the contract, lines and columns from 1', () => {
    const span = { path, start: 3, end: 5 };
    const finding = diagnostic(
      'TK904',
      span,
      { code: 'X' },
      {
        related: [{ place: { kind: 'text', span: { path, start: 0, end: 2 } }, role: 'declared_here', name: 'ab' }],
        fixes: [{ safe: true, edits: [{ span, text: 'z' }] }],
      },
    );
    const options = { format: 'json', language: 'en', colour: true } as const;
    expect(JSON.parse(printFindings([finding], new Map([[path, { path, text: 'ab\ncde\n' }]]), options))).toEqual([
      {
        code: 'TK904',
        severity: 'error',
        file: path,
        line: 2,
        column: 1,
        endLine: 2,
        endColumn: 3,
        message: "There is no finding with the code 'X'.",
        help: 'Codes look like TK501; they stand in front of each finding.',
        related: [{ file: path, line: 1, column: 1, message: "'ab' is declared here" }],
        fixes: [{ safe: true, edits: [{ file: path, line: 2, column: 1, endLine: 2, endColumn: 3, text: 'z' }] }],
      },
    ]);
  });

  it('carries row and column of the data, and never the cell, where others read', () => {
    const cell = { path: 'd.csv', row: 7, column: 3, columnName: 'hukuman' };
    const finding = diagnostic(
      'TK607',
      { kind: 'cell', cell },
      { text: 'brat', allowed: ['berat'], suggestion: 'berat' },
    );
    for (const format of ['json', 'github'] as const) {
      const text = printFindings([finding], new Map(), { format, language: 'id', colour: false });
      expect(text).not.toContain('brat');
      expect(text).toMatch(/7.*3/s);
    }
    expect(printFindings([finding], new Map(), { format: 'pretty', language: 'id', colour: false })).toContain(
      'd.csv:7:3 (kolom hukuman)',
    );
  });

  it('shows findings in reading order, whatever order they come in', () => {
    const make = (start: number) => diagnostic('TK904', { path, start, end: start + 1 }, { code: String(start) });
    const sources = new Map([[path, { path, text: 'abcdef' }]]);
    const options = { format: 'compact', language: 'en', colour: false } as const;
    expect(printFindings([make(4), make(1)], sources, options)).toBe(
      printFindings([make(1), make(4)], sources, options),
    );
  });
});
