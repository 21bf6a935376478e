import type { Family } from '../catalogue.ts';
import { short, visible } from '../quote.ts';

export const expression = (): Family<'2'> => ({
  TK201: {
    message: ({ found }) => `'${short(found)}' cannot stand here.`,
    help: () => 'Look at what stands just before it: an operator, a comma or a bracket is missing or too many.',
    why: 'A formula is read from left to right, and this is the first place where it no longer makes sense. Two values need an operator between them (a + b), and a comparison needs something on both sides (a > 5).',
  },
  TK202: {
    message: () => 'The formula ends too early.',
    help: () => 'Finish it: an operator needs a value after it, and every `if … then …` needs its `else …`.',
    why: 'A formula must give a value in every case, so `if` always has an `else`.\nNot: if a > 5 then b\nBut: if a > 5 then b else 0',
  },
  TK203: {
    message: ({ character }) => `The character ${visible(character)} has no meaning in a formula.`,
    help: () => 'Remove it. Names are made of the letters a to z, digits and _; text stands in quotes.',
    why: 'Names begin with a letter and go on with letters, digits and underscores, so that they can also be columns of a data file. Everything else that may stand in a formula is listed in grammar/expression.ebnf.',
  },
  TK204: {
    message: ({ opened }) => `This ${opened} is never closed.`,
    help: ({ opened }) =>
      opened === '(' || opened === '[' ? 'Add the closing bracket.' : 'Add the closing quote, or remove this one.',
    why: 'Every bracket and every quote comes in a pair. An interval may open with one kind and close with the other: [80..90) has 80 in it and 90 not.',
  },
  TK205: {
    message: ({ found }) => `${short(found)} is written with a decimal comma; in a formula the comma separates things.`,
    help: ({ rewritten }) => `Write ${rewritten}.`,
    why: 'In formulas the decimal sign is the point, in every language, because the comma stands between arguments: round(x, 2). Data files may use the decimal comma: see --locale id.',
  },
  TK206: {
    message: ({ found }) => `${short(found)} groups its digits in a way that formulas do not read.`,
    help: ({ rewritten }) => `Write ${rewritten}; _ may stand between digits.`,
    why: 'A point in a number is the decimal point: 2.500 is two and a half. Long numbers may be grouped with _, as in 2_500_000, and money names its currency: 2_500_000 IDR.',
  },
  TK207: {
    message: ({ found }) => `${short(found)} is written as in a spreadsheet.`,
    help: ({ rewritten }) => `Write: ${rewritten}`,
    why: 'Formulas here read like sentences: `if a > 5 then b else c` instead of IF(a>5;b;c), `a and b` instead of AND(a;b). ROUND(x;2) becomes round(x, 2, half_up), because the way of rounding is always said.',
  },
  TK208: {
    message: ({ found }) => `'${short(found)}' is not how formulas write this.`,
    help: ({ rewritten }) => `Write '${rewritten}'.`,
    why: 'Each thing is written in one way: = and !=, <= and >=, `and`, `or` and `not` in small letters, * and /.',
  },
  TK209: {
    message: ({ found }) => `The quotes around ${short(found.slice(1, -1))} are curly.`,
    help: () => 'Use straight quotes: " or \'. Word processors put in curly ones by themselves.',
    why: 'Text in a formula stands between straight quotes. Word processors and chat programs turn them into curly ones, which look alike but are other characters.',
  },
  TK210: {
    message: () => 'A semicolon stands between arguments.',
    help: () => 'Use a comma.',
    why: 'Arguments are separated by commas, as in round(x, 2, half_up). The semicolon is what spreadsheets use where the comma is the decimal sign.',
  },
  TK211: {
    message: ({ word, language }) =>
      `'${word}' is a word of the other language; this file is in ${language === 'en' ? 'English' : 'Indonesian'}.`,
    help: ({ expected }) => `Write '${expected}', or set the language of the file with 'bahasa:'.`,
    why: 'A file is written in one language, which `bahasa: id` or `bahasa: en` at its top says. `takar fmt --to id` (or en) rewrites a whole file without changing its meaning.',
  },
  TK212: {
    message: ({ limit }) =>
      `The formula is too long (limit: ${limit} ${limit > 10_000 ? 'characters' : 'words and signs'}).`,
    help: () => 'Split it: name its parts under `values:` and use the names.',
    why: 'Nobody can check a formula of this length. Parts that are named under `values:` can be read, tested and explained one by one.',
  },
  TK213: {
    message: ({ limit }) => `The formula nests, or chains operators, more than ${limit} deep.`,
    help: () =>
      'Split it: name its parts under `values:` and use the names, or use `in [a, b, …]` for a long chain of `or`.',
    why: 'Brackets within brackets, `if` within `if` and very long chains of operators are bounded, so that every file is read in a moment. Parts that are named under `values:` begin anew.',
  },
  TK214: {
    message: ({ found }) => `'${short(found)}' is not an interval.`,
    help: () => "Write for example '[90..110)' (90 is in, 110 is not), '90..100', '< 90' or '>= 90'.",
    why: 'An interval is written as in mathematics: a square bracket means that the end is in, a round one that it is not. An end may be left out: (0..) is everything above 0.',
  },
  TK215: {
    message: () => 'Comparisons cannot be chained.',
    help: () => 'Write `b between a and c`, `b in [a..c)`, or two comparisons joined by `and`.',
    why: 'a < b < c could be read in two ways, so it is not read at all.\nNot: 80 <= x < 90\nBut: x in [80..90)',
  },
  TK216: {
    message: ({ found }) => `${short(found)} is not how dates are written here.`,
    help: ({ rewritten }) =>
      rewritten === undefined ? 'Write year-month-day, e.g. 2026-03-31.' : `Write ${rewritten} (year-month-day).`,
    why: 'Dates are written year-month-day, e.g. 2026-03-31, because 03/04/2026 is the third of April to one reader and the fourth of March to another.',
  },
  TK217: {
    message: () => 'A formula is missing here.',
    help: () => 'Write a formula, or remove the key.',
    why: 'The key is there, but what stands after it is empty.',
  },
  TK218: {
    message: ({ found }) => `The day ${found} does not exist.`,
    help: () => 'Check the month and the day.',
    why: 'Dates are days of the calendar: February has 29 days in a leap year only.',
  },
});
