import { type Language, OPERATORS } from '../language/vocabulary.ts';

/**
 * Where a line may end, best place first: between the branches of a choice, before what a condition leads to, between
 * the parts of a condition, all outside brackets; then after any comma and between any conditions.
 */
const LEVELS = [
  { words: ['else'], inBrackets: false, commas: false, fill: false },
  { words: ['then'], inBrackets: false, commas: false, fill: true },
  { words: ['or', 'and'], inBrackets: false, commas: false, fill: true },
  { words: ['or', 'and', 'then', 'else'], inBrackets: true, commas: true, fill: true },
] as const satisfies readonly {
  words: readonly (keyof typeof OPERATORS)[];
  inBrackets: boolean;
  commas: boolean;
  fill: boolean;
}[];
type Level = (typeof LEVELS)[number];

/** A printed expression in lines of at most `width` characters where that can be done; they mean what the one line means. */
export function wrapped(text: string, language: Language, width: number): string {
  return linesOf(text, language, width, 0).join('\n');
}

function linesOf(text: string, language: Language, width: number, depth: number): readonly string[] {
  const level = LEVELS[depth];
  if (text.length <= width || level === undefined) return [text];
  const all = pieces(text, level, language);
  const lines = level.fill ? filled(all, width) : all;
  return lines.flatMap((line) => linesOf(line, language, width, depth + 1));
}

function filled(all: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  for (const piece of all) {
    const line = lines.at(-1);
    if (line === undefined || line.length + 1 + piece.length > width) lines.push(piece);
    else lines[lines.length - 1] = `${line} ${piece}`;
  }
  return lines;
}

/** The stretches between the blanks at which a line may end; blanks inside quotes are none of them. */
function pieces(text: string, { words, inBrackets, commas }: Level, language: Language): readonly string[] {
  const openers = new Set<string>(words.map((word) => OPERATORS[word][language]));
  const found: string[] = [];
  let start = 0;
  let open = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '(' || character === '[') open++;
    else if (character === ')' || character === ']') open--;
    else if (character === ' ' && (inBrackets || open === 0)) {
      if (!(commas && text[at - 1] === ',') && !openers.has(wordAfter(text, at))) continue;
      found.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...found, text.slice(start)];
}

function wordAfter(text: string, blank: number): string {
  const end = text.indexOf(' ', blank + 1);
  return text.slice(blank + 1, end < 0 ? text.length : end);
}
