import type { Code } from '../../base/codes.ts';
import { FUNCTIONS, KEYS, type Language, MEMBERS, OPERATORS, WORDS, type Word } from '../../language/vocabulary.ts';
import { data } from './data.ts';
import { english } from './english.ts';
import { expression } from './expression.ts';
import type { Pair } from './pair.ts';
import { policy } from './policy.ts';
import { runs } from './runs.ts';
import { types } from './types.ts';
import { yaml } from './yaml.ts';

/** A code without its example does not compile. */
const PAIRS: Readonly<Record<Code, Pair>> = { ...yaml, ...expression, ...types, ...policy, ...data, ...runs };

/** What a finding is about, and the same mended, with the keywords of a language. */
export function exampleOf(code: Code, language: Language): { readonly bad: string; readonly mended: string } {
  const [bad, mended] = PAIRS[code];
  if (language === 'id') return { bad, mended };
  const [inEnglish, mendedInEnglish] = english[code] ?? [translated(bad), translated(mended)];
  return { bad: inEnglish, mended: mendedInEnglish };
}

/** Keywords in English; names and numbers stay. */
function translated(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/"[^"]*"|[\p{L}_]+/gu, (word, at: number) => spelledIn(word, line, at)))
    .join('\n');
}

function spelledIn(word: string, line: string, at: number): string {
  if (word.startsWith('"')) return word;
  const isKey = line[at + word.length] === ':' && !/^takar$/.test(word);
  // `dari:` names a file where one follows, otherwise what is counted or chosen from.
  if (word === 'dari' && isKey) return /takar:|\.\w+/.test(line.slice(at)) ? 'from' : 'of';
  if (word === 'kategori' && line.startsWith('[', at + word.length + 2)) return 'values';
  if (word === 'nilai' && isKey) return at === 0 ? 'scores' : 'value';
  return (isKey ? KEY_WORDS.get(word) : undefined) ?? OTHER_WORDS.get(word) ?? word;
}

const KEY_WORDS = byIndonesian(Object.values(KEYS));
const OTHER_WORDS = byIndonesian([OPERATORS, FUNCTIONS, WORDS, MEMBERS].flatMap((words) => Object.values(words)));

/** The first of several that are spelled alike. */
function byIndonesian(words: readonly Word[]): ReadonlyMap<string, string> {
  // `hari` is a unit, and spelled so in both languages.
  return new Map([...words].reverse().flatMap(({ id, en }) => (id === 'hari' ? [] : [[id, en]])));
}
