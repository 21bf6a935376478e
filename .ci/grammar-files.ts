import type { ISerializedGast } from 'chevrotain';
import { FUNCTIONS, OPERATORS, STANDING, type Word } from '../src/language/vocabulary.ts';
import { PRECEDENCE } from '../src/syntax/build-expression.ts';
import type { TokenType } from '../src/syntax/tokens.ts';
import { diagram, escaped, type Production } from './railroad.ts';
import { ReferenceGrammar } from './reference-grammar.ts';

interface Rule {
  readonly name: string;
  readonly production: Production;
}

/** What the tokens that are no fixed words look like, in the notation of the EBNF file. */
const CLASSES: ReadonlyMap<string, readonly [name: string, form: string]> = new Map([
  ['number', ['NUMBER', '[0-9]+ ("_" [0-9]+)* ("." [0-9]+)?']],
  ['date', ['DATE', '[0-9][0-9][0-9][0-9] "-" [0-9][0-9] "-" [0-9][0-9]']],
  ['text', ['TEXT', `'"' ([^"] | '""')* '"' | "'" ([^'] | "''")* "'"`]],
  ['name', ['NAME', '[A-Za-z] [A-Za-z0-9_]*']],
]);
const SPELLINGS: ReadonlyMap<string, readonly string[]> = new Map([
  ['relation', ['=', '!=', '<', '<=', '>', '>=']],
  ['coalesce', Object.values(OPERATORS.coalesce)],
]);

/** The files of grammar/ that come from the parser and the vocabulary, by path. */
export function grammarFiles(): Record<string, string> {
  const grammar = new ReferenceGrammar();
  const spelled = spellings(grammar.table.all);
  const rules = grammar.recorded().map((rule): Rule => {
    const { name = '', definition = [] } = rule as ISerializedGast & { name?: string };
    return { name, production: sequence(definition, spelled) };
  });
  return {
    'grammar/expression.ebnf': ebnf(rules),
    'grammar/railroad.html': railroad(rules),
    'grammar/takar.tmLanguage.json': `${JSON.stringify(textMate(), null, 2)}\n`,
  };
}

/** Spellings of each token by its name. */
function spellings(tokens: readonly TokenType[]): ReadonlyMap<string, readonly string[]> {
  const words = Object.entries(OPERATORS).map(([name, { en, id }]: [string, Word]): [string, string[]] => {
    return [`word_${name}`, en === id ? [en] : [en, id]];
  });
  const signs = tokens.flatMap(({ name, pattern }): [string, string[]][] => {
    return typeof pattern === 'string' ? [[name, [pattern]]] : [];
  });
  return new Map<string, readonly string[]>([...signs, ...words, ...SPELLINGS]);
}

interface Gast extends ISerializedGast {
  readonly name?: string;
  readonly definition?: Gast[];
  readonly separator?: Gast;
}

function sequence(definition: readonly Gast[], spelled: ReadonlyMap<string, readonly string[]>): Production {
  const of = definition.map((part) => production(part, spelled));
  const [only] = of;
  return of.length === 1 && only ? only : { kind: 'sequence', of };
}

function production(gast: Gast, spelled: ReadonlyMap<string, readonly string[]>): Production {
  const { type, name = '', definition = [], separator } = gast;
  const inner = () => sequence(definition, spelled);
  switch (type) {
    case 'NonTerminal':
      return { kind: 'rule', name };
    case 'Terminal': {
      const known = CLASSES.get(name);
      return known ? { kind: 'class', name: known[0] } : { kind: 'literal', spellings: spelled.get(name) ?? [name] };
    }
    case 'Alternation':
      return { kind: 'choice', of: definition.map((alternative) => sequence(alternative.definition ?? [], spelled)) };
    case 'Option':
      return { kind: 'optional', of: inner() };
    default: {
      const between = separator && production(separator, spelled);
      return { kind: 'repeat', of: inner(), atLeastOnce: type.includes('Mandatory'), separator: between };
    }
  }
}

function ebnf(rules: readonly Rule[]): string {
  const width = Math.max(...rules.map(({ name }) => name.length));
  const line = (name: string, form: string) => `${name.padEnd(width)} ::= ${form}`;
  return [
    '/* Expressions of takar. Generated from the parser and the vocabulary (npm run generate); do not edit.',
    '   Notation: https://www.w3.org/TR/xml/#sec-notation. A file is written in English or in Indonesian words, not both.',
    '   An expression starts at `expression`; ranges and bands at `interval`, cells of tables at `cell` (or `-`).',
    '',
    '   Operators within `logic` and `arithmetic`, loosest first:',
    ...precedence().map((level) => `     ${level}`),
    '*/',
    ...rules.map(({ name, production }) => line(name, written(production, true))),
    '',
    ...[...CLASSES.values()].map(([name, form]) => line(name, form)),
    '',
  ].join('\n');
}

function precedence(): string[] {
  const signs = new Map([
    ['coalesce', '?? jika_kosong'],
    ['plus', '+'],
    ['minus', '-'],
    ['times', '*'],
    ['divide', '/'],
    ['sign', '- (sign)'],
  ]);
  const word = (name: string) => {
    const found = Object.entries(OPERATORS).find(([each]) => name === `word_${each}`)?.[1];
    return found ? `${found.en} ${found.id}` : (signs.get(name) ?? name);
  };
  const levels = PRECEDENCE.map((names) => names.map(word).join('   '));
  // Comparisons are a rule of their own between `not` and `??`.
  const after = PRECEDENCE.findIndex((names) => names.includes('word_not')) + 1;
  return [...levels.slice(0, after), 'comparisons (not chained)', ...levels.slice(after)];
}

function written(production: Production, outermost = false): string {
  const bracketed = (text: string) => (outermost ? text : `(${text})`);
  switch (production.kind) {
    case 'rule':
    case 'class':
      return production.name;
    case 'literal': {
      const all = production.spellings.map((spelling) => `"${spelling}"`).join(' | ');
      return production.spellings.length > 1 ? bracketed(all) : all;
    }
    case 'sequence': {
      const parts = production.of.map((part) => written(part)).join(' ');
      return production.of.length > 1 ? bracketed(parts) : parts;
    }
    case 'choice':
      return bracketed(production.of.map((part) => written(part, part.kind === 'sequence')).join(' | '));
    case 'optional':
      return `${written(production.of)}?`;
    case 'repeat': {
      const one = written(production.of);
      if (!production.separator) return `${one}${production.atLeastOnce ? '+' : '*'}`;
      const many = `${one} (${written(production.separator, true)} ${one})*`;
      return production.atLeastOnce ? bracketed(many) : `(${many})?`;
    }
  }
}

function railroad(rules: readonly Rule[]): string {
  const style = [
    'body { font-family: system-ui, sans-serif; margin: 2rem; max-width: 70rem; color: #1c2733; background: #fff; }',
    'svg { display: block; max-width: 100%; height: auto; }',
    'path { fill: none; stroke: #51606f; stroke-width: 1.5; }',
    'rect { fill: #eef4fa; stroke: #51606f; } .word rect { fill: #fdf3d8; }',
    'text { font: 13px ui-monospace, monospace; text-anchor: middle; fill: #1c2733; } a text { fill: #0b57a4; }',
  ].join('\n');
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<title>Expressions of takar</title>',
    `<style>\n${style}\n</style>`,
    '</head>',
    '<body>',
    '<h1>Expressions of takar</h1>',
    '<p>Generated from the parser. Words are given in English and in Indonesian; a file uses one of the two.</p>',
    '<p>Operators, loosest first:</p>',
    `<ol>\n${precedence()
      .map((level) => `<li><code>${escaped(level)}</code></li>`)
      .join('\n')}\n</ol>`,
    ...rules.map(({ name, production }) => `<h2 id="${name}">${name}</h2>\n${diagram(production)}`),
    '<h2>Tokens</h2>',
    '<dl>',
    ...[...CLASSES.values()].map(
      ([name, form]) => `<dt id="${name}">${name}</dt><dd><code>${escaped(form)}</code></dd>`,
    ),
    '</dl>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function textMate(): object {
  const both = (words: Readonly<Record<string, Word>>) => {
    const all = new Set(Object.values(words).flatMap(({ en, id }) => [en, id]));
    return [...all].filter((word) => /^\w+$/.test(word)).sort();
  };
  const word = (words: readonly string[], after = '') => `\\b(?:${words.join('|')})\\b${after}`;
  const { true: yes, false: no, missing, coalesce, ...operators } = OPERATORS;
  return {
    $schema: 'https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json',
    name: 'takar expression',
    scopeName: 'source.takar',
    patterns: [
      { name: 'string.quoted.double.takar', match: '"(?:[^"]|"")*"' },
      { name: 'string.quoted.single.takar', match: "'(?:[^']|'')*'" },
      { name: 'constant.other.date.takar', match: '\\b\\d{4}-\\d{2}-\\d{2}\\b' },
      { name: 'constant.numeric.takar', match: '\\b\\d+(?:_\\d+)*(?:\\.\\d+)?' },
      { name: 'constant.language.takar', match: word(both({ yes, no, missing })) },
      { name: 'keyword.operator.word.takar', match: word([...both(operators), coalesce.id]) },
      { name: 'support.function.takar', match: word(both(FUNCTIONS), '(?=\\s*\\()') },
      { name: 'variable.language.takar', match: word(both(STANDING)) },
      { name: 'keyword.operator.takar', match: '\\?\\?|\\.\\.|!=|<=|>=|[-=<>+*/%]' },
      { name: 'variable.other.takar', match: '\\b[A-Za-z]\\w*\\b' },
    ],
  };
}
