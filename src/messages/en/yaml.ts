import type { NodeShape, ShapeName } from '../../base/codes.ts';
import type { Family, GroupCode } from '../catalogue.ts';
import { planShape } from './plan.ts';

const listed = (texts: readonly string[]): string =>
  texts.length <= 30 ? texts.join(', ') : `${texts.slice(0, 30).join(', ')} … (${texts.length} in all)`;

const meant = (suggestion: string | undefined, otherwise: string): string =>
  suggestion === undefined ? otherwise : `Did you mean '${suggestion}'?`;

const SHAPES: Readonly<Record<ShapeName, string>> = {
  map: 'keys with values (key: value)',
  list: 'a list ([a, b], or lines that begin with -)',
  text: 'a text',
  expression: 'an expression',
  interval: 'an interval such as "[90..110)"',
  flag: 'true or false',
  whole_number: 'a whole number',
  date: 'a date such as 2026-03-31',
  name: 'a name',
  localized: 'a text, or a text in two languages ({ id: …, en: … })',
  value: 'a value',
};

const FOUND: Readonly<Record<NodeShape, string>> = {
  map: 'there are keys with values',
  list: 'there is a list',
  scalar: 'something else is written',
  empty: 'nothing is written yet',
};

const PROBLEMS: Readonly<Record<string, readonly [message: string, help: string]>> = {
  BAD_INDENT: [
    'The indentation of this line does not fit the lines above it',
    'Give it the same spaces at its beginning as the other lines of its level; what belongs to a key stands two spaces deeper. Look also for a [ or { above that is not closed.',
  ],
  TAB_AS_INDENT: ['This line begins with a tab, and YAML knows only spaces', 'Replace the tab by spaces.'],
  BLOCK_AS_IMPLICIT_KEY: [
    'Two colons followed by a space stand in one line, so it is unclear which is the key',
    'If the second colon is part of the text, put the text in quotes: key: "a: b".',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'This line is no key with a value',
    "Write the key, a colon and a space: 'key: value'. A colon without a space after it is not enough.",
  ],
  MISSING_CHAR: [
    'Something is missing here: a closing quote, a comma, a colon or a closing bracket',
    'See that every quote and bracket is closed, and that a colon and a space follow every key.',
  ],
  BAD_DQ_ESCAPE: [
    'Inside double quotes a backslash (\\) has a meaning of its own, and this form is unknown',
    "Write \\\\ for a backslash, or use single quotes: 'text'.",
  ],
  BAD_SCALAR_START: ['A value without quotes cannot begin with this character', 'Put the whole value in quotes.'],
  BAD_DIRECTIVE: ['Lines that begin with % have no place in a ruleset', 'Delete this line.'],
  UNEXPECTED_TOKEN: [
    'This character or text cannot stand here',
    'If it belongs to the value before it, put the whole value in quotes. Look also at the brackets and commas beside it.',
  ],
};

export const yaml = (): Omit<Family<'1'>, GroupCode> => ({
  TK101: {
    message: ({ problem }) => `${PROBLEMS[problem]?.[0] ?? 'The YAML cannot be read here'}.`,
    help: ({ problem }) =>
      PROBLEMS[problem]?.[1] ?? `Look at the indentation, the quotes and the brackets (YAML: ${problem}).`,
    why: 'A ruleset is written in YAML: every value follows a key and a colon, and its level is shown by the spaces at the beginning of the line. Where that is uncertain the file is not read further, so that no rule is misunderstood.',
  },
  TK102: {
    message: ({ key }) => `The key '${key}' already stands in this part.`,
    help: () => 'Delete one of them, or give it another name. Which one holds must not depend on their order.',
    why: 'Where a key stands twice a reader cannot tell which one holds. Many programs silently take the last; here it is an error.',
  },
  TK103: {
    message: ({ key }) => `The key '${key}' is unknown here.`,
    help: ({ suggestion, allowed }) => meant(suggestion, `Known here: ${listed(allowed)}.`),
    why: 'An unknown key is not passed over: mostly it is a slip of the pen, and the rule that was meant would not hold.',
  },
  TK104: {
    message: ({ key, or }) => `'${key}'${or === undefined ? '' : ` or '${or}'`} is missing here.`,
    help: ({ key }) => `Add '${key}: …'.`,
    why: 'What decides the result, such as the rounding or what becomes of missing data, has to be written; nothing holds silently.',
  },
  TK105: {
    message: ({ expected, found }) => `Here ${SHAPES[expected]} should stand, but ${FOUND[found]}.`,
    help: ({ expected }) => `Write ${SHAPES[expected]}.`,
    why: 'Every key takes something of one form: a text, an expression, a list, or keys with values.',
  },
  TK106: {
    message: ({ name }) => `The YAML reference '${name}' has no place in a ruleset.`,
    help: () =>
      'Write the content where it belongs, or make a named value (values, parameters, functions) and use its name.',
    why: 'YAML references (&name, *name, <<) make rules hard to read, and a small file can be made to explode with them. Named values are clearer and are checked.',
  },
  TK107: {
    message: ({ tag }) => `The YAML tag '${tag}' has no place in a ruleset.`,
    help: () => 'Delete the tag. If the exclamation mark belongs to a text, put the text in quotes.',
    why: 'Everything is read from what is written, so tags (!…) are neither needed nor accepted.',
  },
  TK108: {
    message: ({ found }) => `'${found}' is none of the words that may stand here.`,
    help: ({ suggestion, allowed }) =>
      suggestion === undefined
        ? `They are: ${listed(allowed)}.`
        : `Did you mean '${suggestion}'? The words are: ${listed(allowed)}.`,
    why: 'Some keys take one of a fixed set of words. The words follow the language of the file (bahasa: id or en).',
  },
  TK109: {
    message: ({ text }) => `Inside { } or [ ] YAML cuts '${text}' at its commas or brackets.`,
    help: ({ text }) => `Put it in quotes: "${text}", or write each key on a line of its own without { }.`,
    why: 'Between { } and [ ] commas and square brackets belong to YAML, so { value: max(x, y) } is read as two pieces. In quotes the expression stays whole.',
  },
  TK110: {
    message: ({ text }) => `Without quotes YAML does not read ${text} as an interval.`,
    help: ({ text }) => `Put it in quotes: "${text}".`,
    why: 'A square bracket without quotes begins a list in YAML, so [90..100] is a list of one item and [0..90) is never closed.',
  },
  TK111: {
    message: ({ text }) => `Without quotes YAML reads '${text}' as something else.`,
    help: ({ text }) => `Put it in quotes: "${text}".`,
    why: 'In YAML a > at the beginning opens a text of several lines, and a - opens an item of a list. Comparisons such as >= 110, and the - that stands for "any", are therefore written in quotes.',
  },
  TK112: {
    message: ({ lost }) => `YAML takes '${lost}' for a comment, so it is lost from the value.`,
    help: () =>
      'If it belongs to the value, put the whole value in quotes. If it is a comment, write a space after the #.',
    why: 'A # after a space begins a comment. Without quotes what follows is lost without a warning.',
  },
  TK113: {
    message: ({ key, expected, language }) =>
      language === 'en'
        ? `'${key}' is the Indonesian spelling, but the file does not say 'bahasa: id'.`
        : `'${key}' is the English spelling; this file is in Indonesian and writes '${expected}'.`,
    help: ({ expected, language }) =>
      language === 'en' ? `Write '${expected}', or add 'bahasa: id' at the top of the file.` : `Write '${expected}'.`,
    why: "A file is in one language: Indonesian with 'bahasa: id', English without it. 'takar fmt --to en' rewrites a file into English without changing what it means.",
  },
  TK114: {
    message: ({ limit }) => `The file is longer than ${limit} characters.`,
    help: () => 'Divide the ruleset into several files with import.',
    why: 'The limit keeps a broken or hostile file from using up time and memory.',
  },
  TK115: {
    message: ({ limit }) => `Lists and maps stand in each other here more than ${limit} levels deep.`,
    help: () => 'Look for a [ or { that is not closed. No sensible ruleset is this deep.',
    why: 'The limit keeps a broken or hostile file from stopping the program.',
  },
  TK116: {
    message: ({ codePoint }) => `There is an invisible character here (${codePoint}).`,
    help: () => 'Delete it and type this part again. Mostly it comes with text copied from another program.',
    why: 'Control characters and marks of writing direction cannot be seen, but can make a rule read otherwise than it looks.',
  },
  TK117: {
    message: ({ found }) => `Version '${found}' of the rule language is unknown; this program knows version 1.`,
    help: () => "Write 'takar: 1', or use a newer program.",
    why: 'The number after takar is the version of the rule language, so that an old file keeps its meaning.',
  },
  TK118: {
    message: () => 'The file holds more than one document (a line ---).',
    help: () => 'Move the next document into a file of its own, or delete the line ---.',
    why: 'One file is one ruleset. A second document in the same file is easily overlooked.',
  },
  TK119: {
    message: ({ name }) => `'${name}' cannot be a name.`,
    help: () =>
      'A name begins with a letter from A to Z; letters, digits and underscores follow, no spaces: permits_on_time.',
    why: 'Names are used in expressions, so they hold no spaces or other marks. What people should read is written as a title.',
  },
  TK120: {
    message: ({ path }) => `'${path}' was not found.`,
    help: ({ available }) =>
      available === undefined
        ? 'Check the name and the folder; a path is counted from the folder of the file that imports.'
        : `The packs that are shipped: ${listed(available)}.`,
    why: 'An import reads another ruleset file, or a pack that comes with the program (takar:name@version).',
  },
  TK121: {
    message: ({ path }) => `'${path}' may not be imported.`,
    help: () =>
      'Write the path from the folder of this file, with plain slashes (/), and stay inside the folder of the rules.',
    why: 'Rules cannot read files outside their own folder, nor the network.',
  },
  TK122: {
    message: ({ paths }) => `The import goes in a circle: ${paths.join(' → ')}.`,
    help: () => 'Move what both need into a third file and import that from both.',
    why: 'Two files that import each other have no order in which they could be read.',
  },
  TK123: {
    message: ({ name, from }) => `'${from}' has no '${name}'.`,
    help: ({ suggestion }) => meant(suggestion, 'Look up the names in that file or pack.'),
    why: 'A name that is imported has to stand in the file or pack it comes from.',
  },
  TK124: {
    message: () => 'The import does not say what it brings.',
    help: () => 'List the names (use / pakai), or give the whole a name (as / sebagai).',
    why: 'It must be possible to trace every name of an expression, so an import always says what it brings.',
  },
  TK125: {
    message: ({ found }) => `The pack '${found}' is named without its version.`,
    help: ({ available }) => `Write the version: ${listed(available)}.`,
    why: "What a pack holds may change from version to version. With the version, last year's results can be repeated.",
  },
  TK126: {
    message: ({ found, least, most }) => `${found} is out of bounds: from ${least} to ${most} may stand here.`,
    help: ({ least, most }) => `Write a whole number from ${least} to ${most}.`,
    why: 'Counts of digits, numbers of quarters and the like have sensible bounds.',
  },
  TK127: {
    message: ({ found }) => `'${found}' is no date that can be read here.`,
    help: ({ rewritten }) =>
      rewritten === undefined ? 'Write year-month-day, as in 2026-03-31.' : `Write year-month-day: ${rewritten}.`,
    why: 'Dates are written year-month-day only, so that 03/04/2026 is not read in two ways by two people.',
  },
  TK128: {
    message: ({ found }) => `'${found}' is no period.`,
    help: () => 'Write 2026-07 (a month), 2026-Q3 (a quarter), 2026-S2 (a semester) or 2026 (a year).',
    why: 'An example is worked out for one period, because parameters and targets may differ over time.',
  },
  TK129: {
    message: ({ keys }) => `Only one of ${keys.map((key) => `'${key}'`).join(' and ')} may stand here.`,
    help: () => 'Delete the one that is not meant.',
    why: 'Both keys answer the same question in different ways, so both at once mean nothing.',
  },
  TK130: {
    message: ({ limit }) => `The ruleset imports more than ${limit} files.`,
    help: () => 'Join some of the files.',
    why: 'The limit keeps a mistaken import from going on without end.',
  },
  TK131: {
    message: ({ found }) => `A point has two values; here there are ${found}.`,
    help: () => 'Write [input, result], as in [80, 60].',
    why: 'A function with breakpoints is straight between its points; each point names the input and the result.',
  },
  ...planShape(),
});
