import { BUILTINS } from '../src/language/builtins.ts';
import {
  FUNCTIONS,
  type FunctionName,
  KEYS,
  type Language,
  MEMBERS,
  OPERATORS,
  WORDS,
  type Word,
} from '../src/language/vocabulary.ts';
import { FUNCTION_TEXTS } from '../src/messages/functions.ts';
import { IdSource, parseExpression } from '../src/syntax/parse-expression.ts';
import { printExpression } from '../src/syntax/print.ts';
import { wholeText } from '../src/syntax/scalar-map.ts';

const HEADINGS = {
  id: {
    title: 'Kosakata bahasa aturan',
    intro: 'Dibuat dari tabel kosakata dan tabel fungsi; jangan disunting dengan tangan.',
    functions: 'Fungsi bawaan',
    example: 'Contoh',
    operators: 'Kata dalam rumus',
    members: 'Bagian sesudah titik',
    words: 'Kata pilihan',
    keys: 'Kunci berkas',
    other: 'Bahasa Inggris',
  },
  en: {
    title: 'Vocabulary of the rule language',
    intro: 'Made from the vocabulary table and the table of built-ins; not to be edited by hand.',
    functions: 'Built-in functions',
    example: 'Example',
    operators: 'Words of expressions',
    members: 'Parts after a dot',
    words: 'Option words',
    keys: 'Keys of the file',
    other: 'Indonesian',
  },
} as const;

/** The vocabulary as two pages for people, by path. */
export function referenceFiles(): Record<string, string> {
  return { 'grammar/kosakata.md': page('id'), 'grammar/vocabulary.md': page('en') };
}

function page(language: Language): string {
  const heading = HEADINGS[language];
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  const functions = names.map((name) => {
    const example = inLanguage(BUILTINS[name].example, language);
    return `| \`${FUNCTIONS[name][language]}\` | ${FUNCTION_TEXTS[language][name]} | \`${example}\` |`;
  });
  return [
    `# ${heading.title}`,
    heading.intro,
    `## ${heading.functions}`,
    [`| | | ${heading.example} |`, '|---|---|---|', ...functions].join('\n'),
    words(heading.operators, Object.values(OPERATORS), language),
    words(heading.members, Object.values(MEMBERS), language),
    words(heading.words, Object.values(WORDS), language),
    words(heading.keys, Object.values(KEYS), language),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function words(title: string, list: readonly Word[], language: Language): string {
  const other = language === 'id' ? 'en' : 'id';
  const rows = new Set(list.map((word) => `| \`${word[language]}\` | \`${word[other]}\` |`));
  return [`## ${title}\n`, `| | ${HEADINGS[language].other} |`, '|---|---|', ...rows].join('\n');
}

/** The examples of the table are written in English words; this prints them in the language of the page. */
function inLanguage(example: string, language: Language): string {
  const { value } = parseExpression(wholeText('', example), 'en', new IdSource());
  if (!value) throw new Error(`the example of a built-in does not parse: ${example}`);
  return printExpression(value, language);
}
